import type { EntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';

import { hubActor } from '../../../shared/actor.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { NewEvent } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';
import { emptyFacts, type SchoolFacts } from '../compliance/facts.js';
import type { CompliancePlan } from '../compliance/plan.js';
import { revive, type Evaluation, type StoredEvaluation } from '../stored.js';
import type { HistoryEntry, Ledger, SchoolState } from './ledger.js';

/** The connection of a write, for statements that are written in SQL. */
export function readerOf(em: EntityManager): Reader {
  return em.getKysely() as unknown as Reader;
}

interface StateRow {
  school: string;
  facts: SchoolFacts | null;
  sortKey: string | null;
  searchKey: string;
  ward: string;
  isSynthetic: boolean;
  result: StoredEvaluation;
  validFrom: string;
  evaluatedAt: string;
  nextTransition: string | null;
}

/** The state of the schools, read and locked by one statement; a school without facts starts with none. */
export async function openLedger(
  em: EntityManager,
  plan: CompliancePlan,
  schools: readonly string[],
): Promise<Ledger> {
  const { rows } = await sql<StateRow>`
    select f.school, f.facts, c.sort_key as "sortKey", c.search_key as "searchKey", c.ward, c.is_synthetic as "isSynthetic",
           c.result, c.valid_from as "validFrom", c.evaluated_at as "evaluatedAt", c.next_transition as "nextTransition"
      from rollout.school_facts f left join rollout.compliance c on c.school = f.school
     where f.school = any(${[...schools]}) order by f.school for update of f`.execute(readerOf(em));
  const states = new Map(schools.map((school) => [school, emptyState(school)]));
  for (const row of rows) states.set(row.school, stateOf(row));
  return { plan, schools: states, touched: new Set(), history: [], changes: [] };
}

/** Writes what the ledger holds: facts, evaluations, history, and (unless silent) the events that tell of changes. */
export async function closeLedger(
  em: EntityManager,
  ledger: Ledger,
  options: { silent: boolean } = { silent: false },
): Promise<void> {
  const touched = [...ledger.touched].toSorted().flatMap((school) => ledger.schools.get(school) ?? []);
  if (touched.length === 0) return;
  await writeFacts(em, touched);
  await writeCurrent(em, touched);
  await writeHistory(em, ledger.history);
  if (!options.silent) await appendChanges(em, ledger.changes);
}

/** Tells of the changes in the order of their instants; each event carries the instant of its evaluation. */
export async function appendChanges(em: EntityManager, changes: Ledger['changes']): Promise<void> {
  const sorted = changes.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const groups = Map.groupBy(sorted, ({ at }) => at.getTime());
  for (const [at, group] of groups) {
    const events = group.map(({ school, data }): NewEvent<'rollout.complianceChanged'> => ({
      type: 'rollout.complianceChanged',
      school,
      data,
    }));
    await appendEvents(em, hubActor, new Date(at), events);
  }
}

function emptyState(school: string): SchoolState {
  return { school, facts: emptyFacts(school), entry: null, current: null };
}

function stateOf(row: StateRow): SchoolState {
  const { school, sortKey, searchKey, ward, isSynthetic } = row;
  const facts = row.facts ?? emptyFacts(school);
  if (sortKey === null) return { school, facts, entry: null, current: null };
  return {
    school,
    facts,
    entry: { sortKey, searchKey, ward, isSynthetic },
    current: {
      evaluation: revive(row.result),
      validFrom: new Date(row.validFrom),
      evaluatedAt: new Date(row.evaluatedAt),
      nextTransition: row.nextTransition === null ? null : new Date(row.nextTransition),
    },
  };
}

async function writeFacts(em: EntityManager, states: readonly SchoolState[]): Promise<void> {
  const rows = states.map(({ school, facts }) => ({ school, facts }));
  await sql`
    insert into rollout.school_facts (school, facts)
    select school, facts from jsonb_populate_recordset(null::rollout.school_facts, ${JSON.stringify(rows)}::jsonb)
    on conflict (school) do update set facts = excluded.facts`.execute(readerOf(em));
}

async function writeCurrent(em: EntityManager, states: readonly SchoolState[]): Promise<void> {
  const rows = states.flatMap(({ school, entry, current }) => {
    if (entry === null || current === null) return [];
    const { evaluation, validFrom, evaluatedAt, nextTransition } = current;
    const columns = columnsOf({ school, entry, evaluation, validFrom });
    return [{ ...columns, evaluated_at: evaluatedAt, next_transition: nextTransition }];
  });
  await sql`
    insert into rollout.compliance
    select * from jsonb_populate_recordset(null::rollout.compliance, ${JSON.stringify(rows)}::jsonb)
    on conflict (school) do update set
      sort_key = excluded.sort_key, search_key = excluded.search_key, ward = excluded.ward, is_synthetic = excluded.is_synthetic,
      status = excluded.status, score_numerator = excluded.score_numerator, score_denominator = excluded.score_denominator,
      ready_declared = excluded.ready_declared, ready_verified = excluded.ready_verified, late_since = excluded.late_since,
      unmet = excluded.unmet, result = excluded.result, valid_from = excluded.valid_from, evaluated_at = excluded.evaluated_at,
      next_transition = excluded.next_transition`.execute(readerOf(em));
}

async function writeHistory(em: EntityManager, history: readonly HistoryEntry[]): Promise<void> {
  if (history.length === 0) return;
  await sql`
    insert into rollout.compliance_history (${sql.raw(HISTORY_COLUMNS)})
    select ${sql.raw(HISTORY_COLUMNS)} from jsonb_array_elements(${JSON.stringify(history.map(columnsOf))}::jsonb) with ordinality as given(entry, n),
           jsonb_populate_record(null::rollout.compliance_history, given.entry)
     order by given.n`.execute(readerOf(em));
}

const HISTORY_COLUMNS =
  'school, sort_key, search_key, ward, is_synthetic, status, score_numerator, score_denominator, ready_declared, ready_verified, late_since, unmet, result, valid_from';

function columnsOf({ school, entry, evaluation, validFrom }: HistoryEntry): Record<string, unknown> {
  return {
    school,
    sort_key: entry.sortKey,
    search_key: entry.searchKey,
    ward: entry.ward,
    is_synthetic: entry.isSynthetic,
    status: evaluation.status,
    score_numerator: evaluation.score.numerator,
    score_denominator: evaluation.score.denominator,
    ready_declared: evaluation.readyDeclared,
    ready_verified: evaluation.readyVerified,
    late_since: evaluation.lateSince,
    unmet: lossesOf(evaluation),
    result: evaluation,
    valid_from: validFrom,
  };
}

/** Rule → points lost, of the rules in force that are not met. */
function lossesOf({ lines }: Evaluation): Record<string, number> {
  const unmet = lines.filter(({ inForce, state }) => inForce && (state === 'UNMET' || state === 'UNKNOWN'));
  return Object.fromEntries(
    unmet.map(({ rule, pointsLost }) => [rule, pointsLost.numerator / pointsLost.denominator]),
  );
}
