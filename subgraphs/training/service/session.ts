import { randomUUID } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';

import { BadUserInput, NotFound } from '../../../shared/errors.js';
import type { SessionOrganiser } from '../../../shared/events/contracts.js';
import { foldForSearch } from '../../../shared/search.js';

/** A session's row; city and district sessions belong to no school and are one for all that attend. */
export interface SessionRow {
  id: string;
  organiser: SessionOrganiser;
  school: string | null;
  /** `YYYY-MM-DD`. */
  heldOn: string;
  topic: string;
}

/** What makes a session one and the same: its organiser, its day and its topic, however spelt. */
export interface SessionIdentity {
  organiser: SessionOrganiser;
  heldOn: string;
  topic: string;
}

const columns = 'id, organiser, school, held_on::text as "heldOn", topic';

/** The session's row: the school's own, or the one that all schools share; made where there is none. */
export async function openTrainingSession(
  em: EntityManager,
  school: string,
  identity: SessionIdentity,
  now: Date,
): Promise<SessionRow> {
  const owner = identity.organiser === 'SCHOOL' ? school : null;
  await em.execute(
    `insert into training.session (id, organiser, school, held_on, topic, topic_key, created_at) values (?, ?, ?, ?, ?, ?, ?)
     on conflict do nothing`,
    [
      randomUUID(),
      identity.organiser,
      owner,
      identity.heldOn,
      identity.topic,
      foldForSearch(identity.topic),
      now.toISOString(),
    ],
    'run',
  );
  const row = await findSession(em, school, identity);
  if (row === null) throw new Error(`The training session of ${identity.heldOn} was neither found nor made.`);
  return row;
}

/** The session of that identity as the school would attend it; null where there is none. */
export async function findSession(
  em: EntityManager,
  school: string,
  { organiser, heldOn, topic }: SessionIdentity,
): Promise<SessionRow | null> {
  const [row] = await em.execute<SessionRow[]>(
    `select ${columns} from training.session
      where organiser = ? and held_on = ?::date and topic_key = ? and coalesce(school, '') = ?`,
    [organiser, heldOn, foldForSearch(topic), organiser === 'SCHOOL' ? school : ''],
  );
  return row ?? null;
}

/** The session of that id, which the school may attend: its own, or one of the city or the district. NOT_FOUND otherwise. */
export async function requireSession(em: EntityManager, school: string, id: string): Promise<SessionRow> {
  const [row] = await em.execute<SessionRow[]>(
    `select ${columns} from training.session where id::text = ? and coalesce(school, ?) = ?`,
    [id, school, school],
  );
  if (row === undefined) throw new NotFound({ what: 'training session', id });
  return row;
}

/** Organiser, day and topic, all three; refused with BAD_USER_INPUT naming the one that is missing. */
export function requireIdentity(input: {
  organiser?: SessionOrganiser | null | undefined;
  heldOn?: string | null | undefined;
  topic?: string | null | undefined;
}): SessionIdentity {
  const { organiser, heldOn, topic } = input;
  if (organiser != null && heldOn != null && topic != null) return { organiser, heldOn, topic };
  throw new BadUserInput({
    field: organiser == null ? 'organiser' : heldOn == null ? 'heldOn' : 'topic',
    expected: 'organiser, heldOn and topic together, or session',
    fix: 'Give the id of an announced session as `session`, or say who held it, when and on what.',
  });
}
