import { afterAll, beforeAll, expect, test } from 'vitest';

import plan from '../../db/seed/data/plan-hai-an-2024.json' with { type: 'json' };
import { hubActor } from '../../shared/actor.js';
import { loadPlan, rollout, rolloutConsumers } from '../../subgraphs/rollout/index.js';
import { openCabinet } from '../readiness/cabinet.js';
import {
  admin,
  checklist,
  officer,
  openDesk,
  principal,
  SCHOOL,
  valueFor,
  type Desk,
} from '../readiness/desk.js';
import { PDF } from '../readiness/files.js';
import { SUBMIT, VERIFY } from '../readiness/review.js';
import { DECLARE, step } from '../readiness/stamps.js';

/**
 * The rows of the plan that readiness owns, in the plan's order: each duty is recorded by who must, seen by the office, and changes
 * compliance where a rule cites it. Each test goes on from the one before, as a school does.
 */
let desk: Desk;
let cabinet: Awaited<ReturnType<typeof openCabinet>>;
beforeAll(async () => {
  desk = await openDesk();
  await loadPlan(desk.openSession(hubActor), plan, checklist);
  for (const consumer of rolloutConsumers) desk.consume(consumer);
  cabinet = await openCabinet(desk);
});
afterAll(async () => {
  await cabinet.close();
  await desk.close();
});

const SCHOOL_OF = `_entities(representations: [{ __typename: "School", code: "${SCHOOL}" }])`;
interface Line {
  rule: string;
  clause: string;
  state: string;
}
/** What the office sees of the rule. */
async function rule(id: string): Promise<Line | undefined> {
  await desk.settle();
  const { data, errors } = await desk.run(
    rollout as never,
    officer,
    `{ ${SCHOOL_OF} { ... on School { compliance { readyDeclared readyVerified lines { rule clause state } } } } }`,
  );
  if (errors !== undefined) throw new AggregateError(errors);
  const [school] = (data as { _entities: { compliance: { lines: Line[] } }[] })._entities;
  return school?.compliance.lines.find((line) => line.rule === id);
}
/** What the office sees of the school. */
async function seen<Data>(fields: string): Promise<Data> {
  const { _entities } = await desk.ask<{ _entities: Data[] }>(
    officer,
    `{ ${SCHOOL_OF} { ... on School { ${fields} } } }`,
  );
  return _entities[0] as Data;
}
interface Shown {
  id: string;
  clause: string;
  section: string;
  state: string;
  evidence: { fileName: string }[];
}
async function item(id: string): Promise<Shown | undefined> {
  const { checklist: shown } = await seen<{ checklist: { items: Shown[] } }>(
    'checklist { items { id clause section state evidence { fileName } } }',
  );
  return shown.items.find((one) => one.id === id);
}
const answer = (id: string) => {
  const { kind } = checklist.items.find((one) => one.id === id)!;
  return desk.save(id, valueFor(id, kind));
};

test('I.2-1: the school says whether its software is linked to the ministry’s system', async () => {
  await answer('MOET_LINK');
  expect(await item('MOET_LINK')).toMatchObject({ clause: 'I.2-1', state: 'DRAFT' });
});

test('I.2-2: the school says whether digital records replace paper in its procedures', async () => {
  await answer('PAPER_REPLACED');
  expect(await item('PAPER_REPLACED')).toMatchObject({ clause: 'I.2-2', state: 'DRAFT' });
});

test('I.2-3: infrastructure, signatures and staff each have their section of the review', async () => {
  const { checklistTemplate } = await desk.ask<{
    checklistTemplate: { sections: { id: string }[]; items: Shown[] };
  }>(admin, '{ checklistTemplate { sections { id } items { id section } } }');
  for (const section of ['INFRASTRUCTURE', 'SIGNATURES', 'STAFF']) {
    expect(checklistTemplate.items.filter((one) => one.section === section).length).toBeGreaterThan(0);
  }
});

test('II.3-1: the school attaches the document that shows its software’s conformance, and the office opens it', async () => {
  expect((await cabinet.file('cong-bo-hop-chuan.pdf', PDF, { item: 'RECORD_SOFTWARE' })).status).toBe(201);
  expect(await item('RECORD_SOFTWARE')).toMatchObject({ evidence: [{ fileName: 'cong-bo-hop-chuan.pdf' }] });
  const [file] = (await cabinet.shown(officer, 'RECORD_SOFTWARE')) ?? [];
  expect((await cabinet.get(file?.downloadUrl ?? '')).body.equals(PDF)).toBe(true);
});

test('II.3-2, IV.2-4a: connected computers and software with its four sets of data meet R04 and R05', async () => {
  expect([(await rule('R04'))?.state, (await rule('R05'))?.state]).toEqual(['UNKNOWN', 'UNKNOWN']);
  await answer('COMPUTERS_CONNECTED');
  for (const id of ['SOFTWARE_NAME', 'DATA_MANAGERS', 'DATA_TEACHERS', 'DATA_PUPILS', 'DATA_RESULTS'])
    await answer(id);
  expect(await rule('R04')).toMatchObject({ state: 'MET', clause: 'IV.2-4a' });
  expect(await rule('R05')).toMatchObject({ state: 'MET', clause: 'IV.2-4a' });
});

test('II.3-3, IV.2-4b: signatures of all who sign meet R07 and R08, the stamp that the office approves meets R09', async () => {
  const batches = (count: number) => [
    { count, issuer: 'VGCA', validFrom: '2024-01-01T00:00:00+07:00', validTo: '2025-01-01T00:00:00+07:00' },
  ];
  for (const [group, count] of [
    ['MANAGERS', 2],
    ['TEACHERS', 20],
  ] as const) {
    await desk.ask(
      admin,
      'mutation($input: DeclareSignaturesInput!) { declareSignatures(input: $input) { item { state } } }',
      { input: { school: SCHOOL, group, batches: batches(count), expectedVersion: 0 } },
    );
  }
  expect([(await rule('R07'))?.state, (await rule('R08'))?.state]).toEqual(['MET', 'MET']);
  type Declared = { declareCertificate: { certificate: { id: string } } };
  const { declareCertificate } = await desk.ask<Declared>(admin, DECLARE, {
    input: { school: SCHOOL, serial: 'AB1', issuer: 'VGCA', kind: 'USB_TOKEN', ...dates },
  });
  const { id } = declareCertificate.certificate;
  const reference = { kind: 'CERTIFICATE', id };
  expect((await cabinet.file('chung-thu.pdf', PDF, { item: null, reference })).status).toBe(201);
  await desk.ask(admin, step('registerCertificate'), { id });
  type Inbox = {
    readinessInbox: { certificatesToApprove: { certificate: { id: string; evidence: object[] } }[] };
  };
  const { readinessInbox } = await desk.ask<Inbox>(
    officer,
    '{ readinessInbox { certificatesToApprove { certificate { id evidence { fileName } } } } }',
  );
  expect(readinessInbox.certificatesToApprove).toEqual([
    { certificate: { id, evidence: [{ fileName: 'chung-thu.pdf' }] } },
  ]);
  expect((await rule('R09'))?.state).toBe('UNMET');
  await desk.ask(officer, step('approveCertificate'), { id });
  expect(await rule('R09')).toMatchObject({ state: 'MET', clause: 'IV.2-4b' });
});
const dates = { validFrom: '2024-04-01T00:00:00+07:00', validTo: '2025-04-01T00:00:00+07:00' };

test('II.3-4, IV.2-4c: an administrator who is there meets R10', async () => {
  await answer('ADMINISTRATORS');
  await answer('ADMINISTRATORS_BACKUP');
  expect(await rule('R10')).toMatchObject({ state: 'MET', clause: 'IV.2-4c' });
});

test('IV.2-1: a working group with a head, by a decision that is attached, meets R01', async () => {
  await desk.ask(
    admin,
    'mutation($input: SetWorkingGroupInput!) { setWorkingGroup(input: $input) { item { state } } }',
    {
      input: {
        school: SCHOOL,
        decisionNumber: '12/QĐ-TH',
        decisionDate: '2024-04-12',
        members: [{ name: 'Hiệu trưởng', role: 'HEAD' }],
      },
    },
  );
  await cabinet.file('quyet-dinh.pdf', PDF, { item: null, reference: { kind: 'WORKING_GROUP' } });
  expect(await seen('workingGroup { decisionNumber evidence { fileName } }')).toEqual({
    workingGroup: { decisionNumber: '12/QĐ-TH', evidence: [{ fileName: 'quyet-dinh.pdf' }] },
  });
  expect(await rule('R01')).toMatchObject({ state: 'MET', clause: 'IV.2-1' });
});

test('IV.2-2, IV.1-3: a plan with a person for every duty meets R02, and not before', async () => {
  await answer('SCHOOL_PLAN');
  const assign = (duty: string) =>
    desk.ask(admin, 'mutation($input: AssignDutyInput!) { assignDuty(input: $input) { duty { person } } }', {
      input: { school: SCHOOL, duty, person: 'Giáo viên' },
    });
  const [last, ...others] = checklist.duties.map(({ id }) => id).toReversed();
  for (const duty of others) await assign(duty);
  expect((await rule('R02'))?.state).toBe('UNMET');
  await assign(last!);
  expect(await rule('R02')).toMatchObject({ state: 'MET', clause: 'IV.2-2' });
  type Plan = { plan: { duties: { person: string | null }[] } };
  expect(
    (await seen<Plan>('plan { duties { person } }')).plan.duties.every(({ person }) => person !== null),
  ).toBe(true);
});

test('IV.2-3, IV.1-2: telling all five audiences meets R11, four do not', async () => {
  const tell = (audiences: string[]) =>
    desk.ask(
      admin,
      'mutation($input: LogCommunicationInput!) { logCommunication(input: $input) { activity { id } } }',
      { input: { school: SCHOOL, audiences, heldOn: '2024-04-14', description: 'Họp phổ biến' } },
    );
  await tell(['MANAGERS', 'TEACHERS', 'STAFF', 'PARENTS']);
  expect((await rule('R11'))?.state).toBe('UNMET');
  expect(await seen('communications { missing }')).toEqual({ communications: { missing: ['PUPILS'] } });
  await tell(['PUPILS']);
  expect(await rule('R11')).toMatchObject({ state: 'MET', clause: 'IV.2-3' });
});

test('IV.1-4: the principal answers for the review, which meets R03, and the office verifies what it has seen', async () => {
  await answer('RESOURCES');
  await answer('RECORD_SOFTWARE');
  await answer('PROVIDER_COMMITMENT');
  expect((await rule('R03'))?.state).not.toBe('MET');
  expect((await desk.refusal(admin, SUBMIT, { school: SCHOOL })).extensions.code).toBe('FORBIDDEN');
  await desk.ask(principal, SUBMIT, { school: SCHOOL });
  expect(await rule('R03')).toMatchObject({ state: 'MET', clause: 'IV.1-4' });
  type Items = { checklist: { items: { key: string; version: number }[] } };
  const { checklist: submitted } = await seen<Items>('checklist { items { key version } }');
  await desk.ask(officer, VERIFY, { ids: submitted.items.map(({ key, version }) => `${key}@${version}`) });
  expect(await seen('checklist { verified { percent } }')).toEqual({
    checklist: { verified: { percent: 100 } },
  });
  await desk.settle();
  const { data } = await desk.run(
    rollout as never,
    officer,
    `{ ${SCHOOL_OF} { ... on School { compliance { readyDeclared readyVerified } } } }`,
  );
  expect(data).toEqual({ _entities: [{ compliance: { readyDeclared: true, readyVerified: true } }] });
});
