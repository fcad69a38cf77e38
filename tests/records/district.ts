import type { ExecutionResult } from 'graphql';

import { hubActor } from '../../shared/actor.js';
import { appendEvents } from '../../shared/events/append.js';
import type { CertificateState, NewEvent, RecordState } from '../../shared/events/contracts.js';
import { records, recordsConsumers, setScope } from '../../subgraphs/records/index.js';
import { actorOf, openWorkbench, type Workbench } from '../support/subgraph.js';

export const definition = records as never;
export const officer = actorOf('district_officer');

/** Grades 1 to 5: 30, 40, 20, 10 and 25 pupils in 2023-2024. */
export const mau01 = '31306981';
/** Grade 1 with 50 pupils. */
export const mau02 = '31306982';
/** Closed, grade 1 with 15 pupils. */
export const closed = '31306983';

export function registered(school: string, status: 'ACTIVE' | 'CLOSED' = 'ACTIVE'): NewEvent {
  const data = {
    name: `TH Mẫu ${school}`,
    kind: 'PRIMARY',
    ownership: 'PUBLIC',
    ward: 'cat-bi',
    isSynthetic: true,
  } as const;
  return { type: 'schools.schoolRegistered', school, data: { ...data, status, hasPrimary: true } };
}

export function enrolled(school: string, pupils: Record<number, number>, schoolYear = '2023-2024'): NewEvent {
  const grades = Object.entries(pupils).map(([grade, count]) => ({
    grade: Number(grade),
    classes: 1,
    pupils: count,
  }));
  return { type: 'schools.enrolmentRecorded', school, data: { schoolYear, grades } };
}

export function certified(
  school: string,
  after: CertificateState,
  changes: { validFrom?: string; validTo?: string; certificate?: string } = {},
): NewEvent {
  const validity = { validFrom: '2024-01-01T00:00:00+07:00', validTo: '2024-12-31T23:59:59+07:00' };
  const data = { certificate: `stamp-${school}`, before: null, after, reason: null, ...validity, ...changes };
  return { type: 'readiness.certificateChanged', school, data };
}

/** Waits until all that was written is numbered, read by the feed and taken by every consumer. */
export async function settled(bench: Workbench): Promise<void> {
  await bench.settle();
  const [last] = await bench
    .openSession(hubActor)
    .write((em) =>
      em.execute<{ position: number }[]>('select position::float8 as position from events.head'),
    );
  // The workbench waits for what the feed has read, and the feed may still be on its way to the last number.
  for (;;) {
    const head = bench.feed.head();
    await bench.settle();
    if (head >= (last?.position ?? 0)) return;
  }
}

export async function tell(bench: Workbench, ...events: NewEvent[]): Promise<void> {
  await bench.openSession(hubActor).write((em) => appendEvents(em, hubActor, bench.clock.now(), events));
  await settled(bench);
}

/** A workbench at 08:00 on 10/6/2024 over a small district; mau01 and mau02 have their stamps approved. */
export async function openDistrict(): Promise<Workbench> {
  const bench = await openWorkbench(new Date('2024-06-10T08:00:00+07:00'));
  for (const consumer of recordsConsumers) bench.consume(consumer);
  const session = bench.openSession(hubActor);
  await setScope(session, { schoolYear: '2023-2024', grades: [4, 3, 2, 1] });
  await setScope(session, { schoolYear: '2024-2025', grades: [1, 2, 3, 4, 5] });
  await tell(
    bench,
    registered(mau01),
    enrolled(mau01, { 1: 30, 2: 40, 3: 20, 4: 10, 5: 25 }),
    certified(mau01, 'APPROVED'),
    registered(mau02),
    enrolled(mau02, { 1: 50 }),
    certified(mau02, 'APPROVED'),
    registered(closed, 'CLOSED'),
    enrolled(closed, { 1: 15 }),
  );
  return bench;
}

export type States = Partial<Record<RecordState, number>>;

export interface CountsInput {
  school: string;
  schoolYear: string;
  grade: number;
  eligible: number;
  states: { state: string; count: number }[];
  expectedVersion: number;
}

/** Grade 1 of 30 pupils, unless said otherwise; `eligible` is what the states add up to. */
export function counts(school: string, states: States, changes: Partial<CountsInput> = {}): CountsInput {
  const listed = Object.entries(states).map(([state, count]) => ({ state, count }));
  const eligible = listed.reduce(
    (sum, { state, count }) => sum + (state === 'TRANSFERRED_OUT' ? 0 : count),
    0,
  );
  return {
    school,
    schoolYear: '2023-2024',
    grade: 1,
    eligible,
    states: listed,
    expectedVersion: 0,
    ...changes,
  };
}

export const update = `mutation($input: UpdateRecordCountsInput!) { updateRecordCounts(input: $input) {
  grade { grade eligible deferred accepted { numerator denominator percent } byState { state count } version updatedAt }
  school { code }
} }`;

/** Everything that an update writes, so that a refusal can be seen to have written nothing. */
export async function written(bench: Workbench): Promise<object | undefined> {
  const [row] = await bench.openSession(hubActor).write((em) =>
    em.execute<object[]>(
      `select (select count(*)::int from records.grade_progress) as grades, (select count(*)::int from events.log) as events,
                (select coalesce(sum(count), 0)::int from records.state_counter) as units, (select count(*)::int from records.count_history) as history,
                (select coalesce(sum(version), 0)::int from records.grade_progress) as versions`,
    ),
  );
  return row;
}

export function codeOf(result: ExecutionResult): unknown {
  return result.errors?.[0]?.extensions['code'];
}
