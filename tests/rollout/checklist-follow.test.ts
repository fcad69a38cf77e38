import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import type { AnyHubEvent, HubEvent } from '../../shared/events/contracts.js';
import { readActivePlan } from '../../subgraphs/rollout/plan/active.js';
import { rebuild } from '../../subgraphs/rollout/projection/rebuild.js';
import { readerOf } from '../../subgraphs/rollout/projection/tables.js';
import { life, moment } from '../support/compliance-life.js';
import {
  conditionsMet,
  itemEvent,
  local,
  registered,
  school,
  signOfLife,
} from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import { definition, fromHistory, happen, logOf, of, officer, openRollout, until } from './bench.js';
import { newItem, published } from './checklists.js';

const END = '2024-07-20 00:00';
type Line = { rule: string; state: string; numerator: number; denominator: number; doneLate: boolean };

/** All that the projection keeps, as it stands. */
async function kept(bench: Workbench): Promise<object> {
  return bench.openSession(hubActor).write(async (em) => ({
    facts: await em.execute('select school, facts from rollout.school_facts order by school'),
    now: await em.execute(
      `select school, status, unmet, result, valid_from, next_transition from rollout.compliance order by school`,
    ),
    history: await em.execute(
      // Of several at one instant the last is what was shown.
      `select distinct on (school, valid_from) school, status, unmet, result, valid_from from rollout.compliance_history
        order by school, valid_from, id desc`,
    ),
  }));
}

async function foldAnew(bench: Workbench, at: string): Promise<void> {
  await bench.openSession(hubActor).write(async (em) => {
    const plan = await readActivePlan(readerOf(em));
    await rebuild(em, plan!, local(at));
  });
}

describe('a newly published questionnaire', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await openRollout();
    await happen(bench, [
      ...registered('2024-04-16 08:00'),
      ...conditionsMet('2024-04-16 09:00'),
      published('2024-04-20 08:00', 2, (items) => [...items, newItem]),
    ]);
    await until(bench, '2024-04-21 08:00');
  });
  afterAll(() => bench.close());

  const line = async (at: string, rule: string) => {
    const [result] = (await fromHistory(bench, [{ school, at: local(at) }])) as ({ lines: Line[] } | null)[];
    return result!.lines.find((one) => one.rule === rule);
  };

  test('is what the self-review is held against from its instant on, and not a moment before', async () => {
    const before = await line('2024-04-20 07:59:59.999', 'R03');
    expect(before).toMatchObject({ state: 'MET' });
    expect(await line('2024-04-20 08:00', 'R03')).toMatchObject({
      state: 'UNMET',
      numerator: before!.denominator,
      denominator: before!.denominator + 1,
      missing: ['BACKUP_POWER'],
    });
  });

  test('is told as a change of the schools that it concerns, caused by the rule that it moved', async () => {
    const told = (await logOf(bench, 'rollout.complianceChanged')) as HubEvent<'rollout.complianceChanged'>[];
    expect(told.at(-1)).toMatchObject({
      school,
      at: local('2024-04-20 08:00'),
      data: { cause: { rule: 'R03' }, after: { unmet: ['R15', 'R03'].filter((rule) => rule === 'R03') } },
    });
  });

  test('makes another version of the plan, under which and under the former one history can be scored', async () => {
    const { data } = await bench.run(definition, officer, '{ planVersions { version isActive loadedAt } }');
    const versions = data!['planVersions'] as { version: string; isActive: boolean }[];
    expect(versions.map(({ isActive }) => isActive)).toEqual([false, true]);
    const points = async (version: string | null) =>
      (
        await bench.run(
          definition,
          officer,
          `query($version: String) { complianceHistory(school: "${school}", interval: DAY, version: $version) { at score { percent } } }`,
          { version },
        )
      ).data!['complianceHistory'] as { score: { percent: number } }[];
    expect(await points(versions[1]!.version)).toEqual(await points(null));
    expect((await points(versions[0]!.version)).at(-1)?.score.percent).toBe(100);
    expect((await points(null)).at(-1)?.score.percent).toBeLessThan(100);
  });

  test('lets an inspector send back an item that only it asks', async () => {
    await happen(bench, [
      itemEvent('readiness.itemSubmitted', '2024-04-22 08:00', newItem.id, { kind: 'BOOL', bool: true }),
    ]);
    await until(bench, '2024-04-22 09:00');
    expect(await line('2024-04-22 09:00', 'R03')).toMatchObject({ state: 'MET', doneLate: false });
    await happen(bench, [itemEvent('readiness.itemReturned', '2024-04-23 08:00', newItem.id, null)]);
    await until(bench, '2024-04-23 09:00');
    expect(await line('2024-04-23 09:00', 'R03')).toMatchObject({
      state: 'UNMET',
      missing: ['BACKUP_POWER'],
    });
  });

  test('that asks less lets a rule be met at its instant, and that is late or in time once and for all', async () => {
    await happen(bench, [published('2024-05-10 08:00', 3, (items) => items)]);
    await until(bench, '2024-05-10 09:00');
    // Met in April for the first time: what was asked since does not wash it off.
    expect(await line('2024-05-10 08:00', 'R03')).toMatchObject({ state: 'MET', doneLate: false });
    const slow = '31306982';
    await happen(
      bench,
      of(slow, [...registered('2024-05-11 08:00'), ...conditionsMet('2024-05-11 09:00', ['R06'])]),
    );
    await happen(bench, [
      published('2024-05-20 08:00', 4, (items) => items.filter(({ rule }) => rule !== 'R06')),
      ...of(slow, [signOfLife(local('2024-05-21 08:00'))]),
    ]);
    await until(bench, '2024-05-22 08:00');
    const [review] = ['2024-05-20 08:00', '2024-05-21 09:00'].map((at) => ({ school: slow, at: local(at) }));
    const [at, later] = (await fromHistory(bench, [
      review!,
      { school: slow, at: local('2024-05-21 09:00') },
    ])) as {
      lines: Line[];
    }[];
    const own = (result: { lines: Line[] } | undefined) => result?.lines.find(({ rule }) => rule === 'R03');
    expect(own(at)).toMatchObject({ state: 'MET', doneLate: true });
    expect(own(later)).toMatchObject({ state: 'MET', doneLate: true });
  });

  test('kept live, is what the log comes to from its beginning', async () => {
    const live = await kept(bench);
    await foldAnew(bench, '2024-05-22 08:00');
    expect(await kept(bench)).toEqual(live);
  });
});

describe.each([3, 20240420])('a random season with versions of the questionnaire in it (seed %i)', (seed) => {
  const codes = Array.from({ length: 6 }, (_, index) => String(31306981 + index));
  let bench: Workbench;
  beforeAll(async () => {
    const lives = fc.sample(life, { seed, numRuns: codes.length });
    const versions = fc
      .sample(moment, { seed, numRuns: 4 })
      .toSorted((a, b) => a.getTime() - b.getTime())
      .map((at, index): AnyHubEvent =>
        published(at, index + 2, (items) =>
          index % 2 === 0 ? [...items.slice(index + 1), newItem] : items.slice(0, -index),
        ),
      );
    const events = [...lives.flatMap((own, index) => of(codes[index]!, own)), ...versions].toSorted(
      (a, b) => a.at.getTime() - b.at.getTime(),
    );
    bench = await openRollout('2024-04-08 00:00');
    await happen(bench, events);
    // A clock behind the others: it tells of a version that was published before what is known already.
    await happen(bench, [published('2024-07-01 00:00', 9, (items) => items.slice(5))]);
    await until(bench, END);
    await happen(bench, [published('2024-07-10 00:00', 10, (items) => items)]);
    await until(bench, END);
  });
  afterAll(() => bench.close());

  test('kept live, is what the log comes to from its beginning', async () => {
    const live = await kept(bench);
    await foldAnew(bench, END);
    expect(await kept(bench)).toEqual(live);
  });

  test('tells of changes as a chain, whatever was asked in between', async () => {
    const changes = (await logOf(
      bench,
      'rollout.complianceChanged',
    )) as HubEvent<'rollout.complianceChanged'>[];
    for (const code of codes) {
      const own = changes.filter((change) => change.school === code);
      own.forEach(({ data }, index) => expect(data.before).toEqual(own[index - 1]?.data.after ?? null));
    }
  });
});
