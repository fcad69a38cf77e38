import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { local } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  adminOf,
  cityViewer,
  codeOf,
  definition,
  head,
  inspectorOf,
  logOf,
  officer,
  principalOf,
  providerOf,
  toolOf,
  until,
} from './bench.js';
import { openDistrict, ready, secondary, silent, stampless } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const ask = (actor: Actor, text: string, variables = {}) => bench.run(definition, actor, text, variables);
const fields = `visit { id state school { code } inspector plannedOn doneOn report cancelReason
  findings { text severity becomes item difficulty { id state category } } } school { code }`;
const plan = (actor: Actor, input: object = {}) =>
  ask(actor, `mutation($input: PlanVisitInput!) { planVisit(input: $input) { ${fields} } }`, {
    input: { school: ready, plannedOn: '2024-05-06', purpose: 'Kiểm tra hạ tầng', ...input },
  });
const record = (actor: Actor, input: object = {}) =>
  ask(actor, `mutation($input: RecordVisitInput!) { recordVisit(input: $input) { ${fields} } }`, {
    input: { school: ready, doneOn: '2024-04-26', ...input },
  });
const cancel = (actor: Actor, id: string, reason = 'Trường thi học kỳ') =>
  ask(actor, `mutation($id: ID!, $reason: String!) { cancelVisit(id: $id, reason: $reason) { ${fields} } }`, {
    id,
    reason,
  });
const idOf = (result: Awaited<ReturnType<typeof plan>>, field = 'planVisit') =>
  (result.data![field] as { visit: { id: string } }).visit.id;

test('a visit is planned, done and reported; its findings reopen an item, open a difficulty, or stay a note', async () => {
  const id = idOf(await plan(inspectorOf(ready), { plannedOn: '2024-04-26' }));
  const findings = [
    { text: 'Máy tính chưa nối mạng', severity: 'MAJOR', becomes: 'ITEM', item: 'A01' },
    { text: 'Phần mềm chậm', severity: 'BLOCKER', becomes: 'DIFFICULTY', category: 'SOFTWARE' },
    { text: 'Phòng máy sạch sẽ', severity: 'MINOR', becomes: 'NOTE' },
  ];
  const item = await knownItem();
  findings[0]!.item = item;
  expect((await record(inspectorOf(ready), { id, findings })).data).toMatchObject({
    recordVisit: {
      school: { code: ready },
      visit: {
        state: 'DONE',
        doneOn: '2024-04-26',
        findings: [
          { becomes: 'ITEM', item, difficulty: null },
          { becomes: 'DIFFICULTY', difficulty: { state: 'OPEN', category: 'SOFTWARE' } },
          { becomes: 'NOTE', difficulty: null },
        ],
      },
    },
  });
  expect((await record(officer, { id, report: 'Biên bản số 1' })).data).toMatchObject({
    recordVisit: { visit: { state: 'REPORTED', report: 'Biên bản số 1', inspector: 'test-inspector' } },
  });
  await bench.settle();
  expect((await logOf(bench, 'rollout.findingRaised')).map(({ school, data }) => [school, data])).toEqual([
    [ready, expect.objectContaining({ visit: id, item, reason: 'Máy tính chưa nối mạng' })],
  ]);
  const moves = (await logOf(bench, 'rollout.visitChanged')).map(
    ({ data }) => (data as { after: string }).after,
  );
  expect(moves).toEqual(['PLANNED', 'DONE', 'REPORTED']);
  // A blocker that an inspector found makes the school at risk as one that the school reports.
  await until(bench, '2024-04-26 09:00');
  const { data } = await ask(officer, '{ compliance(filter: { search: "Mẫu 9" }) { nodes { status } } }');
  expect(data).toMatchObject({ compliance: { nodes: [{ status: 'AT_RISK' }] } });
});

describe('the state machine', () => {
  test('has no way out of REPORTED and CANCELLED, and none from DONE to CANCELLED', async () => {
    const id = idOf(await record(officer), 'recordVisit');
    expect((await cancel(officer, id)).errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_TRANSITION',
      from: 'DONE',
      allowed: ['REPORTED'],
    });
    await record(officer, { id, report: 'Biên bản' });
    expect(codeOf(await record(officer, { id, report: 'Biên bản' }))).toBe('INVALID_TRANSITION');
    const planned = idOf(await plan(officer));
    expect((await cancel(head, planned)).data).toMatchObject({
      cancelVisit: { visit: { state: 'CANCELLED', cancelReason: 'Trường thi học kỳ' } },
    });
    expect(codeOf(await record(officer, { id: planned }))).toBe('INVALID_TRANSITION');
  });

  test('refuses what cannot be: a day of the past or future, another school, an unknown item, an item without its kind', async () => {
    expect(codeOf(await plan(officer, { plannedOn: '2024-04-25' }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await record(officer, { doneOn: '2024-04-27' }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await plan(officer, { school: '99999999' }))).toBe('NOT_FOUND');
    const id = idOf(await plan(officer));
    expect(codeOf(await record(officer, { id, school: silent }))).toBe('BAD_USER_INPUT');
    const finding = { text: 'x', severity: 'MINOR' };
    const item = { ...finding, becomes: 'ITEM', item: 'NONE' };
    expect(codeOf(await record(officer, { id, findings: [item] }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await record(officer, { id, findings: [{ ...finding, becomes: 'ITEM' }] }))).toBe(
      'BAD_USER_INPUT',
    );
    expect(codeOf(await record(officer, { id: 'nonsense' }))).toBe('NOT_FOUND');
    // Nothing of it was half written: the visit is still as it was planned.
    expect((await cancel(officer, id)).data).toMatchObject({ cancelVisit: { visit: { findings: [] } } });
  });
});

test('who has not been visited is listed against the due of the visiting task, by the office and for the own schools', async () => {
  const asked = `query($unvisited: Boolean!) { visitPlan(unvisited: $unvisited) { task due visited { numerator denominator }
    schools { totalCount nodes { school { code } visited lastDoneOn isOverdue } } } }`;
  expect((await ask(officer, asked, { unvisited: true })).data).toEqual({
    visitPlan: {
      task: 'T6',
      due: '2024-06-30T23:59:59.000+07:00',
      visited: { numerator: 1, denominator: 3 },
      schools: {
        totalCount: 2,
        nodes: [
          { school: { code: silent }, visited: false, lastDoneOn: null, isOverdue: false },
          { school: { code: stampless }, visited: false, lastDoneOn: null, isOverdue: false },
        ],
      },
    },
  });
  expect((await ask(inspectorOf(ready), asked, { unvisited: false })).data).toMatchObject({
    visitPlan: { visited: { numerator: 1, denominator: 1 }, schools: { nodes: [{ visited: true }] } },
  });
  expect(codeOf(await ask(cityViewer, asked, { unvisited: true }))).toBe('FORBIDDEN');
  expect(codeOf(await ask(providerOf(ready), asked, { unvisited: true }))).toBe('FORBIDDEN');
  expect(JSON.stringify((await ask(officer, asked, { unvisited: false })).data)).not.toContain(secondary);
});

test('visits are paged in the order of their days, filtered, and only of schools that the caller may see', async () => {
  const list = `query($filter: VisitFilter, $after: Cursor) { visits(filter: $filter, first: 2, after: $after) {
    nodes { id plannedOn } pageInfo { hasNextPage endCursor } totalCount } }`;
  type Page = {
    nodes: { id: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
    totalCount: number;
  };
  const seen: string[] = [];
  for (let after: string | undefined; ;) {
    const page = (await ask(officer, list, { after })).data!['visits'] as Page;
    seen.push(...page.nodes.map(({ id }) => id));
    expect(page.totalCount).toBe(4);
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  expect(new Set(seen).size).toBe(4);
  expect((await ask(officer, list, { filter: { state: ['CANCELLED'] } })).data).toMatchObject({
    visits: { totalCount: 2 },
  });
  expect((await ask(principalOf(silent), list)).data).toMatchObject({ visits: { totalCount: 0 } });
  expect(codeOf(await ask(officer, list, { after: 'nonsense' }))).toBe('BAD_USER_INPUT');
});

test('stand on their school for those who may see them, in one statement for any number of schools', async () => {
  const entities =
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on School { code visits { state } } } }';
  const r = [ready, silent].map((code) => ({ __typename: 'School', code }));
  bench.takeReads();
  const seen = (await ask(toolOf(ready, silent), entities, { r })).data!['_entities'] as {
    visits: object[];
  }[];
  expect(bench.takeReads()).toEqual({ rollout: 1 });
  expect(seen[0]!.visits).toHaveLength(4);
  expect(seen[1]!.visits).toEqual([]);
  for (const actor of [cityViewer, providerOf(ready, silent)]) {
    expect((await ask(actor, entities, { r })).data!['_entities']).toMatchObject([
      { visits: null },
      { visits: null },
    ]);
  }
});

test('are the office’s and the assigned inspector’s to plan, record and cancel', async () => {
  const id = idOf(await plan(officer));
  // A visit that someone may not take up is not there for them: the answer tells nobody that the id exists.
  const others = [
    { actor: inspectorOf(silent), cancelling: 'NOT_FOUND' },
    { actor: principalOf(ready), cancelling: 'FORBIDDEN' },
    { actor: adminOf(ready), cancelling: 'FORBIDDEN' },
    { actor: providerOf(ready), cancelling: 'FORBIDDEN' },
    { actor: toolOf(ready), cancelling: 'NOT_FOUND' },
    { actor: cityViewer, cancelling: 'NOT_FOUND' },
  ];
  for (const { actor, cancelling } of others) {
    for (const result of [await plan(actor), await record(actor)]) expect(codeOf(result)).toBe('FORBIDDEN');
    expect([actor.role, codeOf(await cancel(actor, id))]).toEqual([actor.role, cancelling]);
  }
  bench.clock.set(local('2024-04-26 10:00'));
});

async function knownItem(): Promise<string> {
  const { checklistFile } = await import('./bench.js');
  return (checklistFile().items[0] as { id: string }).id;
}
