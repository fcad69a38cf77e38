import { randomUUID } from 'node:crypto';

import { localDate } from '../../../shared/calendar.js';
import { BadUserInput, LimitExceeded } from '../../../shared/errors.js';
import type { Audience } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { mayDeclare } from '../policy.js';
import { lockResponse } from '../rows/checklist.js';
import {
  deleteDuty,
  insertCommunication,
  putDuty,
  putWorkingGroup,
  type CommunicationRow,
  type Member,
  type WorkingGroupRow,
} from '../rows/organisation.js';
import { readCurrentTemplate } from '../rows/template.js';
import { WORKING_GROUP_ITEM, type TemplateDuty } from '../template.js';
import { requireNotAfter, requireWords } from '../words.js';
import { draftItem, type ChecklistEntry } from './item.js';
import { requireMay, requireTemplate, writeSchools, type Transaction } from './transaction.js';

const MAX_MEMBERS = 50;

export interface SetWorkingGroup {
  school: string;
  decisionNumber: string;
  /** `YYYY-MM-DD`, not after today. */
  decisionDate: string;
  members: readonly Member[];
}

/**
 * Sets the school's working group (IV.2-1) over the former one, and with it the checklist's item of the decision as a draft. Refused
 * with BAD_USER_INPUT without a head, with INVALID_TRANSITION while that item is verified.
 */
export async function setWorkingGroup(
  session: Session,
  input: SetWorkingGroup,
): Promise<{ workingGroup: WorkingGroupRow; entry: ChecklistEntry | null }> {
  const { school } = input;
  requireMay(mayDeclare(session.actor, school), session.actor, 'set the working group', school);
  const members = readMembers(input.members);
  const decisionNumber = requireWords(input.decisionNumber, 'decisionNumber', 100);
  return writeSchools(session, [school], async (transaction) => {
    const { db, now } = transaction;
    const decisionDate = requireNotAfter(input.decisionDate, localDate(now), 'decisionDate');
    const workingGroup = await putWorkingGroup(db, {
      school,
      decisionNumber,
      decisionDate,
      members,
      updatedAt: now,
    });
    await transaction.append('readiness.workingGroupSet', school, {
      decisionNumber,
      decisionDate,
      headNamed: true,
      members: members.length,
    });
    return {
      workingGroup,
      entry: await draftDecision(transaction, school, { number: decisionNumber, date: decisionDate }),
    };
  });
}

/** Names who answers for a duty of the school's plan (IV.2-2), or withdraws the name where `person` is null. */
export async function assignDuty(
  session: Session,
  input: { school: string; duty: string; person?: string | null | undefined },
): Promise<{ duty: TemplateDuty; person: string | null }> {
  const { school } = input;
  requireMay(mayDeclare(session.actor, school), session.actor, 'assign duties', school);
  const person = input.person == null ? null : requireWords(input.person, 'person', 200);
  return writeSchools(session, [school], async (transaction) => {
    const { db, now } = transaction;
    const { duties } = await requireTemplate(db);
    const duty = duties.find(({ id }) => id === input.duty);
    if (duty === undefined) {
      const expected = `one of ${duties.map(({ id }) => id).join(', ')}`;
      throw new BadUserInput({ field: 'duty', expected, got: input.duty });
    }
    if (person === null) await deleteDuty(db, school, duty.id);
    else await putDuty(db, { school, duty: duty.id, person, updatedAt: now });
    await transaction.append('readiness.dutyAssigned', school, {
      duty: duty.id,
      personNamed: person !== null,
    });
    return { duty, person };
  });
}

export interface LogCommunication {
  school: string;
  audiences: readonly Audience[];
  /** `YYYY-MM-DD`, not after today. */
  heldOn: string;
  description: string;
}

/** Notes an activity that explained học bạ số to some of the five audiences (IV.2-3). */
export async function logCommunication(session: Session, input: LogCommunication): Promise<CommunicationRow> {
  const { school } = input;
  requireMay(mayDeclare(session.actor, school), session.actor, 'log communication', school);
  const audiences = [...new Set(input.audiences)];
  if (audiences.length === 0)
    throw new BadUserInput({ field: 'audiences', expected: 'at least one audience' });
  const description = requireWords(input.description, 'description', 2000);
  return writeSchools(session, [school], async (transaction) => {
    const { db, now } = transaction;
    const heldOn = requireNotAfter(input.heldOn, localDate(now), 'heldOn');
    const activity = await insertCommunication(db, {
      id: randomUUID(),
      school,
      audiences,
      heldOn,
      description,
      createdAt: now,
    });
    await transaction.append('readiness.communicationLogged', school, { audiences, heldOn });
    return activity;
  });
}

async function draftDecision(
  transaction: Transaction,
  school: string,
  { number, date }: { number: string; date: string },
): Promise<ChecklistEntry | null> {
  const template = await readCurrentTemplate(transaction.db);
  const item = template?.items.find(({ id, kind }) => id === WORKING_GROUP_ITEM && kind === 'DOC');
  if (item === undefined) return null;
  const response = await lockResponse(transaction.db, school, item.id);
  return draftItem(transaction, { school, item, response }, { kind: 'DOC', number, date });
}

function readMembers(given: readonly Member[]): Member[] {
  if (given.length > MAX_MEMBERS) {
    throw new LimitExceeded({ limit: 'members', value: MAX_MEMBERS, got: given.length });
  }
  const members = given.map(({ name, role }, index) => ({
    name: requireWords(name, `members[${index}].name`, 200),
    role,
  }));
  if (!members.some(({ role }) => role === 'HEAD')) {
    throw new BadUserInput({ field: 'members', expected: 'at least one member whose role is HEAD' });
  }
  return members;
}
