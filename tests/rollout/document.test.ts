import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { local, registered } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  adminOf,
  cityViewer,
  codeOf,
  definition,
  happen,
  inspectorOf,
  logOf,
  of,
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
  await happen(bench, [...registered('2024-04-15 08:00'), ...of(other, registered('2024-04-15 08:00'))]);
  bench.clock.set(local('2024-04-25 08:00'));
});
afterAll(() => bench.close());

const ask = (actor: Actor, text: string, variables = {}) => bench.run(definition, actor, text, variables);
const guidance = {
  kind: 'GUIDANCE',
  title: 'Hướng dẫn quy trình nghiệp vụ',
  issuer: 'Phòng GD&ĐT',
  issuedOn: '2024-04-25',
  clauses: ['III-2', 'T4'],
};
const publish = (actor: Actor, input: object = {}) =>
  ask(
    actor,
    `mutation($input: PublishDocumentInput!) { publishDocument(input: $input) {
    document { id kind number title issuer issuedOn publishedAt clauses { id textVi } acknowledgements { school { code } at } } } }`,
    { input: { ...guidance, ...input } },
  );
const acknowledge = (actor: Actor, id: string, code = school) =>
  ask(
    actor,
    'mutation($id: ID!, $school: ID!) { acknowledgeDocument(id: $id, school: $school) { document { id acknowledgements { school { code } at } } school { code } } }',
    { id, school: code },
  );
const idOf = (result: Awaited<ReturnType<typeof publish>>) =>
  (result.data!['publishDocument'] as { document: { id: string } }).document.id;

test('guidance is published with the text of its clauses, acknowledged once, and meets the rule that asks for it', async () => {
  const published = await publish(officer);
  expect(published.data).toMatchObject({
    publishDocument: {
      document: {
        number: null,
        issuedOn: '2024-04-25',
        publishedAt: '2024-04-25T08:00:00.000+07:00',
        clauses: [
          { id: 'III-2', textVi: expect.stringContaining('Xây dựng quy trình') as string },
          { id: 'T4' },
        ],
        acknowledgements: [],
      },
    },
  });
  const id = idOf(published);
  bench.clock.set(local('2024-04-26 09:00'));
  const receipt = { school: { code: school }, at: '2024-04-26T09:00:00.000+07:00' };
  expect((await acknowledge(principalOf(school), id)).data).toMatchObject({
    acknowledgeDocument: { school: { code: school }, document: { acknowledgements: [receipt] } },
  });
  bench.clock.set(local('2024-04-26 10:00'));
  expect((await acknowledge(adminOf(school), id)).data).toMatchObject({
    acknowledgeDocument: { document: { acknowledgements: [receipt] } },
  });
  await until(bench, '2024-04-26 11:00');
  expect(await logOf(bench, 'rollout.documentAcknowledged')).toHaveLength(1);
  const unmet = await ask(officer, '{ unmetRequirements(rule: "R14") { school { code } } }');
  expect(unmet.data).toEqual({ unmetRequirements: [{ school: { code: other } }] });
});

test('a document is the office’s to publish, of today at the latest, and for clauses that the plan has', async () => {
  for (const actor of [
    inspectorOf(school),
    principalOf(school),
    providerOf(school),
    toolOf(school),
    cityViewer,
  ]) {
    expect(codeOf(await publish(actor))).toBe('FORBIDDEN');
  }
  expect((await publish(officer, { clauses: ['III-2', 'III-4'] })).errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'clauses',
    got: ['III-4'],
  });
  expect(codeOf(await publish(officer, { issuedOn: '2024-04-27' }))).toBe('BAD_USER_INPUT');
  expect(codeOf(await publish(officer, { title: '' }))).toBe('BAD_USER_INPUT');
  expect(codeOf(await publish(officer, { issuedOn: '2024-02-30' }))).toBe('BAD_USER_INPUT');
});

test('a receipt is the school’s own to give, for a document that there is', async () => {
  const id = idOf(await publish(officer, { kind: 'DECISION', number: '45/QĐ' }));
  for (const actor of [officer, inspectorOf(school), principalOf(other), providerOf(school), cityViewer]) {
    expect(codeOf(await acknowledge(actor, id))).toBe('FORBIDDEN');
  }
  expect(codeOf(await acknowledge(principalOf(school), '7e0f6c3c-9f0f-4a5a-8d2e-000000000000'))).toBe(
    'NOT_FOUND',
  );
  expect(codeOf(await acknowledge(principalOf(school), 'none'))).toBe('NOT_FOUND');
});

test('two receipts at once are one', async () => {
  const id = idOf(await publish(officer, { kind: 'PLAN' }));
  await Promise.all([principalOf(school), adminOf(school)].map((actor) => acknowledge(actor, id)));
  await bench.settle();
  const told = await logOf(bench, 'rollout.documentAcknowledged');
  expect(told.filter(({ data }) => (data as { document: string }).document === id)).toHaveLength(1);
});

test('documents are listed newest first, with receipts of schools that the caller may see', async () => {
  const list =
    'query($kind: DocumentKind) { documents(kind: $kind) { kind number acknowledgements { school { code } } } }';
  bench.takeReads();
  const all = await ask(officer, list);
  expect(bench.takeReads()).toEqual({ rollout: 2 });
  expect((all.data!['documents'] as { kind: string }[]).map(({ kind }) => kind).toSorted()).toEqual([
    'DECISION',
    'GUIDANCE',
    'PLAN',
  ]);
  expect((await ask(principalOf(other), list, { kind: 'GUIDANCE' })).data).toEqual({
    documents: [{ kind: 'GUIDANCE', number: null, acknowledgements: [] }],
  });
  expect((await ask(cityViewer, list, { kind: 'GUIDANCE' })).data).toEqual({
    documents: [{ kind: 'GUIDANCE', number: null, acknowledgements: [] }],
  });
});
