import type { LogConnection } from './connection.js';

/** What the first event is chained to. */
export const GENESIS_HASH = '0'.repeat(64);

const BATCH = 2000;

/** What a walk along the log's chain found. */
export type ChainReport =
  | {
      readonly isWhole: true;
      readonly events: number;
      /** The first position held; above 1 where older events were taken out of the log. */
      readonly from: number;
      readonly position: number;
      /** Of the last event: kept elsewhere, it proves later that nothing before it was rewritten. */
      readonly hash: string;
    }
  | { readonly isWhole: false; readonly position: number; readonly differs: string };

interface Link {
  position: number;
  key: string;
  type: string;
  school: string | null;
  at: string;
  actor: string;
  hash: string | null;
  /** The hash that the entry's content gives behind the stored hash of the one before it. */
  computed: string;
}

// Written out and not left to the function that numbers: a log that was rewritten together with its function must not pass.
const computedBehind = `encode(sha256(convert_to(before.hash || jsonb_build_array(
  entry.position, entry.key, entry.type, entry.school,
  to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  to_char(entry.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  entry.actor_subject, entry.actor_role, entry.data)::text, 'UTF8')), 'hex')`;

/**
 * Walks the whole log in order and recomputes every hash from the content. Stops at the first position that does not hold: an entry
 * that was changed, taken out, put in or renumbered, or a head that does not name the last one.
 */
export async function verifyChain(connection: Pick<LogConnection, 'query'>): Promise<ChainReport> {
  const head = await readHead(connection);
  let from = 0;
  let last: Link | undefined;
  for (;;) {
    const links = await readLinks(connection, last?.position ?? 0, last?.hash ?? null);
    for (const link of links) {
      const expected = last === undefined ? link.position : last.position + 1;
      if (link.position !== expected) return broken(expected, missing(expected, link));
      // The first of a log whose beginning was taken out has nothing to be checked against.
      const isAnchor = last === undefined && link.position > 1;
      if (!isAnchor && link.hash !== link.computed) {
        return broken(link.position, await describe(connection, link));
      }
      if (last === undefined) from = link.position;
      last = link;
    }
    if (links.length < BATCH) break;
  }
  const position = last?.position ?? 0;
  const hash = last?.hash ?? GENESIS_HASH;
  if (position < head.position && position > 0) {
    return broken(
      position + 1,
      `the log ends at ${position}, its head says ${head.position}: the newest entries were taken out`,
    );
  }
  if (position > head.position || (position > 0 && hash !== head.hash)) {
    return broken(
      position,
      `the head names position ${head.position} with hash ${head.hash}, the last entry is ${position} with ${hash}`,
    );
  }
  return { isWhole: true, events: position === 0 ? 0 : position - from + 1, from, position, hash };
}

async function readHead(
  connection: Pick<LogConnection, 'query'>,
): Promise<{ position: number; hash: string }> {
  const [row] = await connection.query<{ position: number; hash: string }>(
    'select position::float8 as position, hash from events.head where id = 1',
  );
  return row ?? { position: 0, hash: GENESIS_HASH };
}

async function readLinks(
  connection: Pick<LogConnection, 'query'>,
  after: number,
  hash: string | null,
): Promise<Link[]> {
  return connection.query<Link>(
    `with entries as (
       select entry.*, lag(entry.hash, 1, $2) over (order by entry.position) as before_hash
         from (select * from events.history where position > $1 order by position limit $3) as entry)
     select entry.position::float8 as position, entry.key, entry.type, entry.school, entry.at::text as at,
            entry.actor_subject as actor, entry.hash, coalesce(${computedBehind}, '') as computed
       from entries as entry cross join lateral (select entry.before_hash as hash) as before order by entry.position`,
    [after, hash ?? GENESIS_HASH, BATCH],
  );
}

function broken(position: number, differs: string): ChainReport {
  return { isWhole: false, position, differs };
}

function missing(expected: number, { position }: Link): string {
  return position > expected
    ? `no entry has this position, the next one is ${position}: entries were taken out or renumbered`
    : `position ${position} stands twice`;
}

async function describe(connection: Pick<LogConnection, 'query'>, link: Link): Promise<string> {
  const entry = `${link.type} of ${link.at}${link.school === null ? '' : `, school ${link.school}`}, by ${link.actor}, key ${link.key}`;
  if (link.hash === null) return `${entry}: it has no hash, so it was not numbered by the relay`;
  // Where what follows was chained to the computed hash, the content is as it was and the hash was rewritten.
  const [next] = (await readLinks(connection, link.position, link.computed)).slice(0, 1);
  const what =
    next !== undefined && next.hash === next.computed
      ? 'its hash was rewritten, its content is as it was'
      : 'its content is not what was numbered, or an entry before it was exchanged';
  return `${entry}: ${what}; stored hash ${link.hash}, content gives ${link.computed}`;
}
