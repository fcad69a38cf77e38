import { sql } from 'kysely';

import type { Actor, Role } from '../../../../shared/actor.js';
import type { Session } from '../../../../shared/session.js';
import { append } from '../guard.js';
import { end, withdraw } from './end.js';
import { digestOf, subjectOf } from './grant.js';

/** Who an invitation is for, as long as it can be accepted. */
export interface Invitation {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly schools: 'all' | readonly string[];
  readonly expiresAt: Date;
}

/** What was issued to that subject up to that instant is no good. */
export interface Withdrawal {
  readonly subject: string;
  readonly before: Date;
}

interface Row {
  id: string;
  kind: 'PERSON' | 'TOOL';
  name: string;
  email: string | null;
  role: Role;
  schools: string;
  expiresAt: string;
}

const columns = sql`id, kind, name, email, role, schools, expires_at as "expiresAt"`;

/** The invitation of that link; null where there is none, or it was accepted, taken back or is over by `now`. Ends the session. */
export async function findInvitation(
  session: Session,
  secret: string,
  now: Date,
): Promise<Invitation | null> {
  const row = await one(
    session,
    sql`kind = 'PERSON' and secret_hash = ${digestOf(secret)} and accepted_at is null and ended_at is null
      and expires_at > ${now.toISOString()}`,
  );
  return row === null
    ? null
    : { ...row, email: row.email ?? '', schools: scopeOf(row), expiresAt: new Date(row.expiresAt) };
}

/**
 * Takes an invitation up, once: of two who open the same link one gets it, the other null. What stood for the address before ends here,
 * with all its sessions.
 */
export async function acceptInvitation(
  session: Session,
  secret: string,
  now: Date,
): Promise<(Invitation & { actor: Actor }) | null> {
  return session.write(async (em) => {
    const [row] = await em.execute<Row[]>(
      `update schools.access_grant set accepted_at = ? where kind = 'PERSON' and secret_hash = ? and accepted_at is null
         and ended_at is null and expires_at > ? returning id, kind, name, email, role, schools, expires_at as "expiresAt"`,
      [now, digestOf(secret), now],
    );
    if (row === undefined) return null;
    const before = await em.execute<{ id: string }[]>(
      'select id from schools.access_grant where email = ? and id <> ? and accepted_at is not null and ended_at is null for update',
      [row.email, row.id],
    );
    for (const { id } of before) {
      const reason = 'a later invitation of the same address was accepted';
      await end(session, em, { id, reason });
      await withdraw(session, em, { subject: subjectOf({ id, kind: 'PERSON' }), reason });
    }
    await append(session, em, { type: 'schools.accessAccepted', school: null, data: { grant: row.id } });
    const invitation = {
      ...row,
      email: row.email ?? '',
      schools: scopeOf(row),
      expiresAt: new Date(row.expiresAt),
    };
    return { ...invitation, actor: actorOf(row) };
  });
}

/** The actor of a tool's token with the end of its time; null where the hub never issued it, or took it back. Ends the session. */
export async function findToolToken(
  session: Session,
  token: string,
): Promise<{ actor: Actor; expiresAt: Date } | null> {
  const row = await one(
    session,
    sql`kind = 'TOOL' and secret_hash = ${digestOf(token)} and ended_at is null`,
  );
  return row === null ? null : { actor: actorOf(row), expiresAt: new Date(row.expiresAt) };
}

/** Whether someone who was let in as that subject still is. Ends the session. */
export async function isLetIn(session: Session, subject: string): Promise<boolean> {
  const id = /^person:([0-9a-f-]{36})$/.exec(subject)?.[1];
  if (id === undefined) return false;
  return (
    (await one(session, sql`id = ${id}::uuid and accepted_at is not null and ended_at is null`)) !== null
  );
}

/** What was withdrawn since `since`: older tokens and sessions have ended by themselves. Ends the session. */
export async function listWithdrawals(session: Session, since: Date): Promise<Withdrawal[]> {
  try {
    const { rows } = await session.read('schools', (db) =>
      sql<{ subject: string; before: string }>`
        select subject, before from schools.access_withdrawal where before > ${since.toISOString()}`.execute(
        db,
      ),
    );
    return rows.map(({ subject, before }) => ({ subject, before: new Date(before) }));
  } finally {
    await session.end();
  }
}

async function one(session: Session, condition: ReturnType<typeof sql>): Promise<Row | null> {
  try {
    const { rows } = await session.read('schools', (db) =>
      sql<Row>`select ${columns} from schools.access_grant where ${condition}`.execute(db),
    );
    return rows[0] ?? null;
  } finally {
    await session.end();
  }
}

function actorOf(row: Row): Actor {
  return { subject: subjectOf(row), name: row.name, role: row.role, schools: scopeOf(row) };
}

function scopeOf({ schools }: Row): Actor['schools'] {
  return schools === '*' ? 'all' : schools.split(',');
}
