import { sql } from 'kysely';

import type { Reader } from '../../../shared/session.js';
import type { PageRequest } from '../../../shared/subgraph/connection.js';
import type { AccessKind } from '../types/access.js';

export interface AccessGrantRow {
  id: string;
  kind: AccessKind;
  name: string;
  email: string | null;
  role: string;
  schools: string;
  grantedBy: string;
  grantedAt: string;
  expiresAt: string;
  acceptedAt: string | null;
  endedAt: string | null;
  endReason: string | null;
}

const columns = sql`g.id, g.kind, g.name, g.email, g.role, g.schools, g.granted_by as "grantedBy", g.granted_at as "grantedAt",
  g.expires_at as "expiresAt", g.accepted_at as "acceptedAt", g.ended_at as "endedAt", g.end_reason as "endReason"`;

/** One page of grants, the newest first (one row more than asked), and the number of all of that kind. */
export async function listGrants(
  db: Reader,
  kind: AccessKind | null,
  page: PageRequest,
): Promise<{ rows: AccessGrantRow[]; totalCount: number }> {
  const [at, id] = Array.isArray(page.after) ? (page.after as [string, string]) : [null, null];
  const { rows } = await sql<AccessGrantRow>`
    select ${columns} from schools.access_grant g
     where (${kind}::text is null or g.kind = ${kind}::text)
       and (${at}::text is null or (g.granted_at, g.id) < (${at}::text::timestamptz, ${id}::text::uuid))
     order by g.granted_at desc, g.id desc limit ${page.first + 1}`.execute(db);
  const counted = await sql<{ count: number }>`
    select count(*)::int as count from schools.access_grant g where ${kind}::text is null or g.kind = ${kind}::text`.execute(
    db,
  );
  return { rows, totalCount: counted.rows[0]?.count ?? 0 };
}

export async function readGrant(db: Reader, id: string): Promise<AccessGrantRow | null> {
  const { rows } = await sql<AccessGrantRow>`
    select ${columns} from schools.access_grant g where g.id = ${id}::text::uuid`.execute(db);
  return rows[0] ?? null;
}
