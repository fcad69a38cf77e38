import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { itemEvent, registered } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  adminOf,
  cityViewer,
  codeOf,
  definition,
  happen,
  inspectorOf,
  of,
  officer,
  openRollout,
  principalOf,
  providerOf,
  toolOf,
} from './bench.js';

const school = '31306981';
const other = '31306982';
let bench: Workbench;
let difficulty: string;
beforeAll(async () => {
  bench = await openRollout('2024-04-08 08:00');
  await happen(bench, [
    ...registered('2024-04-08 08:00'),
    ...of(other, registered('2024-04-08 08:00')),
    itemEvent('readiness.itemSaved', '2024-04-16 09:00', 'WORKING_GROUP'),
    itemEvent('readiness.itemSubmitted', '2024-04-17 09:00', 'WORKING_GROUP'),
  ]);
  await ask(
    officer,
    `mutation { updateTaskProgress(input: { task: "T1", state: IN_PROGRESS, expectedVersion: 0 }) { task { id } } }`,
  );
  await ask(
    officer,
    `mutation { updateTaskProgress(input: { task: "T1", state: CANCELLED, expectedVersion: 1, reason: "Gộp vào T2" }) { task { id } } }`,
  );
  const reported = await ask(
    adminOf(school),
    `mutation { reportDifficulty(input: { school: "${school}", category: SOFTWARE, severity: MAJOR, description: "Không đăng nhập được" }) { difficulty { id } } }`,
  );
  difficulty = (reported.data as { reportDifficulty: { difficulty: { id: string } } }).reportDifficulty
    .difficulty.id;
  await bench.settle();
});
afterAll(() => bench.close());

const ask = (actor: Actor, text: string, variables = {}) => bench.run(definition, actor, text, variables);

const trail = async (actor: Actor, kind: string, id: string, page: object = {}) => {
  const result = await ask(
    actor,
    `query($entity: AuditEntity!, $first: Int, $after: Cursor) { auditTrail(entity: $entity, first: $first, after: $after) {
       nodes { id position hash type at school { code } actor actorRole before after reason } pageInfo { hasNextPage endCursor } } }`,
    { entity: { kind, id }, ...page },
  );
  const connection = (result.data as { auditTrail: Trail } | null | undefined)?.auditTrail;
  return { code: codeOf(result), nodes: connection?.nodes ?? [], pageInfo: connection?.pageInfo };
};
interface Trail {
  nodes: {
    id: string;
    hash: string;
    type: string;
    actor: string | null;
    actorRole: string;
    after: unknown;
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

describe('the audit trail', () => {
  test('tells of a task who moved it, in what role, when, from what to what and why', async () => {
    const { nodes } = await trail(officer, 'TASK', 'T1');
    expect(nodes).toMatchObject([
      { before: 'PLANNED', after: 'IN_PROGRESS', reason: null, school: null },
      {
        type: 'rollout.taskProgressed',
        at: '2024-04-17T09:00:00.000+07:00',
        actor: 'test-district_officer',
        actorRole: 'district_officer',
        before: 'IN_PROGRESS',
        after: 'CANCELLED',
        reason: 'Gộp vào T2',
      },
    ]);
    for (const { hash } of nodes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('tells of one item of one school, and of no other', async () => {
    const { nodes } = await trail(officer, 'ITEM', `${school}:WORKING_GROUP`);
    expect(nodes.map(({ type }) => type)).toEqual(['readiness.itemSaved', 'readiness.itemSubmitted']);
    expect((await trail(officer, 'ITEM', `${other}:WORKING_GROUP`)).code).toBe('NOT_FOUND');
  });

  test('tells of a budget line and of a recommendation by the ids that the graph gave for them', async () => {
    const set = await ask(
      officer,
      `mutation { setBudgetLine(expectedVersion: 0, input: { source: STATE_BUDGET, activity: "Chữ ký số", planned: 5000000 }) { line { id } } }`,
    );
    const sent = await ask(
      principalOf(school),
      `mutation { sendRecommendation(input: { school: "${school}", text: "Bổ sung máy tính", direction: SCHOOL_TO_DISTRICT }) { recommendation { id } } }`,
    );
    await bench.settle();
    const line = (set.data as { setBudgetLine: { line: { id: string } } }).setBudgetLine.line.id;
    const recommendation = (sent.data as { sendRecommendation: { recommendation: { id: string } } })
      .sendRecommendation.recommendation.id;
    expect((await trail(officer, 'BUDGET_LINE', line)).nodes).toMatchObject([
      { type: 'rollout.budgetLineSet', after: { planned: 5_000_000, spent: 0 } },
    ]);
    expect((await trail(officer, 'RECOMMENDATION', recommendation)).nodes.map(({ type }) => type)).toEqual([
      'rollout.recommendationChanged',
    ]);
  });

  test('of a school holds what people did, and of its compliance what the hub concluded', async () => {
    const types = new Set((await trail(officer, 'SCHOOL', school)).nodes.map(({ type }) => type));
    expect(types).toContain('schools.headcountRecorded');
    expect(types).toContain('rollout.difficultyChanged');
    expect(types).not.toContain('rollout.complianceChanged');
    const concluded = (await trail(officer, 'COMPLIANCE', school)).nodes;
    expect(new Set(concluded.map(({ type }) => type))).toEqual(new Set(['rollout.complianceChanged']));
  });

  test('comes in pages that leave nothing out and repeat nothing', async () => {
    const whole = (await trail(officer, 'SCHOOL', school)).nodes.map(({ id }) => id);
    const paged: string[] = [];
    for (let after: string | null | undefined = null; ;) {
      const { nodes, pageInfo } = await trail(officer, 'SCHOOL', school, { first: 2, after });
      paged.push(...nodes.map(({ id }) => id));
      if (pageInfo?.hasNextPage !== true) break;
      after = pageInfo.endCursor;
    }
    expect(paged).toEqual(whole);
  });

  test('gives names to the office alone, roles to all who may read it', async () => {
    const own = (await trail(principalOf(school), 'DIFFICULTY', difficulty)).nodes;
    expect(own).toMatchObject([{ actor: null, actorRole: 'school_admin' }]);
    expect((await trail(officer, 'DIFFICULTY', difficulty)).nodes).toMatchObject([
      { actor: 'test-school_admin' },
    ]);
  });

  test.each([
    ['a principal, of a foreign school', principalOf(other), 'SCHOOL', 'FORBIDDEN'],
    ['an inspector, of a school not assigned', inspectorOf(other), 'ITEM', 'FORBIDDEN'],
    ['a reporting tool out of its scope', toolOf(other), 'COMPLIANCE', 'FORBIDDEN'],
    ['a viewer of the city, of a school', cityViewer, 'SCHOOL', 'FORBIDDEN'],
    ['a viewer of the city, of a difficulty', cityViewer, 'DIFFICULTY', 'FORBIDDEN'],
    [
      'a principal, of a foreign difficulty: as if it were none',
      principalOf(other),
      'DIFFICULTY',
      'NOT_FOUND',
    ],
    ['a provider, of a matter that is not technical', providerOf(school), 'ITEM', 'NOT_FOUND'],
    ['a viewer of the city, of a task: open', cityViewer, 'TASK', null],
    ['an assigned inspector: open', inspectorOf(school), 'SCHOOL', null],
  ])('answers %s', async (_, actor, kind, code) => {
    const ids: Record<string, string> = {
      ITEM: `${school}:WORKING_GROUP`,
      DIFFICULTY: difficulty,
      TASK: 'T1',
    };
    expect((await trail(actor, kind, ids[kind] ?? school)).code).toBe(code);
  });

  test('refuses an id that has not the form of its kind, and a foreign cursor', async () => {
    expect((await trail(officer, 'GRADE', school)).code).toBe('BAD_USER_INPUT');
    expect((await trail(officer, 'TASK', 'T1', { after: 'bm9uc2Vuc2U' })).code).toBe('BAD_USER_INPUT');
    expect((await trail(officer, 'TASK', 'T99')).code).toBe('NOT_FOUND');
  });

  test('is read in one statement', async () => {
    bench.takeReads();
    await trail(officer, 'SCHOOL', school);
    expect(bench.takeReads()).toEqual({ rollout: 1 });
  });
});
