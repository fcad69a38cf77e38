import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestHub, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';
import { oversight } from '../support/oversight.js';

const school = '31306981';
const admin = person('school_admin', [school]);
const principal = person('principal', [school]);
const officer = person('district_officer');
const head = person('district_head');

let hub: TestHub;
let people: { managers: number; teachers: number; staff: number; homeroomInScope: number };
let pupils: { grade: number; pupils: number }[];

beforeAll(async () => {
  hub = await openTestHub({ start: new Date('2024-04-15T08:00:00+07:00') });
});
afterAll(() => hub.close());

const { ask, act, on, standing, save } = oversight(() => hub, school);

describe('a school gets ready, as the plan has it', () => {
  test('15/4: it is in the register and has started nothing; nobody takes that for "ready"', async () => {
    const data = await ask(
      admin,
      `query($code: ID!) { school(code: $code) { headcount { managers teachers staff homeroomInScope } enrolment { grade pupils inScope } } }`,
      { code: school },
    );
    people = data.school.headcount;
    pupils = data.school.enrolment.filter(({ inScope }: { inScope: boolean }) => inScope);
    const { checklist, status, readyDeclared, readyVerified } = await standing();
    expect(new Set(checklist.items.map(({ state }: { state: string }) => state))).toEqual(
      new Set(['NOT_STARTED']),
    );
    expect({ status, readyDeclared, readyVerified }).toEqual({
      status: 'UNKNOWN',
      readyDeclared: false,
      readyVerified: false,
    });
  });

  test('IV.2-1: it sets up its working group', async () => {
    on('04-15');
    await act(admin, 'setWorkingGroup', 'SetWorkingGroupInput', {
      school,
      decisionNumber: '81/QĐ-TH',
      decisionDate: '2024-04-15',
      members: [{ name: 'Hiệu trưởng (dữ liệu giả)', role: 'HEAD' }],
    });
    expect((await standing()).state('R01')).toBe('MET');
  });

  test('IV.2-2: it makes its plan, and names a person for every duty', async () => {
    on('04-16');
    await save('SCHOOL_PLAN', { number: '81/KH-TH', date: '2024-04-16' });
    const { school: own } = await ask(
      admin,
      `query($code: ID!) { school(code: $code) { plan { duties { id } } } }`,
      {
        code: school,
      },
    );
    for (const { id: duty } of own.plan.duties) {
      await act(admin, 'assignDuty', 'AssignDutyInput', { school, duty, person: 'Cán bộ (dữ liệu giả)' });
    }
    expect((await standing()).state('R02')).toBe('MET');
  });

  test('II.3-2, II.3-4, I.2-4: computers, software, its provider’s commitment and administrators', async () => {
    on('04-17');
    await save('COMPUTERS_CONNECTED', { count: 30 });
    await save('SOFTWARE_NAME', { text: 'Phần mềm quản lý trường học (dữ liệu giả)' });
    for (const item of ['DATA_MANAGERS', 'DATA_TEACHERS', 'DATA_PUPILS', 'DATA_RESULTS'])
      await save(item, { date: '2024-04-17' });
    await save('RECORD_SOFTWARE', { text: 'Học bạ số (dữ liệu giả)' });
    await save('PROVIDER_COMMITMENT', { number: 'CK-81', date: '2024-04-16' });
    await save('ADMINISTRATORS', { count: 1 });
    await save('ADMINISTRATORS_BACKUP', { count: 1 });
    await save('MOET_LINK', { bool: true });
    await save('PAPER_REPLACED', { bool: false });
    await save('RESOURCES', { bool: true });
    const { state } = await standing();
    expect(['R04', 'R05', 'R06', 'R10'].map(state)).toEqual(['MET', 'MET', 'MET', 'MET']);
  });

  test('II.3-3: managers and teachers have signatures, and the office approves the stamp', async () => {
    on('04-18');
    await save('SIGNATURES_MANAGERS', { numerator: people.managers, denominator: people.managers });
    await save('SIGNATURES_TEACHERS', {
      numerator: people.homeroomInScope,
      denominator: people.homeroomInScope,
    });
    const { certificate } = await act(
      admin,
      'declareCertificate',
      'DeclareCertificateInput',
      {
        school,
        serial: '54:0A:81',
        issuer: 'BAN CƠ YẾU (dữ liệu giả)',
        kind: 'USB_TOKEN',
        validFrom: '2024-04-01T00:00:00+07:00',
        validTo: '2026-03-31T23:59:59+07:00',
      },
      'certificate { id }',
    );
    expect((await standing()).state('R09')).toBe('UNMET');
    const { id } = certificate;
    await ask(admin, 'mutation($id: ID!) { registerCertificate(id: $id) { certificate { state } } }', { id });
    await ask(officer, 'mutation($id: ID!) { approveCertificate(id: $id) { certificate { state } } }', {
      id,
    });
    const { state } = await standing();
    expect(['R07', 'R08', 'R09'].map(state)).toEqual(['MET', 'MET', 'MET']);
  });

  test('III-3, IV.2-5, T3: its people are trained, by Sở and at school, all of them', async () => {
    on('04-19');
    const session = { school, heldOn: '2024-04-19', topic: 'Tập huấn Học bạ số' };
    await act(admin, 'recordTraining', 'RecordTrainingInput', {
      ...session,
      organiser: 'CITY',
      newlyTrained: { managers: people.managers, teachers: 4, staff: 0 },
    });
    await act(admin, 'recordTraining', 'RecordTrainingInput', {
      ...session,
      organiser: 'SCHOOL',
      newlyTrained: { managers: 0, teachers: people.teachers - 4, staff: people.staff },
    });
    const { state } = await standing();
    expect(['R12', 'R13'].map(state)).toEqual(['MET', 'MET']);
  });

  test('IV.2-3: it tells managers, teachers, staff, parents and pupils', async () => {
    on('04-20');
    await act(admin, 'logCommunication', 'LogCommunicationInput', {
      school,
      audiences: ['MANAGERS', 'TEACHERS', 'STAFF', 'PARENTS', 'PUPILS'],
      heldOn: '2024-04-20',
      description: 'Họp phụ huynh, chào cờ đầu tuần.',
    });
    expect((await standing()).state('R11')).toBe('MET');
  });

  test('III-2, T4: the office publishes its guidance, and the school confirms that it has it', async () => {
    on('04-22');
    const { document } = await act(
      officer,
      'publishDocument',
      'PublishDocumentInput',
      {
        kind: 'GUIDANCE',
        number: '45/HD-GDĐT',
        title: 'Hướng dẫn quy trình nghiệp vụ',
        issuer: 'Phòng GD&ĐT',
        issuedOn: '2024-04-22',
        clauses: ['III-2'],
      },
      'document { id }',
    );
    await ask(
      principal,
      'mutation($id: ID!, $school: ID!) { acknowledgeDocument(id: $id, school: $school) { school { code } } }',
      {
        id: document.id,
        school,
      },
    );
    expect((await standing()).state('R14')).toBe('MET');
  });

  test('IV.1-4: its admin cannot attest; its principal hands the review in: ready as declared, not yet as verified', async () => {
    on('04-24');
    const submit = 'mutation($school: ID!) { submitChecklist(school: $school) { items { state } } }';
    expect((await hub.send(admin, submit, { school })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    await ask(principal, submit, { school });
    const { state, readyDeclared, readyVerified } = await standing();
    expect([state('R03'), readyDeclared, readyVerified]).toEqual(['MET', true, false]);
  });

  test('IV.1-4, D4: nobody verifies what they declared; the office does: ready, verified and on schedule', async () => {
    on('04-26');
    const { checklist } = await standing();
    const ids = checklist.items.map(({ key }: { key: string }) => key);
    const verify = 'mutation($ids: [ID!]!) { verifyItems(ids: $ids) { items { state } } }';
    expect((await hub.send(principal, verify, { ids })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    await ask(officer, verify, { ids });
    expect(await standing()).toMatchObject({
      status: 'COMPLIANT',
      readyDeclared: true,
      readyVerified: true,
      score: { percent: 100 },
    });
  });

  test('II.1-2, T6: its records of the grades in scope are issued and accepted before 30/6, and it stays on schedule', async () => {
    on('06-20');
    for (const { grade, pupils: eligible } of pupils) {
      await act(admin, 'updateRecordCounts', 'UpdateRecordCountsInput', {
        school,
        schoolYear: '2023-2024',
        grade,
        eligible,
        states: [{ state: 'ACCEPTED', count: eligible }],
        expectedVersion: 0,
      });
    }
    hub.clock.set(new Date('2024-07-01T08:00:00+07:00'));
    const { state, status, readyVerified, score, lines } = await standing();
    expect({ r15: state('R15'), status, readyVerified, percent: score.percent }).toEqual({
      r15: 'MET',
      status: 'COMPLIANT',
      readyVerified: true,
      percent: 100,
    });
    expect(lines.filter(({ doneLate }: { doneLate: boolean }) => doneLate)).toEqual([]);
  });

  test('III-5, T7: the head freezes the final report, in which the school stands as it does in the graph', async () => {
    const { report } = await act(
      head,
      'freezeFinalReport',
      'FreezeFinalReportInput',
      { asOf: '2024-07-01T08:00:00+07:00', remarks: 'Trường đã hoàn thành kế hoạch.' },
      'report { content isReproduced }',
    );
    const { progress } = JSON.parse(report.content);
    expect(progress.schools.find(({ code }: { code: string }) => code === school)).toMatchObject({
      status: 'COMPLIANT',
      readyVerified: true,
      unmet: [],
    });
    expect(report.isReproduced).toBe(true);
  });
});
