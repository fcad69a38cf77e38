import { sql } from 'kysely';

import type { Audience } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';

export type MemberRole = 'HEAD' | 'DEPUTY' | 'MEMBER' | 'SECRETARY';

export interface Member {
  name: string;
  role: MemberRole;
}

export interface WorkingGroupRow {
  school: string;
  decisionNumber: string;
  decisionDate: string;
  members: Member[];
  version: number;
  updatedAt: string;
}

const groupColumns = sql`school, decision_number as "decisionNumber", decision_date::text as "decisionDate", members, version,
  updated_at as "updatedAt"`;

export async function readWorkingGroups(db: Reader, schools: readonly string[]): Promise<WorkingGroupRow[]> {
  const { rows } = await sql<WorkingGroupRow>`
    select ${groupColumns} from readiness.working_group where school = any(${[...schools]})`.execute(db);
  return rows;
}

/** Writes the group over the former one, with the next version. */
export async function putWorkingGroup(
  db: Reader,
  group: Omit<WorkingGroupRow, 'version' | 'updatedAt'> & { updatedAt: Date },
): Promise<WorkingGroupRow> {
  const { rows } = await sql<WorkingGroupRow>`
    insert into readiness.working_group as known (school, decision_number, decision_date, members, version, updated_at)
    values (${group.school}, ${group.decisionNumber}, ${group.decisionDate}, ${JSON.stringify(group.members)}::jsonb, 1, ${group.updatedAt})
    on conflict (school) do update set decision_number = excluded.decision_number, decision_date = excluded.decision_date,
      members = excluded.members, version = known.version + 1, updated_at = excluded.updated_at
    returning ${groupColumns}`.execute(db);
  return rows[0] as WorkingGroupRow;
}

export interface DutyRow {
  school: string;
  duty: string;
  person: string;
  updatedAt: string;
}

export async function readDuties(db: Reader, schools: readonly string[]): Promise<DutyRow[]> {
  const { rows } = await sql<DutyRow>`
    select school, duty, person, updated_at as "updatedAt" from readiness.duty_assignment where school = any(${[...schools]})`.execute(
    db,
  );
  return rows;
}

export async function putDuty(
  db: Reader,
  duty: Omit<DutyRow, 'updatedAt'> & { updatedAt: Date },
): Promise<void> {
  await sql`
    insert into readiness.duty_assignment (school, duty, person, updated_at)
    values (${duty.school}, ${duty.duty}, ${duty.person}, ${duty.updatedAt})
    on conflict (school, duty) do update set person = excluded.person, updated_at = excluded.updated_at`.execute(
    db,
  );
}

export async function deleteDuty(db: Reader, school: string, duty: string): Promise<void> {
  await sql`delete from readiness.duty_assignment where school = ${school} and duty = ${duty}`.execute(db);
}

export interface CommunicationRow {
  id: string;
  school: string;
  audiences: Audience[];
  heldOn: string;
  description: string;
  createdAt: string;
}

const communicationColumns = sql`id, school, audiences, held_on::text as "heldOn", description, created_at as "createdAt"`;

/** The schools' activities, the latest first. */
export async function readCommunications(
  db: Reader,
  schools: readonly string[],
): Promise<CommunicationRow[]> {
  const { rows } = await sql<CommunicationRow>`
    select ${communicationColumns} from readiness.communication
     where school = any(${[...schools]}) order by school, held_on desc, created_at desc, id`.execute(db);
  return rows;
}

export async function insertCommunication(
  db: Reader,
  activity: Omit<CommunicationRow, 'createdAt'> & { createdAt: Date },
): Promise<CommunicationRow> {
  const { rows } = await sql<CommunicationRow>`
    insert into readiness.communication (id, school, audiences, held_on, description, created_at)
    values (${activity.id}, ${activity.school}, ${JSON.stringify(activity.audiences)}::jsonb, ${activity.heldOn}, ${activity.description},
      ${activity.createdAt})
    returning ${communicationColumns}`.execute(db);
  return rows[0] as CommunicationRow;
}
