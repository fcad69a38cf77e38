import { sql } from 'kysely';

import type { NotificationKind } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';
import type { PageRequest } from '../../../shared/subgraph/connection.js';
import { readPage, type Paged } from './page.js';

export interface NotificationRow {
  id: string;
  role: string;
  school: string | null;
  kind: NotificationKind;
  title: string;
  body: string;
  at: string;
  /** When the reader who asks has read it. */
  readAt: string | null;
}

/** Whose inbox it is: a role, and its schools where the role is bound to some. */
export interface InboxOwner {
  role: string;
  codes: readonly string[] | null;
  subject: string;
}

const columns = sql`n.id::text as id, n.role, n.school, n.kind, n.title, n.body, n.at, r.at as "readAt"`;

/** Messages by id as the reader has them; whose they are is the caller's to look at. */
export async function readNotifications(
  db: Reader,
  ids: readonly string[],
  subject: string,
): Promise<NotificationRow[]> {
  const { rows } = await sql<NotificationRow>`
    select ${columns} from rollout.notification n
      left join rollout.notification_read r on r.notification = n.id and r.subject = ${subject}
     where n.id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}

/** A page of an inbox, the newest first. */
export async function listNotifications(
  db: Reader,
  { role, codes, subject }: InboxOwner,
  unreadOnly: boolean,
  page: PageRequest,
): Promise<Paged<NotificationRow>> {
  const own = codes === null ? sql`true` : sql`(n.school is null or n.school = any(${[...codes]}))`;
  const from = sql`select ${columns}, n.at as sort from rollout.notification n
    left join rollout.notification_read r on r.notification = n.id and r.subject = ${subject}
   where n.role = ${role} and ${own} and ${unreadOnly ? sql`r.at is null` : sql`true`}`;
  return readPage(db, { from, sort: 'timestamptz', direction: 'desc', page });
}

export interface RecipientRow {
  subject: string;
  role: string;
  school: string | null;
  email: string;
}

/** Where messages go by e-mail; `school` and `subject` narrow the list. */
export async function readRecipients(
  db: Reader,
  { school, subject }: { school: string | null; subject: string | null },
): Promise<RecipientRow[]> {
  const { rows } = await sql<RecipientRow>`
    select subject, role, school, email from rollout.recipient
     where (${school}::text is null or school = ${school}) and (${subject}::text is null or subject = ${subject})
     order by school nulls first, role, subject`.execute(db);
  return rows;
}
