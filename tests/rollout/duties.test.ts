import { afterAll, beforeAll, expect, test } from 'vitest';

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
  officer,
  principalOf,
  until,
} from './bench.js';
import { openDistrict, ready, silent } from './district.js';

// One test for each duty of the plan that this room keeps: recorded by who must, seen by who oversees.
let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const ask = async (actor: Actor, text: string, variables = {}) => {
  const result = await bench.run(definition, actor, text, variables);
  expect(result.errors).toBeUndefined();
  return result.data as Record<string, never>;
};
const publish = async (input: object) =>
  (
    (await ask(
      officer,
      'mutation($input: PublishDocumentInput!) { publishDocument(input: $input) { document { id } } }',
      { input },
    )) as unknown as { publishDocument: { document: { id: string } } }
  ).publishDocument.document.id;

test('Căn cứ: the office holds the city’s plan that it acts on, with number, issuer and date, and its own beneath it', async () => {
  const parent = await publish({
    kind: 'PLAN',
    number: '437/KH-SGDĐT',
    title: 'Kế hoạch triển khai học bạ số',
    issuer: 'Sở GD&ĐT Hải Phòng',
    issuedOn: '2024-04-12',
  });
  await publish({
    kind: 'PLAN',
    title: 'Kế hoạch của Phòng',
    issuer: 'Phòng GD&ĐT quận Hải An',
    issuedOn: '2024-04-14',
    parent,
    clauses: ['T1'],
  });
  const { documents } = await ask(
    head,
    '{ documents(kind: PLAN) { number issuer issuedOn parent { number issuer issuedOn } } }',
  );
  expect(documents).toContainEqual({
    number: null,
    issuer: 'Phòng GD&ĐT quận Hải An',
    issuedOn: '2024-04-14',
    parent: { number: '437/KH-SGDĐT', issuer: 'Sở GD&ĐT Hải Phòng', issuedOn: '2024-04-12' },
  });
});

test('III-1: the office directs by documents and urges by reminders; the school finds both', async () => {
  await publish({
    kind: 'DECISION',
    title: 'Thành lập Tổ công tác',
    issuer: 'UBND quận',
    issuedOn: '2024-04-20',
    clauses: ['III-1'],
  });
  await ask(
    officer,
    'mutation($school: ID!) { sendReminders(input: { filter: { school: [$school] } }) { sent } }',
    { school: silent },
  );
  const seen = await ask(
    principalOf(silent),
    '{ documents(kind: DECISION) { title clauses { id } } notifications { nodes { kind } } }',
  );
  expect(seen).toMatchObject({
    documents: [{ title: 'Thành lập Tổ công tác', clauses: [{ id: 'III-1' }] }],
    notifications: { nodes: [{ kind: 'REMINDER' }] },
  });
});

test('IV.1-1: an inspector visits the school, and the office sees it visited', async () => {
  const visit = `mutation($school: ID!) { recordVisit(input: { school: $school, doneOn: "2024-04-26", report: "Biên bản" }) { visit { state } } }`;
  expect(await ask(inspectorOf(silent), visit, { school: silent })).toMatchObject({
    recordVisit: { visit: { state: 'REPORTED' } },
  });
  expect(await ask(officer, '{ visitPlan { visited { numerator denominator } } }')).toEqual({
    visitPlan: { visited: { numerator: 1, denominator: 3 } },
  });
});

test('IV.1-2: the office tells the five audiences, and whoever is missing is named', async () => {
  const log =
    'mutation($audiences: [DistrictAudience!]!) { logDistrictCommunication(input: { audiences: $audiences, heldOn: "2024-04-20", description: "Họp" }) { communication { id } } }';
  await ask(officer, log, { audiences: ['MANAGERS', 'TEACHERS', 'STAFF', 'PARENTS'] });
  const read = '{ districtCommunications { missing activities { audiences heldOn } } }';
  expect(await ask(cityViewer, read)).toMatchObject({ districtCommunications: { missing: ['PUPILS'] } });
  await ask(head, log, { audiences: ['PUPILS'] });
  expect(await ask(officer, read)).toMatchObject({ districtCommunications: { missing: [] } });
  const refused = await bench.run(definition, principalOf(ready), log, { audiences: ['PUPILS'] });
  expect(codeOf(refused)).toBe('FORBIDDEN');
  expect(codeOf(await bench.run(definition, officer, log, { audiences: [] }))).toBe('BAD_USER_INPUT');
});

test('IV.2-6 and IV.1-5: a school recommends, the office passes it on, and the city sees it', async () => {
  const sent = (await ask(
    adminOf(ready),
    'mutation($school: ID!) { sendRecommendation(input: { school: $school, direction: SCHOOL_TO_DISTRICT, text: "Đề nghị" }) { recommendation { id } } }',
    { school: ready },
  )) as unknown as { sendRecommendation: { recommendation: { id: string } } };
  await ask(
    officer,
    'mutation($ids: [ID!]!) { forwardRecommendations(ids: $ids, text: "Kính trình") { recommendation { id } } }',
    {
      ids: [sent.sendRecommendation.recommendation.id],
    },
  );
  expect(
    await ask(
      cityViewer,
      '{ recommendations { nodes { direction text school { code } sourceRecommendations { id } } } }',
    ),
  ).toEqual({
    recommendations: {
      nodes: [{ direction: 'DISTRICT_TO_CITY', text: 'Kính trình', school: null, sourceRecommendations: [] }],
    },
  });
});

test('V: money from the state’s budget and other lawful sources is planned and spent in whole đồng', async () => {
  const set =
    'mutation($source: BudgetSource!) { setBudgetLine(input: { source: $source, activity: "Tập huấn", planned: 10000000, spent: 2000000 }, expectedVersion: 0) { warnings } }';
  for (const source of ['STATE_BUDGET', 'OTHER_LAWFUL']) await ask(officer, set, { source });
  expect(await ask(cityViewer, '{ budget { total { planned spent } } }')).toEqual({
    budget: { total: { planned: 20_000_000, spent: 4_000_000 } },
  });
});

test('KẾT: a school reports what blocks it, becomes at risk, and the office answers within its clock', async () => {
  const status = async () =>
    (await ask(officer, '{ compliance(filter: { search: "Mẫu 9" }) { nodes { status } } }')) as unknown;
  expect(await status()).toEqual({ compliance: { nodes: [{ status: 'COMPLIANT' }] } });
  const reported = (await ask(
    adminOf(ready),
    'mutation($school: ID!) { reportDifficulty(input: { school: $school, category: SOFTWARE, severity: BLOCKER, description: "Lỗi" }) { difficulty { id isPastClock } } }',
    { school: ready },
  )) as unknown as { reportDifficulty: { difficulty: { id: string } } };
  const { id } = reported.reportDifficulty.difficulty;
  await until(bench, '2024-04-26 09:00');
  expect(await status()).toEqual({ compliance: { nodes: [{ status: 'AT_RISK' }] } });
  await ask(
    officer,
    'mutation($id: ID!) { acknowledgeDifficulty(id: $id, message: "Đã rõ") { school { code } } }',
    { id },
  );
  await ask(
    officer,
    'mutation($id: ID!) { resolveDifficulty(id: $id, resolution: "Đã sửa") { school { code } } }',
    { id },
  );
  await ask(
    principalOf(ready),
    'mutation($id: ID!) { closeDifficulty(id: $id, message: "Cảm ơn") { school { code } } }',
    { id },
  );
  await until(bench, '2024-04-26 10:00');
  expect(await status()).toEqual({ compliance: { nodes: [{ status: 'COMPLIANT' }] } });
});

test('NN: those to whom the plan goes confirm that they have it, and the rest are named', async () => {
  bench.clock.set(local('2024-04-26 11:00'));
  const id = await publish({
    kind: 'PLAN',
    title: 'Kế hoạch đã ban hành',
    issuer: 'Phòng GD&ĐT',
    issuedOn: '2024-04-26',
    clauses: ['NN'],
  });
  await ask(
    principalOf(ready),
    'mutation($id: ID!, $school: ID!) { acknowledgeDocument(id: $id, school: $school) { school { code } } }',
    { id, school: ready },
  );
  const { documents } = (await ask(
    officer,
    '{ documents(kind: PLAN) { title receipts { numerator denominator } unacknowledged { code } } }',
  )) as unknown as {
    documents: { title: string }[];
  };
  expect(documents.find(({ title }) => title === 'Kế hoạch đã ban hành')).toMatchObject({
    receipts: { numerator: 1, denominator: 3 },
    unacknowledged: [{ code: silent }, { code: '31306982' }],
  });
});
