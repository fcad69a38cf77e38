import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { local } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  adminOf,
  cityViewer,
  codeOf,
  definition,
  inspectorOf,
  logOf,
  officer,
  principalOf,
  providerOf,
  toolOf,
} from './bench.js';
import { openDistrict, ready, silent, stampless } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const ask = (actor: Actor, text: string, variables = {}) => bench.run(definition, actor, text, variables);
const fields = `document { id number issuer issuedOn dateAsPrinted kind state endReason clauses { id textVi } parent { number }
  supersededBy { id } receipts { numerator denominator percent } unacknowledged { code } }`;
const publish = (actor: Actor, input: object) =>
  ask(actor, `mutation($input: PublishDocumentInput!) { publishDocument(input: $input) { ${fields} } }`, {
    input: { kind: 'GUIDANCE', title: 'Hướng dẫn', issuer: 'Phòng GD&ĐT', issuedOn: '2024-04-25', ...input },
  });
const withdraw = (actor: Actor, id: string) =>
  ask(actor, `mutation($id: ID!) { withdrawDocument(id: $id, reason: "Ban hành nhầm") { ${fields} } }`, {
    id,
  });
const acknowledge = (actor: Actor, id: string, school: string) =>
  ask(
    actor,
    `mutation($id: ID!, $school: ID!) { acknowledgeDocument(id: $id, school: $school) { ${fields} } }`,
    { id, school },
  );
const idOf = (result: Awaited<ReturnType<typeof publish>>) =>
  (result.data!['publishDocument'] as { document: { id: string } }).document.id;

test('the letter that is printed with 37/3/2024 keeps that beside its real date, and carries its parent and clauses', async () => {
  const plan = idOf(
    await publish(officer, {
      kind: 'PLAN',
      number: '437/KH-SGDĐT',
      title: 'Kế hoạch của Sở',
      issuer: 'Sở GD&ĐT Hải Phòng',
      issuedOn: '2024-04-12',
    }),
  );
  const letter = await publish(officer, {
    kind: 'OTHER',
    number: '1396/BGDĐT-GDTH',
    issuer: 'Bộ GD&ĐT',
    issuedOn: '2024-03-27',
    dateAsPrinted: '37/3/2024',
    parent: plan,
    clauses: ['III-2'],
  });
  expect(letter.data).toMatchObject({
    publishDocument: {
      document: {
        number: '1396/BGDĐT-GDTH',
        issuedOn: '2024-03-27',
        dateAsPrinted: '37/3/2024',
        parent: { number: '437/KH-SGDĐT' },
        clauses: [{ id: 'III-2', textVi: expect.stringContaining('1396') }],
        state: 'IN_FORCE',
        receipts: { numerator: 0, denominator: 3, percent: 0 },
      },
    },
  });
  expect(codeOf(await publish(officer, { clauses: ['III-4'] }))).toBe('BAD_USER_INPUT');
  expect(codeOf(await publish(officer, { parent: '7e0f6c3c-9f0f-4a5a-8d2e-000000000000' }))).toBe(
    'NOT_FOUND',
  );
});

test('receipts are counted of the schools that the plan concerns, and who has not acknowledged is named to phone', async () => {
  const id = idOf(await publish(officer, { clauses: ['T4'] }));
  await acknowledge(principalOf(ready), id, ready);
  const seen = async (actor: Actor) => {
    const { data } = await ask(
      actor,
      '{ documents(kind: GUIDANCE) { id receipts { numerator denominator } unacknowledged { code } } }',
    );
    return (data!['documents'] as { id: string }[]).find((document) => document.id === id);
  };
  expect(await seen(officer)).toMatchObject({
    receipts: { numerator: 1, denominator: 3 },
    unacknowledged: [{ code: silent }, { code: stampless }],
  });
  expect(await seen(inspectorOf(ready, silent))).toMatchObject({
    receipts: { numerator: 1, denominator: 2 },
    unacknowledged: [{ code: silent }],
  });
  expect(await seen(adminOf(ready))).toMatchObject({
    receipts: { numerator: 1, denominator: 1 },
    unacknowledged: [],
  });
  expect(await seen(cityViewer)).toMatchObject({
    receipts: { numerator: 1, denominator: 3 },
    unacknowledged: null,
  });
  expect(await seen(providerOf(ready))).toMatchObject({ receipts: null, unacknowledged: null });
});

test('lists of documents read receipts and names in one statement each', async () => {
  bench.takeReads();
  await ask(officer, '{ documents { id receipts { numerator } unacknowledged { code } } }');
  expect(bench.takeReads()).toEqual({ rollout: 3 });
});

test('a document is superseded by the one that takes its place, or withdrawn with a reason; then nobody acknowledges it any more', async () => {
  const old = idOf(await publish(officer, {}));
  const fresh = idOf(await publish(officer, { title: 'Hướng dẫn mới', supersedes: old }));
  const list = async (state: string) =>
    (
      (await ask(officer, `{ documents(state: ${state}) { id endReason supersededBy { id } } }`)).data![
        'documents'
      ] as { id: string }[]
    ).find(({ id }) => id === old || id === fresh);
  expect(await list('SUPERSEDED')).toEqual({
    id: old,
    endReason: 'Thay thế bởi: Hướng dẫn mới',
    supersededBy: { id: fresh },
  });
  expect(codeOf(await acknowledge(principalOf(ready), old, ready))).toBe('INVALID_TRANSITION');
  expect(codeOf(await publish(officer, { supersedes: old }))).toBe('INVALID_TRANSITION');
  expect((await withdraw(officer, fresh)).data).toMatchObject({
    withdrawDocument: { document: { state: 'WITHDRAWN', endReason: 'Ban hành nhầm' } },
  });
  expect(codeOf(await withdraw(officer, fresh))).toBe('INVALID_TRANSITION');
  await bench.settle();
  expect((await logOf(bench, 'rollout.documentWithdrawn')).map(({ data }) => data)).toMatchObject([
    { document: old, supersededBy: fresh },
    { document: fresh, supersededBy: null, reason: 'Ban hành nhầm' },
  ]);
});

test('withdrawing is the office’s alone', async () => {
  const id = idOf(await publish(officer, {}));
  for (const actor of [
    inspectorOf(ready),
    principalOf(ready),
    providerOf(ready),
    toolOf(ready),
    cityViewer,
  ]) {
    expect(codeOf(await withdraw(actor, id))).toBe('FORBIDDEN');
  }
  bench.clock.set(local('2024-04-26 09:00'));
});
