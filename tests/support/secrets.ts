import { randomUUID } from 'node:crypto';

import { hubActor } from '../../shared/actor.js';
import type { TestHub } from './hub.js';

export const OWN = '31306981';
export const FOREIGN = '31306985';
/** Stands in everything that the foreign school keeps to itself. */
export const SECRET = 'CHUYEN-RIENG-85';

export const ids = {
  difficulty: randomUUID(),
  visit: randomUUID(),
  comment: randomUUID(),
  activity: randomUUID(),
};

const secrets = [
  `insert into readiness.communication (id, school, audiences, held_on, description, created_at) values ('${ids.activity}', '${FOREIGN}', '["PARENTS"]', '2024-04-20', '${SECRET}', now())`,
  `insert into readiness.duty_assignment (school, duty, person, updated_at) values ('${FOREIGN}', 'GENERAL_LEAD', '${SECRET}', now()) on conflict (school, duty) do update set person = excluded.person`,
  `insert into readiness.item_comment (id, school, item, text, follow_up, author, author_role, at) values ('${ids.comment}', '${FOREIGN}', 'WORKING_GROUP', '${SECRET}', false, 'a', 'school_admin', now())`,
  `insert into rollout.difficulty (id, school, category, severity, description, state, reported_by, reported_at, version, updated_at) values ('${ids.difficulty}', '${FOREIGN}', 'SOFTWARE', 'MINOR', '${SECRET}', 'OPEN', 'a', now(), 1, now())`,
  `insert into rollout.difficulty_reply (difficulty, message, state, author, author_role, at) values ('${ids.difficulty}', '${SECRET}', 'OPEN', 'a', 'school_admin', now())`,
  `insert into rollout.visit (id, school, inspector, planned_on, state, purpose, planned_by, created_at, updated_at) values ('${ids.visit}', '${FOREIGN}', 'i', '2024-04-29', 'PLANNED', '${SECRET}', 'o', now(), now())`,
  `insert into schools.person (school, subject, name, role, phone, updated_at) values ('${FOREIGN}', 'wall', '${SECRET}', 'PRINCIPAL', '${SECRET}', now())`,
  `insert into rollout.recommendation (id, direction, school, text, state, author, author_role, created_at, sent_at, updated_at) values ('${randomUUID()}', 'SCHOOL_TO_DISTRICT', '${FOREIGN}', '${SECRET}', 'SENT', 'a', 'principal', now(), now(), now())`,
];

/** Gives the foreign school something of each kind that it keeps to itself, past all services. */
export async function plantSecrets(hub: TestHub): Promise<void> {
  await hub.host.openSession(hubActor).write(async (em) => {
    for (const statement of secrets) await em.execute(statement, [], 'run');
  });
  await hub.host.settle();
}
