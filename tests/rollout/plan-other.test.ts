import { join } from 'node:path';

import { parse } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openHost, type Host } from '../../scripts/host.js';
import { applyPlanFile, readPlanFile } from '../../scripts/seed/plan-file.js';
import { allConsumers } from '../../scripts/subgraphs.js';
import { hubActor, type Actor } from '../../shared/actor.js';
import { settableClock, type SettableClock } from '../../shared/clock.js';
import { projectRoot } from '../../shared/paths.js';
import { buildSubgraph, type Subgraph } from '../../shared/subgraph/build.js';
import { executeSubgraph } from '../../shared/subgraph/execute.js';
import { readiness } from '../../subgraphs/readiness/index.js';
import { rollout } from '../../subgraphs/rollout/index.js';
import { recordHeadcount, registerSchool } from '../../subgraphs/schools/index.js';
import { openTestDatabase } from '../support/database.js';
import { adminOf, officer, principalOf } from './bench.js';

const path = join(projectRoot, 'tests', 'support', 'plans', 'other-district.json');
const file = () =>
  readPlanFile(path) as Record<string, unknown> & { rules: { weight: number; due: string }[] };
const first = '79000001';
const second = '79000002';
let host: Host;
let clock: SettableClock;
const built = new Map<unknown, Subgraph>();

beforeAll(async () => {
  clock = settableClock(new Date('2024-09-10T08:00:00+07:00'));
  host = await openHost({
    database: await openTestDatabase(),
    log: pino({ level: 'silent' }),
    consumers: allConsumers,
    clock,
  });
  for (const definition of [rollout, readiness])
    built.set(definition, await buildSubgraph(definition as never));
});
afterAll(() => host.close());

async function ask(definition: unknown, actor: Actor, text: string, variables = {}) {
  const session = host.openSession(actor);
  const { feed, later } = host;
  const base = { requestId: 'test', actor, session, clock, feed, later };
  const result = await executeSubgraph(
    built.get(definition) as Subgraph,
    { document: parse(text), variables },
    base,
    pino({ level: 'silent' }),
  );
  await session.end();
  return result as { data?: Record<string, unknown>; errors?: { extensions: Record<string, unknown> }[] };
}

async function until(instant: string): Promise<void> {
  clock.set(new Date(instant));
  await host.settle();
  for (const { onIdle } of allConsumers) await onIdle?.(host.openSession);
  await host.settle();
}

describe('another unit’s plan, from a file', () => {
  test('that is damaged is refused with the path, what is expected and what stands there; nothing is written', async () => {
    const damaged = file();
    damaged.rules[1]!.weight = 21;
    (damaged.rules[2] as { due: unknown }).due = 'mai';
    await expect(applyPlanFile(host.openSession, damaged)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'rules[2].due', got: 'mai' },
    });
    await expect(applyPlanFile(host.openSession, { ...file(), wards: [] })).rejects.toMatchObject({
      extensions: { field: 'wards' },
    });
    expect(
      (await ask(rollout, officer, '{ timeline { plan { id } } }')).errors?.[0]?.extensions,
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('is what the hub oversees: its unit, its year and grades, its tasks and rules; a second load changes nothing', async () => {
    await applyPlanFile(host.openSession, file());
    await applyPlanFile(host.openSession, file());
    await host.settle();
    const { data } = await ask(
      rollout,
      officer,
      `{ timeline { plan { id schoolYear scopeGrades unit { code nameVi } } tasks { id state } }
         complianceRules { id clause weight } planVersions { plan isActive } districtOverview { district { code } } }`,
    );
    expect(data).toMatchObject({
      timeline: {
        plan: {
          id: 'phuong-mau-2024-2025',
          schoolYear: '2024-2025',
          scopeGrades: [1, 2, 3, 4, 5],
          unit: { code: 'VHXH-PHUONG-MAU', nameVi: 'Phòng Văn hoá – Xã hội, UBND phường Mẫu' },
        },
        tasks: ['N1', 'N2', 'N3', 'N4', 'N5'].map((id) => ({ id, state: 'PLANNED' })),
      },
      planVersions: [{ plan: 'phuong-mau-2024-2025', isActive: true }],
      districtOverview: { district: { code: 'VHXH-PHUONG-MAU' } },
    });
    expect(data!['complianceRules']).toHaveLength(6);
  });

  test('evaluates schools by its own rules, weights, thresholds and dates', async () => {
    const session = host.openSession(hubActor);
    for (const [code, name] of [
      [first, 'TH Phường 1'],
      [second, 'TH Phường 2'],
    ] as const) {
      await registerSchool(session, {
        code,
        name,
        kind: 'PRIMARY',
        ownership: 'PUBLIC',
        ward: 'khu-1',
        hasPrimary: true,
        status: 'ACTIVE',
        isSynthetic: true,
        providers: [],
      });
      await recordHeadcount(session, {
        school: code,
        asOf: '2024-09-01',
        managers: 2,
        teachers: 20,
        staff: 4,
        homeroomInScope: 15,
      });
    }
    await host.settle();
    const save = (item: string, value: object, expectedVersion: number) =>
      ask(
        readiness,
        adminOf(first),
        `mutation($input: SaveChecklistItemInput!) { saveChecklistItem(input: $input) { item { state } } }`,
        { input: { school: first, item, value, expectedVersion } },
      );
    await ask(
      readiness,
      adminOf(first),
      `mutation($input: SetWorkingGroupInput!) { setWorkingGroup(input: $input) { school { code } } }`,
      {
        input: {
          school: first,
          decisionNumber: '1/QĐ',
          decisionDate: '2024-09-10',
          members: [{ name: 'Hiệu trưởng', role: 'HEAD' }],
        },
      },
    );
    expect((await save('COMPUTERS_CONNECTED', { count: 4 }, 0)).errors).toBeUndefined();
    await until('2024-11-02T08:00:00+07:00');
    const shown = await compliance(first);
    expect(Object.fromEntries(shown.lines.map(({ rule, state, due }) => [rule, [state, due]]))).toMatchObject(
      {
        R21: ['MET', '2024-09-22T23:59:59.000+07:00'],
        R22: ['UNMET', '2024-10-31T23:59:59.000+07:00'],
        R23: ['UNKNOWN', '2024-10-31T23:59:59.000+07:00'],
      },
    );
    // 25 of the group and four of five computers of 20, over the 90 points in force: the records are not due before May.
    expect(shown).toMatchObject({ status: 'LATE', score: { percent: 45.5 } });
    expect(await compliance(second)).toMatchObject({ status: 'LATE', score: { percent: 0 } });
  });

  test('with other weights is another version: the history is scored anew, and under the first one at any later time', async () => {
    const before = await history(null);
    const [old] = await versions();
    const changed = file();
    changed.rules[0]!.weight = 40;
    changed.rules[2]!.weight = 10;
    await applyPlanFile(host.openSession, changed);
    await host.settle();
    const all = await versions();
    expect(all.map(({ isActive }) => isActive)).toEqual([false, true]);
    expect(await history(null)).not.toEqual(before);
    expect(await history(old!.version)).toEqual(before);
    expect(await history(all[1]!.version)).toEqual(await history(null));
    const refused = await ask(rollout, officer, `{ complianceHistory(version: "${old!.version}") { at } }`);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'school' });
    const unknown = await ask(
      rollout,
      officer,
      `{ complianceHistory(school: "${first}", version: "x") { at } }`,
    );
    expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is published through the graph by the head alone, with every fault named by its path', async () => {
    const publish = (actor: Actor, document: unknown) =>
      ask(
        rollout,
        actor,
        'mutation($input: LoadPlanInput!) { loadPlan(input: $input) { plan { id version } } }',
        {
          input: { document },
        },
      );
    const head: Actor = { ...officer, subject: 'head', role: 'district_head' };
    for (const actor of [officer, principalOf(first)])
      expect((await publish(actor, file())).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect((await publish(head, { ...file(), rules: [] })).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'rules',
    });
    const { data } = await publish(head, file());
    expect(data).toMatchObject({ loadPlan: { plan: { version: (await versions())[0]!.version } } });
    await host.settle();
    const trail = await ask(
      rollout,
      officer,
      '{ auditTrail(entity: { kind: PLAN, id: "phuong-mau-2024-2025" }) { nodes { type actorRole before after } } }',
    );
    expect((trail.data as { auditTrail: { nodes: object[] } }).auditTrail.nodes.at(-1)).toMatchObject({
      type: 'rollout.planLoaded',
      actorRole: 'district_head',
    });
  });
});

async function compliance(code: string) {
  const { data } = await ask(
    rollout,
    officer,
    `{ compliance(first: 10) { nodes { school { code } status score { percent } lines { rule state due } } } }`,
  );
  const { nodes } = (data as { compliance: { nodes: Shown[] } }).compliance;
  return nodes.find(({ school }) => school.code === code)!;
}
type Shown = { school: { code: string }; lines: { rule: string; state: string; due: string }[] };

async function versions(): Promise<{ version: string; isActive: boolean }[]> {
  const { data } = await ask(rollout, officer, '{ planVersions { version isActive } }');
  return (data as { planVersions: { version: string; isActive: boolean }[] }).planVersions;
}

async function history(version: string | null): Promise<unknown> {
  const { data } = await ask(
    rollout,
    officer,
    `query($version: String) { complianceHistory(school: "${first}", interval: WEEK, version: $version) { at status score { numerator denominator } readyDeclared { numerator } } }`,
    { version },
  );
  return data!['complianceHistory'];
}
