import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { positionToCursor } from '../../shared/cursor.js';
import { certificate, conditionsMet, happened, registered } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  cityViewer,
  codeOf,
  definition,
  happen,
  of,
  officer,
  openRollout,
  principalOf,
  providerOf,
  take,
  until,
  type Payload,
} from './bench.js';

const school = '31306981';
const other = '31306982';
let bench: Workbench;
let beginning: string;
beforeAll(async () => {
  bench = await openRollout('2024-04-15 08:00');
  await happen(bench, [
    ...registered('2024-04-15 08:00'),
    ...of(other, registered('2024-04-15 08:00')),
    ...conditionsMet('2024-04-16 09:00', ['R09']),
    certificate('2024-04-16 09:30', 'DECLARED'),
    happened(
      'rollout.taskProgressed',
      '2024-04-16 09:40',
      { task: 'T1', before: 'PLANNED', after: 'IN_PROGRESS', reason: null },
      null,
    ),
    happened(
      'rollout.difficultyChanged',
      '2024-04-16 09:50',
      { difficulty: 'd1', severity: 'MINOR', before: null, after: 'OPEN' },
      other,
    ),
  ]);
  await until(bench, '2024-04-16 10:00');
  beginning = positionToCursor(0);
});
afterAll(() => bench.close());

const follow = (actor: Actor, text: string, variables = {}) =>
  bench.follow(definition, actor, text, variables);

describe('changes', () => {
  const live =
    'subscription($after: Cursor, $filter: ChangeFilter) { changes(after: $after, filter: $filter) { cursor id type at school { code } actorRole actor data } }';
  const page =
    'query($after: Cursor, $first: Int) { changes(after: $after, first: $first) { nodes { cursor id type school { code } actorRole actor data } edges { cursor } pageInfo { hasNextPage endCursor } } }';
  interface Page {
    nodes: (Payload & { type: string; school: { code: string } | null; actor: string | null })[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  }
  const read = async (actor: Actor, variables = {}) =>
    (await bench.run(definition, actor, page, variables)).data!['changes'] as Page;
  const readAll = async (actor: Actor, first: number) => {
    const nodes: Page['nodes'] = [];
    for (let after: string | undefined; ;) {
      const { nodes: some, pageInfo } = await read(actor, { after, first });
      nodes.push(...some);
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) return { nodes, end: after };
    }
  };

  test('is the whole log for the office, page by page, and live from where the pages end', async () => {
    await bench.settle();
    const { nodes, end } = await readAll(officer, 7);
    expect(nodes.map(({ cursor }) => cursor)).toEqual(nodes.map((_, index) => positionToCursor(index + 1)));
    const stream = await follow(officer, live, { after: end });
    await happen(bench, [
      happened('readiness.communicationLogged', '2024-04-29 11:00', {
        audiences: ['PARENTS'],
        heldOn: '2024-04-29',
      }),
    ]);
    expect(await take(stream, 1)).toMatchObject([
      {
        type: 'readiness.communicationLogged',
        data: { audiences: ['PARENTS'] },
        actor: 'hub',
        actorRole: 'district_officer',
      },
    ]);
  });

  test('costs two statements a page', async () => {
    bench.takeReads();
    await read(officer, { first: 500 });
    expect(bench.takeReads()).toEqual({ rollout: 2 });
  });

  test('shows each role its own: the district’s doings and its schools’ events, without the names of people', async () => {
    const { nodes } = await readAll(principalOf(other), 5);
    expect(new Set(nodes.map((node) => node.school?.code ?? null))).toEqual(new Set([other, null]));
    expect(nodes.every(({ actor }) => actor === null)).toBe(true);
    const city = await readAll(cityViewer, 5);
    expect(city.nodes.map(({ type }) => type)).toEqual(['rollout.planLoaded', 'rollout.taskProgressed']);
    const provider = await readAll(providerOf(school), 5);
    expect(new Set(provider.nodes.map(({ type }) => type))).toEqual(
      new Set([
        'rollout.planLoaded',
        'schools.schoolRegistered',
        'readiness.itemSubmitted',
        'readiness.certificateChanged',
        'rollout.taskProgressed',
      ]),
    );
  });

  test('moves its end cursor on behind events that are not the caller’s, so that nobody reads them over again', async () => {
    const whole = await readAll(officer, 100);
    const city = await read(cityViewer, { first: 100 });
    expect(city.pageInfo).toEqual({ hasNextPage: false, endCursor: whole.end });
  });

  test('with a cursor that the log does not reach says how to start again', async () => {
    const refused = await bench.run(definition, officer, page, { after: positionToCursor(100_000) });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'CURSOR_EXPIRED', oldest: beginning });
    expect(codeOf(await bench.run(definition, officer, page, { first: 0 }))).toBe('BAD_USER_INPUT');
  });

  test('live is narrowed by type and school, and a type that can be none is refused', async () => {
    const filter = { types: ['rollout.difficultyChanged'], school: other };
    expect(await take(await follow(officer, live, { after: beginning, filter }), 1)).toMatchObject([
      { type: 'rollout.difficultyChanged', school: { code: other } },
    ]);
    await expect(follow(officer, live, { filter: { types: ['drop table'] } })).rejects.toThrow(
      'the subscription was refused',
    );
  });
});
