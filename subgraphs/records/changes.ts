import { cursorToPosition, positionToCursor } from '../../shared/cursor.js';
import { Forbidden } from '../../shared/errors.js';
import type { AnyHubEvent, HubEvent } from '../../shared/events/contracts.js';
import type { RecordsContext } from './context.js';
import type { RecordProgressChange } from './operations.js';
import { followedDetail, type FollowedDetail } from './policy.js';
import { toGradeProgress } from './progress.js';

export interface FollowRecords {
  after?: string | null | undefined;
  filter?: { school?: string | null | undefined } | null | undefined;
}

/**
 * Counts reported after the cursor (from now without one), in order, then live: those of schools whose records the actor may
 * see; refused with FORBIDDEN, or CURSOR_EXPIRED where the log no longer holds what followed.
 */
export async function followRecords(
  { after, filter }: FollowRecords,
  context: RecordsContext,
): Promise<AsyncGenerator<RecordProgressChange>> {
  const { actor, feed } = context;
  const school = filter?.school ?? null;
  if (school !== null && followedDetail(actor, school) === 'NONE') {
    throw new Forbidden({ action: 'follow records', role: actor.role, school });
  }
  const position = after == null ? feed.head() : cursorToPosition(after);
  if (after != null) await feed.requireHeld(position);
  const ended = new AbortController();
  return endingWith(ended, changesFrom(feed.follow(position, ended.signal), school, context));
}

async function* changesFrom(
  events: AsyncIterable<AnyHubEvent>,
  only: string | null,
  { actor }: RecordsContext,
): AsyncGenerator<RecordProgressChange> {
  for await (const event of events) {
    if (event.type !== 'records.countsUpdated' || event.school === null) continue;
    if (only !== null && event.school !== only) continue;
    const detail = followedDetail(actor, event.school);
    if (detail !== 'NONE') yield toChange(event, event.school, detail);
  }
}

function toChange(
  { data, position, at }: HubEvent<'records.countsUpdated'>,
  school: string,
  detail: FollowedDetail,
): RecordProgressChange {
  const { grade, schoolYear, before, after } = data;
  const isSeen = detail === 'ALL';
  return {
    cursor: positionToCursor(position),
    at,
    school: { code: school },
    schoolYear,
    before:
      isSeen && before !== null ? toGradeProgress(grade, before, { version: null, updatedAt: null }) : null,
    after: isSeen ? toGradeProgress(grade, after, { version: null, updatedAt: at }) : null,
    cause: { rule: 'R15', clause: 'II.1-2' },
  };
}

/** A generator that waits for its next event does not hear `return`: aborting first lets the follower go at once. */
function endingWith<Item>(ended: AbortController, items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  const end = items.return.bind(items);
  return Object.assign(items, {
    return: (value?: unknown) => {
      ended.abort();
      return end(value);
    },
  });
}
