import { sql } from 'kysely';

import { OfficeWorkingGroup } from '../../../db/entities/rollout/oversight.js';
import { localDate } from '../../../shared/calendar.js';
import { BadUserInput, VersionConflict } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { Session } from '../../../shared/session.js';
import { requirePlan } from '../plan/active.js';
import { mayRunPlan } from '../policy.js';
import { readerOf } from '../projection/tables.js';
import { readOfficeWorkingGroup, type OfficeWorkingGroupRow } from '../rows/office-group.js';
import { requireMay, requireText } from './guard.js';

export interface SetOfficeWorkingGroup extends Pick<
  OfficeWorkingGroupRow,
  'decisionNumber' | 'decisionDate' | 'members'
> {
  expectedVersion: number;
}

const MAX_MEMBERS = 50;
const MAX_NAME = 200;
const MAX_NUMBER = 100;

/**
 * Sets up the office's working group by a decision with its list of members (T2, III-1), or changes it by another one; what stood
 * before stays. BAD_USER_INPUT where none or several lead it, or the decision lies in the future; a stale version is VERSION_CONFLICT.
 */
export async function setOfficeWorkingGroup(
  session: Session,
  input: SetOfficeWorkingGroup,
): Promise<OfficeWorkingGroupRow> {
  const { actor, clock } = session;
  requireMay(session, mayRunPlan(actor), "set the office's working group");
  const at = clock.now();
  const { decisionDate, expectedVersion } = input;
  const decisionNumber = requireText(input.decisionNumber, 'decisionNumber', MAX_NUMBER);
  if (decisionDate > localDate(at)) {
    throw new BadUserInput({
      field: 'decisionDate',
      expected: 'a day that is not in the future',
      got: decisionDate,
    });
  }
  const members = requireMembers(input.members);
  return session.write(async (em) => {
    const db = readerOf(em);
    const { id: plan } = await requirePlan(db);
    // Two decisions at once come one after the other, and the second is told of the first.
    await sql`select 1 from rollout.plan where id = ${plan} for update`.execute(db);
    const currentVersion = (await readOfficeWorkingGroup(db, at))?.version ?? 0;
    if (currentVersion !== expectedVersion) {
      throw new VersionConflict({
        what: "office's working group",
        id: plan,
        expectedVersion,
        currentVersion,
      });
    }
    const version = currentVersion + 1;
    const decision = { decisionNumber, decisionDate, members, version };
    await em.insert(OfficeWorkingGroup, { plan, ...decision, setBy: actor.subject, setAt: at });
    const data = { decisionNumber, decisionDate, headNamed: true, members: members.length, version };
    await appendEvents(em, actor, at, [{ type: 'rollout.officeWorkingGroupSet', school: null, data }]);
    return { ...decision, setAt: at.toISOString() };
  });
}

function requireMembers(given: SetOfficeWorkingGroup['members']): SetOfficeWorkingGroup['members'] {
  if (given.length < 1 || given.length > MAX_MEMBERS) {
    throw new BadUserInput({
      field: 'members',
      expected: `1 to ${MAX_MEMBERS} members`,
      got: given.length,
    });
  }
  const heads = given.filter(({ role }) => role === 'HEAD').length;
  if (heads !== 1) throw new BadUserInput({ field: 'members', expected: 'one head', got: heads });
  return given.map(({ name, organisation, role }, index) => ({
    name: requireText(name, `members[${index}].name`, MAX_NAME),
    organisation: requireText(organisation, `members[${index}].organisation`, MAX_NAME),
    role,
  }));
}
