import type { EntityManager } from '@mikro-orm/sql';
import { sql, type Kysely, type RawBuilder } from 'kysely';

import { isPostgres } from '../../../db/copy.js';
import type { RecordState } from '../../../shared/events/contracts.js';
import type { ReportedUnit, StoredUnit } from './check.js';
import { copyUnits, instantWriter, SAVEPOINT, type Owner } from './copy.js';

const UNIQUE_VIOLATION = '23505';

/** Bound parameters, for the ORM writes long ones into the statement's text. */
const kyselyOf = (em: EntityManager) => em.getKysely() as unknown as Kysely<unknown>;

/**
 * The units as rows (i, uuid, grade, class, state, at, error_code, replaces), `i` counting from 1. Each column travels as one
 * array: a tenth of the time of a row each.
 */
function rowsOf(em: EntityManager, units: readonly ReportedUnit[]): RawBuilder<unknown> {
  const column = (of: (unit: ReportedUnit) => string) => {
    const text = `{${units.map(of).join(',')}}`;
    // As bytes, which the server takes as it takes a text, it waits outside of the heap for its turn.
    return sql`${isPostgres(em) ? Buffer.from(text) : text}::text`;
  };
  const quoted = (text: string | null | undefined) =>
    text == null ? 'null' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const instant = instantWriter();
  return sql`unnest(
    ${column(({ uuid }) => uuid)}::uuid[], ${column(({ grade }) => String(grade))}::int[],
    ${column((unit) => quoted(unit.class))}::text[], ${column(({ state }) => state)}::text[],
    ${column(({ at }) => instant(at))}::timestamptz[], ${column(({ errorCode }) => quoted(errorCode))}::text[],
    ${column(({ replaces }) => replaces ?? 'null')}::uuid[]
  ) with ordinality as r (uuid, grade, class, state, at, error_code, replaces, i)`;
}

/**
 * Adds units that are new; false, with nothing added, where the UUID of one is taken. A savepoint, for `on conflict` would cost
 * half as much again on every row; and COPY where there is one, for an insert costs half as much again as well.
 */
export async function addUnits(
  em: EntityManager,
  owner: Owner,
  units: readonly ReportedUnit[],
): Promise<boolean> {
  try {
    await (isPostgres(em) ? copyUnits(em, owner, units) : insertUnits(em, owner, units));
    return true;
  } catch (error) {
    if (!isTaken(error)) throw error;
    await em.execute(`rollback to ${SAVEPOINT}`, [], 'run');
    return false;
  }
}

async function insertUnits(
  em: EntityManager,
  { school, schoolYear, source }: Owner,
  units: readonly ReportedUnit[],
): Promise<void> {
  await em.execute(SAVEPOINT, [], 'run');
  await sql`
    insert into records.unit (uuid, school, school_year, grade, class, state, at, error_code, source, replaces)
    select uuid, ${school}, ${schoolYear}, grade, class, state, at, error_code, ${source}, replaces
      from ${rowsOf(em, units)}`.execute(kyselyOf(em));
}

/** Brings units that are known to where they are reported now. */
export async function changeUnits(
  em: EntityManager,
  { source }: Owner,
  units: readonly ReportedUnit[],
): Promise<void> {
  await sql`
    update records.unit u set grade = r.grade, class = r.class, state = r.state, at = r.at, error_code = r.error_code,
           source = ${source} from ${rowsOf(em, units)} where u.uuid = r.uuid`.execute(kyselyOf(em));
}

/** Takes replaced units out of the counts; their successors stand for them. */
export async function markReplaced(em: EntityManager, units: readonly string[]): Promise<void> {
  await em.execute(
    `update records.unit set replaced = true where uuid in (select jsonb_array_elements_text(?::jsonb)::uuid)`,
    [JSON.stringify(units)],
    'run',
  );
}

/** A known unit among the reported that is not reported as it stands: `index` counts from 0. */
export interface KnownUnit extends StoredUnit {
  index: number;
}

/** What the hub knows of the reported units, whosever they are. */
export interface KnownUnits {
  /** Places of those that are reported as they stand already. */
  same: ReadonlySet<number>;
  others: ReadonlyMap<number, KnownUnit>;
}

/**
 * The units among the reported ones that the hub knows. The limit keeps it to one look-up a unit: as a plain join it was planned,
 * on a table that had just grown, as a scan of all units for each school. What did not change, most of a file that comes again,
 * travels as its places alone.
 */
export async function findKnown(
  em: EntityManager,
  units: readonly ReportedUnit[],
  owner: Owner,
): Promise<KnownUnits> {
  const { rows } = await sql<{
    same: string | null;
    others: (Omit<KnownUnit, 'at'> & { at: string })[] | null;
  }>`
    with known as (
      select (r.i - 1)::int as index, u.school, u.school_year as "schoolYear", u.grade, u.class, u.state, u.at,
             u.error_code as "errorCode",
             u.school = ${owner.school} and u.school_year = ${owner.schoolYear}
               and (u.grade, u.class, u.state) = (r.grade, r.class, r.state)
               and u.at = r.at::timestamptz(3) and u.error_code is not distinct from r.error_code as "isSame"
        from ${rowsOf(em, units)} cross join lateral (
               select * from records.unit known where known.uuid = r.uuid limit 1
             ) u
    )
    select string_agg(index::text, ',') filter (where "isSame") as same,
           jsonb_agg(to_jsonb(known) - 'isSame') filter (where not "isSame") as others from known`.execute(
    kyselyOf(em),
  );
  const { same = null, others = null } = rows[0] ?? {};
  return {
    same: new Set(same === null ? [] : same.split(',').map(Number)),
    others: new Map((others ?? []).map((unit) => [unit.index, { ...unit, at: new Date(unit.at) }])),
  };
}

/** Units by UUID, with whether another one has taken their place. */
export async function readUnits(
  em: EntityManager,
  uuids: readonly string[],
): Promise<Map<string, StoredUnit & { isReplaced: boolean }>> {
  const rows = await em.execute<
    {
      uuid: string;
      school: string;
      schoolYear: string;
      grade: number;
      class: string;
      state: RecordState;
      at: string;
      errorCode: string | null;
      isReplaced: boolean;
    }[]
  >(
    `select uuid, school, school_year as "schoolYear", grade, class, state, at, error_code as "errorCode", replaced as "isReplaced"
       from records.unit where uuid in (select jsonb_array_elements_text(?::jsonb)::uuid) order by uuid for update`,
    [JSON.stringify(uuids)],
  );
  return new Map(rows.map(({ uuid, at, ...row }) => [uuid, { ...row, at: new Date(at) }]));
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === UNIQUE_VIOLATION;
}
