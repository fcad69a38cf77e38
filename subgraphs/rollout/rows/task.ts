import { sql } from 'kysely';

import type { TaskState } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';

export interface TaskChangeRow {
  task: string;
  state: TaskState;
  version: number;
  note: string | null;
  reason: string | null;
  at: string;
}

/** What happened to the plan's tasks up to the instant, in its order. */
export async function readTaskHistory(db: Reader, plan: string, upTo: Date): Promise<TaskChangeRow[]> {
  const { rows } = await sql<TaskChangeRow>`
    select task, state, version, note, reason, at from rollout.task_history
     where plan = ${plan} and at <= ${upTo.toISOString()}::timestamptz order by id`.execute(db);
  return rows;
}

export interface ExtensionRow {
  school: string;
  rule: string;
  before: string;
  after: string;
  reason: string;
  grantedAt: string;
}

/** The extensions granted up to the instant, in their order; `codes` bounds the schools, null does not. */
export async function readExtensions(
  db: Reader,
  query: { codes: readonly string[] | null; upTo: Date },
): Promise<ExtensionRow[]> {
  const bound = query.codes === null ? sql`true` : sql`school = any(${[...query.codes]})`;
  const { rows } = await sql<ExtensionRow>`
    select school, rule, due_before as before, due_after as after, reason, granted_at as "grantedAt" from rollout.extension
     where granted_at <= ${query.upTo.toISOString()}::timestamptz and ${bound} order by id`.execute(db);
  return rows;
}

export interface TaskExtensionRow {
  task: string;
  before: string;
  after: string;
  reason: string;
  grantedAt: string;
}

/** What the plan's tasks were given more time up to the instant, in its order. */
export async function readTaskExtensions(db: Reader, plan: string, upTo: Date): Promise<TaskExtensionRow[]> {
  const { rows } = await sql<TaskExtensionRow>`
    select task, due_before as before, due_after as after, reason, granted_at as "grantedAt" from rollout.task_extension
     where plan = ${plan} and granted_at <= ${upTo.toISOString()}::timestamptz order by id`.execute(db);
  return rows;
}
