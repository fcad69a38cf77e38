import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { reportDifficulty } from '../../subgraphs/rollout/index.js';
import { registered } from '../support/compliance-plan.js';
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
beforeAll(async () => {
  bench = await openRollout('2024-05-06 08:00');
  await happen(bench, [...registered('2024-05-06 08:00'), ...of(other, registered('2024-05-06 08:00'))]);
  await bench.settle();
});
afterAll(() => bench.close());

const ask = (actor: Actor, text: string, variables = {}) => bench.run(definition, actor, text, variables);
const fields = `recommendation { id direction state school { code } text decisionReply answer sentAt answeredAt
  sourceDifficulties { description } sourceRecommendations { id state } followedBy { id state } } school { code }`;
const send = (actor: Actor, input: object = {}) =>
  ask(
    actor,
    `mutation($input: SendRecommendationInput!) { sendRecommendation(input: $input) { ${fields} } }`,
    {
      input: { school, direction: 'SCHOOL_TO_DISTRICT', text: 'Đề nghị cấp thêm chữ ký số', ...input },
    },
  );
const decide = (actor: Actor, id: string, decision = 'ACCEPT') =>
  ask(
    actor,
    `mutation($id: ID!, $decision: RecommendationDecision!) { decideRecommendation(id: $id, decision: $decision, reply: "Đồng ý") { ${fields} } }`,
    { id, decision },
  );
const forward = (actor: Actor, ids: string[]) =>
  ask(
    actor,
    `mutation($ids: [ID!]!) { forwardRecommendations(ids: $ids, text: "Kính trình Sở") { ${fields} } }`,
    { ids },
  );
const answer = (actor: Actor, id: string) =>
  ask(actor, `mutation($id: ID!) { answerRecommendation(id: $id, text: "Đã giải quyết") { ${fields} } }`, {
    id,
  });
const idOf = (result: Awaited<ReturnType<typeof send>>) =>
  (Object.values(result.data!)[0] as { recommendation: { id: string } }).recommendation.id;
const toAnswer = async () =>
  (
    (await ask(officer, '{ recommendations(filter: { toAnswer: true }) { nodes { id } } }')).data![
      'recommendations'
    ] as {
      nodes: { id: string }[];
    }
  ).nodes.map(({ id }) => id);

test('recommendations of schools rise to the city as one that is linked to them, and come back answered', async () => {
  const { id: difficulty } = await reportDifficulty(bench.openSession(adminOf(school)), {
    school,
    category: 'SIGNATURES',
    severity: 'MAJOR',
    description: 'Thiếu 5 chữ ký số',
  });
  const first = await send(principalOf(school), { sources: [difficulty] });
  expect(first.data).toMatchObject({
    sendRecommendation: {
      school: { code: school },
      recommendation: { state: 'SENT', sourceDifficulties: [{ description: 'Thiếu 5 chữ ký số' }] },
    },
  });
  const a = idOf(first);
  const b = idOf(await send(adminOf(other), { school: other }));
  expect((await toAnswer()).toSorted()).toEqual([a, b].toSorted());
  expect((await decide(officer, a)).data).toMatchObject({
    decideRecommendation: { recommendation: { state: 'ACCEPTED', decisionReply: 'Đồng ý' } },
  });
  const up = await forward(officer, [a, b]);
  expect(up.data).toMatchObject({
    forwardRecommendations: {
      school: null,
      recommendation: {
        direction: 'DISTRICT_TO_CITY',
        state: 'SENT',
        sourceRecommendations: [{ state: 'FORWARDED' }, { state: 'FORWARDED' }],
      },
    },
  });
  const c = idOf(up);
  expect(await toAnswer()).toEqual([]);
  await decide(head, c);
  await answer(head, c);
  expect((await toAnswer()).toSorted()).toEqual([a, b].toSorted());
  expect((await answer(officer, a)).data).toMatchObject({
    answerRecommendation: {
      recommendation: {
        state: 'ANSWERED',
        answer: 'Đã giải quyết',
        followedBy: [{ id: c, state: 'ANSWERED' }],
      },
    },
  });
  await bench.settle();
  const told = (await logOf(bench, 'rollout.recommendationChanged')).map(({ school: code, data }) => [
    code,
    (data as { after: string }).after,
  ]);
  expect(told).toEqual([
    [school, 'SENT'],
    [other, 'SENT'],
    [school, 'ACCEPTED'],
    ...[a, b].toSorted().map((id) => [id === a ? school : other, 'FORWARDED']),
    [null, 'SENT'],
    [null, 'ACCEPTED'],
    [null, 'ANSWERED'],
    [school, 'ANSWERED'],
  ]);
});

test('a draft is its author’s alone until it is sent', async () => {
  const id = idOf(await send(principalOf(school), { draft: true, text: 'Nháp' }));
  const list = '{ recommendations(filter: { state: [DRAFT] }) { totalCount } }';
  expect((await ask(principalOf(school), list)).data).toMatchObject({ recommendations: { totalCount: 1 } });
  for (const actor of [officer, adminOf(school)]) {
    expect((await ask(actor, list)).data).toMatchObject({ recommendations: { totalCount: 0 } });
  }
  expect(codeOf(await send(adminOf(school), { id }))).toBe('FORBIDDEN');
  expect((await send(principalOf(school), { id, text: 'Bản chính' })).data).toMatchObject({
    sendRecommendation: { recommendation: { id, state: 'SENT', text: 'Bản chính' } },
  });
  expect(codeOf(await send(principalOf(school), { id }))).toBe('INVALID_TRANSITION');
});

describe('the state machine', () => {
  test('lets nothing be decided twice, forwarded after it was declined, or answered before it was decided', async () => {
    const id = idOf(await send(principalOf(school)));
    expect((await answer(officer, id)).errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_TRANSITION',
      from: 'SENT',
      allowed: ['ACCEPTED', 'DECLINED', 'FORWARDED'],
    });
    await decide(officer, id, 'DECLINE');
    expect(codeOf(await decide(officer, id))).toBe('INVALID_TRANSITION');
    expect(codeOf(await forward(officer, [id]))).toBe('INVALID_TRANSITION');
    expect((await answer(officer, id)).data).toMatchObject({
      answerRecommendation: { recommendation: { state: 'ANSWERED' } },
    });
  });

  test('forwards all or none, and only what schools have sent', async () => {
    const good = idOf(await send(principalOf(school)));
    const declined = idOf(await send(principalOf(school)));
    await decide(officer, declined, 'DECLINE');
    expect(codeOf(await forward(officer, [good, declined]))).toBe('INVALID_TRANSITION');
    const up = idOf(await forward(officer, [good]));
    expect(codeOf(await forward(officer, [up]))).toBe('BAD_USER_INPUT');
    expect(codeOf(await forward(officer, []))).toBe('BAD_USER_INPUT');
    expect(codeOf(await forward(officer, ['nonsense']))).toBe('NOT_FOUND');
  });
});

test('a school rests only on its own difficulties and recommendations', async () => {
  const { id: foreign } = await reportDifficulty(bench.openSession(adminOf(other)), {
    school: other,
    category: 'STAFF',
    severity: 'MINOR',
    description: 'Của trường khác',
  });
  expect(codeOf(await send(principalOf(school), { sources: [foreign] }))).toBe('NOT_FOUND');
  expect(
    codeOf(await send(officer, { school: null, direction: 'DISTRICT_TO_CITY', sources: [foreign] })),
  ).toBeNull();
});

test('each is sent by who may speak, decided by the office, and seen by who is concerned', async () => {
  const id = idOf(await send(principalOf(school)));
  for (const actor of [
    officer,
    inspectorOf(school),
    principalOf(other),
    providerOf(school),
    toolOf(school),
    cityViewer,
  ]) {
    expect(codeOf(await send(actor))).toBe('FORBIDDEN');
  }
  for (const actor of [
    principalOf(school),
    inspectorOf(school),
    providerOf(school),
    toolOf(school),
    cityViewer,
  ]) {
    expect(codeOf(await send(actor, { school: null, direction: 'DISTRICT_TO_CITY' }))).toBe('FORBIDDEN');
    for (const result of [await decide(actor, id), await forward(actor, [id]), await answer(actor, id)]) {
      expect(codeOf(result)).toBe('FORBIDDEN');
    }
  }
  const directions = async (actor: Actor) => {
    const { data } = await ask(actor, '{ recommendations { nodes { direction school { code } } } }');
    const { nodes } = data!['recommendations'] as {
      nodes: { direction: string; school: { code: string } | null }[];
    };
    return [...new Set(nodes.map(({ direction, school: own }) => own?.code ?? direction))].toSorted();
  };
  expect(await directions(officer)).toEqual([school, other, 'DISTRICT_TO_CITY']);
  expect(await directions(cityViewer)).toEqual(['DISTRICT_TO_CITY']);
  expect(await directions(adminOf(other))).toEqual([other]);
  expect(await directions(inspectorOf(school))).toEqual([school]);
  expect(codeOf(await ask(providerOf(school), '{ recommendations { totalCount } }'))).toBe('FORBIDDEN');
});

test('stand on their school with their links, in one statement for each list and any number of schools', async () => {
  const entities =
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on School { code recommendations { id followedBy { id } } } } }';
  const r = [school, other].map((code) => ({ __typename: 'School', code }));
  bench.takeReads();
  const seen = (await ask(officer, entities, { r })).data!['_entities'] as { recommendations: object[] }[];
  // The recommendations, the links, and those that the links lead to.
  expect(bench.takeReads()).toEqual({ rollout: 3 });
  expect(seen.every(({ recommendations }) => recommendations.length > 0)).toBe(true);
  expect((await ask(cityViewer, entities, { r })).data!['_entities']).toMatchObject([
    { recommendations: null },
    { recommendations: null },
  ]);
});
