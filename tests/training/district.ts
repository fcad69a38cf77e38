import type { ExecutionResult } from 'graphql';

import { hubActor } from '../../shared/actor.js';
import { appendEvents } from '../../shared/events/append.js';
import type { NewEvent, StaffGroups } from '../../shared/events/contracts.js';
import { training, trainingConsumers } from '../../subgraphs/training/index.js';
import { openWorkbench, type Workbench } from '../support/subgraph.js';

export const definition = training as never;

/** 2 managers, 35 teachers, 3 staff. */
export const mau01 = '31306981';
/** 1 manager, 10 teachers, 2 staff. */
export const mau02 = '31306982';
/** Closed; 1 manager, 5 teachers, 1 staff. */
export const closed = '31306983';
/** In the plan, but its people are not known. */
export const uncounted = '31306984';
/** Lower secondary: outside the plan; 1 manager, 20 teachers, 4 staff. */
const secondary = '31306985';

export function registered(
  school: string,
  changes: { status?: 'ACTIVE' | 'CLOSED'; hasPrimary?: boolean } = {},
): NewEvent {
  const data = {
    name: `TH Mẫu ${school}`,
    kind: 'PRIMARY',
    ownership: 'PUBLIC',
    ward: 'cat-bi',
    isSynthetic: true,
  } as const;
  return {
    type: 'schools.schoolRegistered',
    school,
    data: { ...data, status: 'ACTIVE', hasPrimary: true, ...changes },
  };
}

export function counted(school: string, people: StaffGroups): NewEvent {
  return {
    type: 'schools.headcountRecorded',
    school,
    data: { ...people, homeroomInScope: 0, asOf: '2024-04-01' },
  };
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

/** A workbench at 08:00 on 15/4/2024 over a small district whose register training has heard of. */
export async function openDistrict(): Promise<Workbench> {
  const bench = await openWorkbench();
  for (const consumer of trainingConsumers) bench.consume(consumer);
  await tell(
    bench,
    registered(mau01),
    counted(mau01, { managers: 2, teachers: 35, staff: 3 }),
    registered(mau02),
    counted(mau02, { managers: 1, teachers: 10, staff: 2 }),
    registered(closed, { status: 'CLOSED' }),
    counted(closed, { managers: 1, teachers: 5, staff: 1 }),
    registered(uncounted),
    registered(secondary, { hasPrimary: false }),
    counted(secondary, { managers: 1, teachers: 20, staff: 4 }),
  );
  return bench;
}

export interface SessionInput {
  school: string;
  organiser: string;
  heldOn: string;
  topic: string;
  newlyTrained: StaffGroups;
}

export function conference(school: string, changes: Partial<SessionInput> = {}): SessionInput {
  return {
    school,
    organiser: 'SCHOOL',
    heldOn: '2024-04-15',
    topic: 'Tập huấn nghiệp vụ học bạ số',
    newlyTrained: { managers: 1, teachers: 4, staff: 1 },
    ...changes,
  };
}

export const record = `mutation($input: RecordTrainingInput!) {
  recordTraining(input: $input) {
    session { id organiser heldOn topic newlyTrained { managers teachers staff } recordedAt }
    training { total { numerator denominator percent } citySessions updatedAt sessions { topic } }
    school { code }
  }
}`;

/** Everything that recording a session writes, so that a refusal can be seen to have written nothing. */
export function written(bench: Workbench): Promise<object | undefined> {
  return bench
    .openSession(hubActor)
    .write((em) =>
      em.execute<object[]>(
        `select (select count(*)::int from training.session) as sessions, (select count(*)::int from training.attendance) as attendance,
                (select count(*)::int from training.completion_history) as history, (select count(*)::int from events.log) as events,
                (select sum(managers + teachers + staff + city_sessions)::int from training.completion) as totals`,
      ),
    )
    .then(([row]) => row);
}

export function codeOf(result: ExecutionResult): unknown {
  return result.errors?.[0]?.extensions['code'];
}
