import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import {
  acknowledgeDocument,
  planVisit,
  publishDocument,
  reportDifficulty,
  sendRecommendation,
} from '../../subgraphs/rollout/index.js';
import { local } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import { adminOf, definition, inspectorOf, officer, principalOf, providerOf } from './bench.js';
import { openDistrict, ready, silent } from './district.js';

let bench: Workbench;

/** A difficulty of each of two schools waits too long, one is new; a recommendation, a visit and a document wait. */
beforeAll(async () => {
  bench = await openDistrict();
  const report = (school: string, category: 'STAFF' | 'SOFTWARE') =>
    reportDifficulty(bench.openSession(adminOf(school)), {
      school,
      category,
      severity: 'MAJOR',
      description: `${category} ${school}`,
    });
  await report(ready, 'STAFF');
  bench.clock.advance(1000);
  await report(silent, 'SOFTWARE');
  await planVisit(bench.openSession(officer), { school: ready, plannedOn: '2024-05-03' });
  await planVisit(bench.openSession(officer), { school: silent, plannedOn: '2024-05-20' });
  const { id } = await publishDocument(bench.openSession(officer), {
    kind: 'GUIDANCE',
    title: 'Hướng dẫn',
    issuer: 'Phòng GD&ĐT',
    issuedOn: '2024-04-26',
    clauses: [],
  });
  await acknowledgeDocument(bench.openSession(adminOf(ready)), { id, school: ready });
  bench.clock.set(local('2024-05-07 08:00'));
  await report(ready, 'SOFTWARE');
  await sendRecommendation(bench.openSession(principalOf(ready)), {
    school: ready,
    direction: 'SCHOOL_TO_DISTRICT',
    text: 'Đề nghị hỗ trợ',
    sources: [],
    draft: false,
  });
  await bench.settle();
});
afterAll(() => bench.close());

const inboxOf = async (actor: Actor) =>
  (
    await bench.run(
      definition,
      actor,
      `{ inbox { pastClock { count nodes { description } } recommendationsToAnswer { count nodes { text } }
        visitsDue { count nodes { plannedOn school { code } } } documentsUnacknowledged { count nodes { title } } } }`,
    )
  ).data!['inbox'];

test('the office finds what it owes: answers past their clock, recommendations, visits due, documents that schools have not acknowledged', async () => {
  expect(await inboxOf(officer)).toEqual({
    pastClock: {
      count: 2,
      nodes: [{ description: `STAFF ${ready}` }, { description: `SOFTWARE ${silent}` }],
    },
    recommendationsToAnswer: { count: 1, nodes: [{ text: 'Đề nghị hỗ trợ' }] },
    visitsDue: { count: 1, nodes: [{ plannedOn: '2024-05-03', school: { code: ready } }] },
    documentsUnacknowledged: { count: 1, nodes: [{ title: 'Hướng dẫn' }] },
  });
});

test('others find what is theirs: an inspector its schools, a school its documents, a provider what is technical', async () => {
  const nothing = { count: 0, nodes: [] };
  expect(await inboxOf(inspectorOf(ready))).toMatchObject({
    pastClock: { count: 1 },
    recommendationsToAnswer: nothing,
    visitsDue: { count: 1 },
    documentsUnacknowledged: nothing,
  });
  expect(await inboxOf(principalOf(ready))).toMatchObject({
    visitsDue: nothing,
    documentsUnacknowledged: nothing,
  });
  expect(await inboxOf(adminOf(silent))).toMatchObject({
    pastClock: { count: 1 },
    documentsUnacknowledged: { count: 1 },
  });
  expect(await inboxOf(providerOf(ready, silent))).toMatchObject({
    pastClock: { count: 1, nodes: [{ description: `SOFTWARE ${silent}` }] },
    documentsUnacknowledged: nothing,
  });
});
