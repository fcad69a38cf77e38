import { randomUUID } from 'node:crypto';

import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import type { recordStates } from '../../shared/events/contracts.js';
import { pushRecords, reconcileCounters } from '../../subgraphs/records/index.js';
import { reportableFrom, reportableNew } from '../../subgraphs/records/lifecycle.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import { mau01, mau02, officer, openDistrict } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

test('after any reports the counters are what a recount finds, and an error beside the triggers is found', async () => {
  type Known = { uuid: string; grade: number; state: (typeof recordStates)[number]; step: number };
  const known = new Map<string, Known>();
  const session = bench.openSession(actorOf('provider', [mau01]));
  const pick = <Item>(items: readonly Item[], n: number): Item => items[n % items.length]!;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ isNew: fc.boolean(), grade: fc.constantFrom(1, 2), n: fc.nat(), m: fc.nat() }), {
        minLength: 1,
        maxLength: 8,
      }),
      async (moves) => {
        const moved = new Map<string, Known>();
        for (const { isNew, grade, n, m } of moves) {
          const movable = [...known.values()].filter(
            ({ uuid, state }) => !moved.has(uuid) && reportableFrom(state, false).size > 0,
          );
          if ((isNew && known.size + moved.size < 25) || movable.length === 0) {
            const state = pick([...reportableNew(false, false)], n);
            const uuid = randomUUID();
            moved.set(uuid, { uuid, grade, state, step: 0 });
          } else {
            const from = pick(movable, n);
            moved.set(from.uuid, {
              ...from,
              state: pick([...reportableFrom(from.state, false)], m),
              step: from.step + 1,
            });
          }
        }
        await pushRecords(session, {
          school: mau01,
          schoolYear: '2023-2024',
          idempotencyKey: randomUUID(),
          units: [...moved.values()].map(({ uuid, grade, state, step }) => ({
            uuid,
            grade,
            class: `${grade}A`,
            state,
            at: new Date(Date.UTC(2024, 4, 1, 0, step)),
            errorCode: state === 'REJECTED' ? 'E1' : null,
          })),
        });
        for (const unit of moved.values()) known.set(unit.uuid, unit);
        const office = bench.openSession(officer);
        expect(await reconcileCounters(office)).toEqual([]);
        await office.end();
      },
    ),
    { numRuns: 40 },
  );
  await bench
    .openSession(hubActor)
    .write((em) =>
      em.execute(
        'update records.state_counter set count = count + 1 where (school, school_year, grade, state) = (select school, school_year, grade, state from records.state_counter limit 1)',
      ),
    );
  const office = bench.openSession(officer);
  expect(await reconcileCounters(office)).toHaveLength(1);
  await office.end();
  await expect(
    reconcileCounters(bench.openSession(actorOf('provider', [mau01, mau02]))),
  ).rejects.toMatchObject({
    extensions: { code: 'FORBIDDEN' },
  });
});
