import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import type { HubEvent } from '../../shared/events/contracts.js';
import { conditionsMet, local, registered } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  adminOf,
  cityViewer,
  codeOf,
  definition,
  happen,
  head,
  inspectorOf,
  logOf,
  officer,
  openRollout,
  principalOf,
  providerOf,
  toolOf,
  until,
} from './bench.js';

const school = '31306981';
const other = '31306982';
let bench: Workbench;
beforeAll(async () => {
  bench = await openRollout('2024-04-15 08:00');
  await happen(bench, [...registered('2024-04-15 08:00'), ...conditionsMet('2024-04-15 09:00')]);
  await until(bench, '2024-04-16 08:00');
});
afterAll(() => bench.close());

const ask = (actor: Actor, text: string, variables = {}) => bench.run(definition, actor, text, variables);
const fields =
  'difficulty { id state severity category acknowledgedAt resolvedAt closedAt resolution daysOpen replies { message state authorRole at } } school { code }';
const report = (actor: Actor, input: object = {}) =>
  ask(actor, `mutation($input: ReportDifficultyInput!) { reportDifficulty(input: $input) { ${fields} } }`, {
    input: {
      school,
      category: 'SOFTWARE',
      severity: 'BLOCKER',
      description: 'Phần mềm không đăng nhập được',
      ...input,
    },
  });
const reply = (actor: Actor, difficulty: string, message: string, state?: string) =>
  ask(actor, `mutation($input: ReplyDifficultyInput!) { replyDifficulty(input: $input) { ${fields} } }`, {
    input: { difficulty, message, state },
  });
const resolve = (actor: Actor, id: string, resolution: string) =>
  ask(
    actor,
    `mutation($id: ID!, $resolution: String!) { resolveDifficulty(id: $id, resolution: $resolution) { ${fields} } }`,
    { id, resolution },
  );
const idOf = (result: Awaited<ReturnType<typeof report>>) =>
  (result.data!['reportDifficulty'] as { difficulty: { id: string } }).difficulty.id;

test('a difficulty goes from the school to the office and back, each step at its time, and a blocker makes the school at risk', async () => {
  const status = async () => {
    const { data } = await ask(officer, '{ compliance { nodes { status risks { cause subject } } } }');
    return (data!['compliance'] as { nodes: object[] }).nodes[0];
  };
  expect(await status()).toMatchObject({ status: 'COMPLIANT' });
  const id = idOf(await report(adminOf(school)));
  await until(bench, '2024-04-16 08:30');
  expect(await status()).toMatchObject({ status: 'AT_RISK', risks: [{ cause: 'BLOCKER', subject: id }] });

  bench.clock.set(local('2024-04-17 09:00'));
  expect((await reply(inspectorOf(school), id, 'Đã gọi đơn vị cung cấp')).data).toMatchObject({
    replyDifficulty: {
      difficulty: { state: 'ACKNOWLEDGED', acknowledgedAt: '2024-04-17T09:00:00.000+07:00', daysOpen: 1 },
    },
  });
  await reply(providerOf(school), id, 'Đang sửa máy chủ');
  bench.clock.set(local('2024-04-18 09:00'));
  await resolve(officer, id, 'Nâng cấp phần mềm');
  bench.clock.set(local('2024-04-20 09:00'));
  expect((await reply(principalOf(school), id, 'Đã dùng được', 'CLOSED')).data).toMatchObject({
    replyDifficulty: {
      school: { code: school },
      difficulty: {
        state: 'CLOSED',
        resolution: 'Nâng cấp phần mềm',
        resolvedAt: '2024-04-18T09:00:00.000+07:00',
        closedAt: '2024-04-20T09:00:00.000+07:00',
        daysOpen: 2,
        replies: [
          { authorRole: 'inspector', state: 'ACKNOWLEDGED' },
          { authorRole: 'provider', state: 'ACKNOWLEDGED', message: 'Đang sửa máy chủ' },
          { authorRole: 'district_officer', state: 'RESOLVED' },
          { authorRole: 'principal', state: 'CLOSED' },
        ],
      },
    },
  });
  await until(bench, '2024-04-20 10:00');
  expect(await status()).toMatchObject({ status: 'COMPLIANT', risks: [] });
  const told = (await logOf(bench, 'rollout.difficultyChanged')) as HubEvent<'rollout.difficultyChanged'>[];
  expect(told.map(({ data }) => [data.before, data.after])).toEqual([
    [null, 'OPEN'],
    ['OPEN', 'ACKNOWLEDGED'],
    ['ACKNOWLEDGED', 'ACKNOWLEDGED'],
    ['ACKNOWLEDGED', 'RESOLVED'],
    ['RESOLVED', 'CLOSED'],
  ]);
});

describe('the state machine', () => {
  test('lets a school reopen what is resolved, and the office send it up to the city', async () => {
    const id = idOf(await report(adminOf(school), { severity: 'MAJOR', category: 'CERTIFICATE' }));
    await reply(head, id, 'Tiếp nhận', 'ACKNOWLEDGED');
    await resolve(officer, id, 'Đã cấp lại');
    expect((await reply(adminOf(school), id, 'Vẫn lỗi', 'REOPENED')).data).toMatchObject({
      replyDifficulty: { difficulty: { state: 'REOPENED' } },
    });
    expect((await reply(officer, id, 'Chuyển Sở', 'ESCALATED_TO_CITY')).data).toMatchObject({
      replyDifficulty: { difficulty: { state: 'ESCALATED_TO_CITY' } },
    });
    expect((await resolve(officer, id, 'Sở đã xử lý')).data).toMatchObject({
      resolveDifficulty: { difficulty: { state: 'RESOLVED' } },
    });
  });

  test('has no way from OPEN to RESOLVED or CLOSED, and says which it has', async () => {
    const id = idOf(await report(adminOf(school), { severity: 'MINOR' }));
    expect((await resolve(officer, id, 'x')).errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_TRANSITION',
      from: 'OPEN',
      allowed: ['ACKNOWLEDGED', 'ESCALATED_TO_CITY'],
    });
    expect(codeOf(await reply(adminOf(school), id, 'x', 'CLOSED'))).toBe('INVALID_TRANSITION');
    expect(codeOf(await reply(officer, id, 'x', 'RESOLVED'))).toBe('BAD_USER_INPUT');
  });

  test('gives each step to who may take it', async () => {
    const id = idOf(await report(adminOf(school), { severity: 'MINOR' }));
    expect(codeOf(await reply(adminOf(school), id, 'x', 'ACKNOWLEDGED'))).toBe('FORBIDDEN');
    expect(codeOf(await reply(providerOf(school), id, 'x', 'IN_PROGRESS'))).toBe('FORBIDDEN');
    expect(codeOf(await reply(inspectorOf(school), id, 'x', 'ESCALATED_TO_CITY'))).toBe('FORBIDDEN');
    expect(codeOf(await resolve(inspectorOf(school), id, 'x'))).toBe('FORBIDDEN');
    expect(codeOf(await resolve(principalOf(school), id, 'x'))).toBe('FORBIDDEN');
  });
});

describe('a difficulty', () => {
  test('is reported by the school’s own people and nobody else, of a school that the register knows', async () => {
    for (const actor of [
      officer,
      inspectorOf(school),
      principalOf(other),
      providerOf(school),
      toolOf(school),
      cityViewer,
    ]) {
      expect(codeOf(await report(actor))).toBe('FORBIDDEN');
    }
    expect(codeOf(await report(principalOf('99999999'), { school: '99999999' }))).toBe('NOT_FOUND');
    expect(codeOf(await report(adminOf(school), { description: ' \n ' }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await report(adminOf(school), { description: 'a'.repeat(2001) }))).toBe('BAD_USER_INPUT');
  });

  test('that is refused leaves neither a row nor an event', async () => {
    const count = () =>
      bench
        .openSession(officer)
        .write((em) =>
          em.execute(
            'select (select count(*)::int from rollout.difficulty) as rows, (select count(*)::int from rollout.difficulty_reply) as replies, (select count(*)::int from events.log) as events',
          ),
        );
    const id = idOf(await report(adminOf(school), { severity: 'MINOR' }));
    await bench.settle();
    const before = await count();
    await report(principalOf(other));
    await resolve(officer, id, 'x');
    await reply(officer, id, '');
    expect(await count()).toEqual(before);
  });

  test('is closed to replies from beyond its school, of tools, and of a provider where it is not technical', async () => {
    const id = idOf(await report(adminOf(school), { severity: 'MINOR', category: 'STAFF' }));
    // What someone may not take up is not there for them: the answer tells nobody that the id exists.
    for (const actor of [principalOf(other), inspectorOf(other), toolOf(school), cityViewer]) {
      expect(codeOf(await reply(actor, id, 'x'))).toBe('NOT_FOUND');
    }
    expect(codeOf(await reply(providerOf(school), id, 'x'))).toBe('FORBIDDEN');
    expect(codeOf(await reply(officer, '7e0f6c3c-9f0f-4a5a-8d2e-000000000000', 'x'))).toBe('NOT_FOUND');
    expect(codeOf(await reply(officer, 'nonsense', 'x'))).toBe('NOT_FOUND');
  });

  test('stands on its school for those who may see it, with its thread, in two statements for any number of schools', async () => {
    const entities =
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on School { code difficulties { category replies { message } } } } }';
    const r = [school, other].map((code) => ({ __typename: 'School', code }));
    bench.takeReads();
    const seen = (await ask(officer, entities, { r })).data!['_entities'] as {
      difficulties: { category: string }[] | null;
    }[];
    expect(bench.takeReads()).toEqual({ rollout: 2 });
    expect(seen[0]!.difficulties!.length).toBeGreaterThan(3);
    expect(seen[1]!.difficulties).toEqual([]);
    const provider = (await ask(providerOf(school), entities, { r })).data!['_entities'] as typeof seen;
    expect(provider[0]!.difficulties!.map(({ category }) => category)).not.toContain('STAFF');
    expect(provider[1]).toBeNull();
    expect((await ask(cityViewer, entities, { r })).data!['_entities']).toMatchObject([
      { difficulties: null },
      { difficulties: null },
    ]);
  });
});
