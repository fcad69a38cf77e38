import { setTimeout as delay } from 'node:timers/promises';

import type { Database } from '../../db/database.js';
import type { Actor } from '../../shared/actor.js';
import type { SigningKey } from '../../shared/auth/keys.js';
import { issueToken } from '../../shared/auth/tokens.js';
import { positionToCursor } from '../../shared/cursor.js';
import type { Subscriber } from './subscriber.js';

const PAGE = 500;
/** Far longer than anybody needs to catch up; who has not by then has missed something. */
const PATIENCE_MS = 60_000;

export interface Compared {
  /** Events in the log since the subscribers began. */
  readonly events: number;
  /** What was wrong, a line for each subscriber whose events are not exactly the log's. */
  readonly faults: readonly string[];
}

/**
 * Compares what each subscriber was told with the log: officers with all of it, read from the database, and everyone with what the
 * query `changes` gives to the same rights.
 */
export async function compare(given: {
  readonly database: Database;
  readonly start: number;
  readonly url: string;
  readonly key: SigningKey;
  readonly audience: readonly Actor[];
  readonly followers: readonly Subscriber[];
}): Promise<Compared> {
  const { database, start, url, key, audience, followers } = given;
  const log = await idsOf(database, start);
  const asked = new Map<string, Promise<string[]>>();
  const faults: string[] = [];
  const deadline = Date.now() + PATIENCE_MS;
  for (const [index, actor] of audience.entries()) {
    const rights = `${actor.role} ${String(actor.schools)}`;
    const pages = asked.get(rights) ?? changesOf(url, await issueToken(key, actor, 600), start);
    asked.set(rights, pages);
    const expected = await pages;
    if (actor.schools === 'all' && expected.join() !== log.join())
      faults.push(`the query of ${rights} is not the log`);
    const follower = followers[index];
    if (follower === undefined) continue;
    while (follower.ids.length < expected.length && Date.now() < deadline) await delay(50);
    const fault = differenceOf(follower.ids, expected);
    if (fault !== null) faults.push(`${actor.subject}: ${fault}`);
  }
  return { events: log.length, faults };
}

/** In words, how the one list differs from the other; null where it does not. */
export function differenceOf(got: readonly string[], expected: readonly string[]): string | null {
  if (got.length === expected.length && got.every((id, index) => id === expected[index])) return null;
  const [seen, known] = [new Set(got), new Set(expected)];
  const missing = expected.filter((id) => !seen.has(id)).length;
  const foreign = got.filter((id) => !known.has(id)).length;
  const doubles = got.length - seen.size;
  const first = got.findIndex((id, index) => id !== expected[index]);
  return `${missing} missing, ${doubles} twice, ${foreign} unknown, first difference at ${first === -1 ? got.length : first} of ${expected.length}`;
}

/** Waits until every event has its number, then reads their ids in order. */
async function idsOf(database: Database, start: number): Promise<string[]> {
  const connection = await database.openLogConnection();
  try {
    for (;;) {
      const [row] = await connection.query<{ count: number }>(
        'select count(*)::int as count from events.log where position is null',
      );
      if (row?.count === 0) break;
      await delay(50);
    }
    const rows = await connection.query<{ id: string }>(
      'select key as id from events.log where position > $1 order by position',
      [start],
    );
    return rows.map(({ id }) => id);
  } finally {
    await connection.close();
  }
}

async function changesOf(url: string, token: string, start: number): Promise<string[]> {
  const query =
    'query($after: Cursor, $first: Int) { changes(after: $after, first: $first) { nodes { id } pageInfo { hasNextPage endCursor } } }';
  const ids: string[] = [];
  let after = positionToCursor(start);
  for (;;) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables: { after, first: PAGE } }),
    });
    const { data, errors } = (await response.json()) as {
      data?: { changes: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
      errors?: unknown;
    };
    if (data === undefined) throw new Error(`The changes could not be asked for: ${JSON.stringify(errors)}`);
    ids.push(...data.changes.nodes.map(({ id }) => id));
    if (!data.changes.pageInfo.hasNextPage) return ids;
    after = data.changes.pageInfo.endCursor;
  }
}
