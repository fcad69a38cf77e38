import { sql, type RawBuilder } from 'kysely';

import type { DifficultySeverity, DifficultyState } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';
import type { PageRequest } from '../../../shared/subgraph/connection.js';
import type { ResponseThresholds } from '../response-clock.js';
import type { DifficultyCategory } from '../service/difficulty.js';
import { readPage, type Paged } from './page.js';

export interface DifficultyRow {
  id: string;
  school: string;
  category: DifficultyCategory;
  severity: DifficultySeverity;
  description: string;
  state: DifficultyState;
  reportedAt: string;
  /** Since when it waits for an answer: reported, or last reopened. */
  since: string;
  acknowledgedAt: string | null;
  resolvedAt: string | null;
  closedAt: string | null;
  resolution: string | null;
  version: number;
}

const columns = sql`id::text as id, school, category, severity, description, state, reported_at as "reportedAt", coalesce(reopened_at, reported_at) as since,
  acknowledged_at as "acknowledgedAt", resolved_at as "resolvedAt", closed_at as "closedAt", resolution, version`;

export async function readDifficulties(db: Reader, ids: readonly string[]): Promise<DifficultyRow[]> {
  const { rows } = await sql<DifficultyRow>`
    select ${columns} from rollout.difficulty where id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}

/** The difficulties of the schools, the newest first. */
export async function readSchoolDifficulties(
  db: Reader,
  schools: readonly string[],
): Promise<DifficultyRow[]> {
  const { rows } = await sql<DifficultyRow>`
    select ${columns} from rollout.difficulty where school = any(${[...schools]}) order by reported_at desc, id`.execute(
    db,
  );
  return rows;
}

/** Difficulties that are neither resolved nor closed, the oldest first; `codes` bounds the schools, null does not. */
export async function readUnresolved(db: Reader, codes: readonly string[] | null): Promise<DifficultyRow[]> {
  const bound = codes === null ? sql`true` : sql`school = any(${[...codes]})`;
  const { rows } = await sql<DifficultyRow>`
    select ${columns} from rollout.difficulty where state not in ('RESOLVED', 'CLOSED') and ${bound}
     order by reported_at, id`.execute(db);
  return rows;
}

export interface DifficultyListFilter {
  id?: string | null | undefined;
  state?: readonly DifficultyState[] | null | undefined;
  severity?: readonly DifficultySeverity[] | null | undefined;
  school?: string | null | undefined;
  /** The office owes an answer since before these instants; null asks for all. */
  past: ResponseThresholds | null;
  /** Bounds of the actor; null where it sees all. */
  codes: readonly string[] | null;
  categories: readonly string[] | null;
}

/** A page of difficulties, the oldest first. */
export async function listDifficulties(
  db: Reader,
  filter: DifficultyListFilter,
  page: PageRequest,
): Promise<Paged<DifficultyRow>> {
  const { id, state, severity, school, past, codes, categories } = filter;
  const parts = [sql`true`];
  if (id != null) parts.push(sql`id = ${id}::uuid`);
  if (state != null) parts.push(sql`state = any(${[...state]})`);
  if (severity != null) parts.push(sql`severity = any(${[...severity]})`);
  if (school != null) parts.push(sql`school = ${school}`);
  if (codes !== null) parts.push(sql`school = any(${[...codes]})`);
  if (categories !== null) parts.push(sql`category = any(${[...categories]})`);
  if (past !== null) parts.push(isPast(past));
  const from = sql`select ${columns}, reported_at as sort from rollout.difficulty where ${sql.join(parts, sql` and `)}`;
  return readPage(db, { from, sort: 'timestamptz', direction: 'asc', page });
}

function isPast({ acknowledge, resolve }: ResponseThresholds): RawBuilder<unknown> {
  const since = sql`coalesce(reopened_at, reported_at)`;
  return sql`state not in ('RESOLVED', 'CLOSED') and (${since} < ${resolve.toISOString()}::timestamptz
    or (state in ('OPEN', 'REOPENED') and ${since} < ${acknowledge.toISOString()}::timestamptz))`;
}

export interface ReplyRow {
  difficulty: string;
  message: string;
  state: DifficultyState;
  authorRole: string;
  at: string;
}

export async function readReplies(db: Reader, difficulties: readonly string[]): Promise<ReplyRow[]> {
  const { rows } = await sql<ReplyRow>`
    select difficulty, message, state, author_role as "authorRole", at from rollout.difficulty_reply
     where difficulty = any(${[...difficulties]}::uuid[]) order by difficulty, id`.execute(db);
  return rows;
}
