import { positionToCursor } from '../../../shared/cursor.js';
import type { Feed } from '../../../shared/events/feed.js';
import { followEvents } from '../../../shared/subgraph/follow.js';
import type { ReadinessContext } from '../context.js';
import { detailFor, followedDetail, mayFollowReturns, type Detail } from '../policy.js';
import { readCurrentTemplate } from '../rows/template.js';
import { isItemEvent, toItemReturn, toReadinessChange } from '../shapes/change.js';
import { isTechnical } from '../template.js';
import type { ItemReturn, ReadinessChange, ReadinessChangeFilter } from '../types/changes.js';
import { requireMay } from './transaction.js';

/** Every change of a checklist item that the actor may learn of, after the cursor and then live; see `followEvents` for its promises. */
export async function followReadiness(
  context: ReadinessContext,
  { after, filter }: { after?: string | null | undefined; filter?: ReadinessChangeFilter | null | undefined },
): Promise<AsyncIterableIterator<ReadinessChange>> {
  const { actor, feed } = context;
  for (const code of filter?.school ?? []) {
    requireMay(followedDetail(actor, code) !== 'NONE', actor, 'follow the checklist', code);
  }
  const technical = await technicalItems(context);
  return followEvents(feed, startOf(feed, after), (event) => {
    if (!isItemEvent(event) || event.school === null) return null;
    if (filter?.school != null && !filter.school.includes(event.school)) return null;
    if (filter?.state != null && !filter.state.includes(event.data.after.state)) return null;
    const detail = followedDetail(actor, event.school);
    if (!isShown(detail, event.data.item, technical)) return null;
    return toReadinessChange(event, detail !== 'STATE');
  });
}

/** Every return and reopening with its reason, for those who may see the school in detail. */
export async function followReturns(
  context: ReadinessContext,
  { after, school }: { after?: string | null | undefined; school?: string | null | undefined },
): Promise<AsyncIterableIterator<ItemReturn>> {
  const { actor, feed } = context;
  requireMay(mayFollowReturns(actor), actor, 'follow returned items');
  if (school != null) requireMay(detailFor(actor, school) !== 'NONE', actor, 'follow returned items', school);
  const technical = await technicalItems(context);
  return followEvents(feed, startOf(feed, after), (event) => {
    if (event.type !== 'readiness.itemReturned' || event.school === null) return null;
    if (school != null && event.school !== school) return null;
    if (!isShown(detailFor(actor, event.school), event.data.item, technical)) return null;
    return toItemReturn(event);
  });
}

/** The present where no cursor is given: a follower that starts by itself would start with its first step, and miss what came before it. */
function startOf(feed: Feed, after: string | null | undefined): string {
  return after ?? positionToCursor(feed.head());
}

/** Item ids that a provider may see; not read for others, who are not bounded by them. */
async function technicalItems({ actor, session }: ReadinessContext): Promise<ReadonlySet<string>> {
  if (actor.role !== 'provider') return new Set();
  const template = await session.read('readiness', readCurrentTemplate);
  // A subscription lives long: a snapshot left open would hold a connection, on the embedded database the only one.
  await session.end();
  return new Set(template?.items.filter((item) => isTechnical(template, item)).map(({ id }) => id));
}

function isShown(detail: Detail | 'STATE', item: string, technical: ReadonlySet<string>): boolean {
  switch (detail) {
    case 'ALL':
    case 'STATE':
      return true;
    case 'TECHNICAL':
      return technical.has(item);
    case 'NONE':
      return false;
    default: {
      const never: never = detail;
      return never;
    }
  }
}
