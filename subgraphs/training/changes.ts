import { cursorToPosition, positionToCursor } from '../../shared/cursor.js';
import { Forbidden } from '../../shared/errors.js';
import type { AnyHubEvent, HubEvent, StaffGroups } from '../../shared/events/contracts.js';
import type { ChangeCause } from '../../shared/subgraph/types.js';
import { toStanding } from './completion.js';
import type { TrainingContext } from './context.js';
import { followedDetail, mayFollow, type FollowedDetail } from './policy.js';
import type { TrainingChange } from './types/operations.js';

export interface FollowTraining {
  after?: string | null | undefined;
  filter?: { school?: string | null | undefined } | null | undefined;
}

/**
 * Sessions recorded or set right after the cursor (from now without one), in order, then live: those of schools whose training the actor
 * may see; refused with FORBIDDEN, or CURSOR_EXPIRED where the log no longer holds what followed.
 */
export async function followTraining(
  { after, filter }: FollowTraining,
  context: TrainingContext,
): Promise<AsyncGenerator<TrainingChange>> {
  const { actor, feed } = context;
  const school = filter?.school ?? null;
  if (!mayFollow(actor) || (school !== null && followedDetail(actor, school) === 'NONE')) {
    throw new Forbidden({
      action: 'follow training',
      role: actor.role,
      ...(school === null ? {} : { school }),
    });
  }
  const position = after == null ? feed.head() : cursorToPosition(after);
  if (after != null) await feed.requireHeld(position);
  const ended = new AbortController();
  return endingWith(ended, changesFrom(feed.follow(position, ended.signal), school, context));
}

type Attendance = HubEvent<'training.attendanceRecorded'>;

async function* changesFrom(
  events: AsyncIterable<AnyHubEvent>,
  only: string | null,
  context: TrainingContext,
): AsyncGenerator<TrainingChange> {
  for await (const event of events) {
    if (event.type !== 'training.attendanceRecorded' || event.school === null) continue;
    if (only !== null && event.school !== only) continue;
    const detail = followedDetail(context.actor, event.school);
    if (detail !== 'NONE') yield toChange(event, event.school, detail);
  }
}

function toChange(event: Attendance, school: string, detail: FollowedDetail): TrainingChange {
  const { data, position, at } = event;
  const change = { cursor: positionToCursor(position), at, school: { code: school }, cause: causeOf(data) };
  if (detail !== 'ALL') return { ...change, before: null, after: null };
  const people = data.people ?? null;
  const isNewCitySession = data.organiser === 'CITY' && data.correction === undefined;
  const citySessions = data.citySessions - (isNewCitySession ? 1 : 0);
  const isFirst = citySessions === 0 && isNobody(data.before) && data.correction === undefined;
  return {
    ...change,
    before: isFirst ? null : toStanding(data.before, people, citySessions),
    after: toStanding(data.after, people, data.citySessions),
  };
}

/** The duty that a session serves: being at the city's (T3) where nobody more was trained, else training everyone (IV.2-5). */
function causeOf({ organiser, before, after }: Attendance['data']): ChangeCause {
  const isAttendanceOnly =
    organiser === 'CITY' &&
    after.managers === before.managers &&
    after.teachers === before.teachers &&
    after.staff === before.staff;
  return isAttendanceOnly ? { rule: 'R12', clause: 'T3' } : { rule: 'R13', clause: 'IV.2-5' };
}

function isNobody({ managers, teachers, staff }: StaffGroups): boolean {
  return managers + teachers + staff === 0;
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
