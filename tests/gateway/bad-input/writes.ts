import { admin, asks, bad, head, OTHER, principal, SCHOOL, type BadInput, type Facts } from './case.js';

const SAVE = 'mutation($input: SaveChecklistItemInput!) { saveChecklistItem(input: $input) { item { id } } }';
const TRAIN = 'mutation($input: RecordTrainingInput!) { recordTraining(input: $input) { session { id } } }';
const COUNT =
  'mutation($input: UpdateRecordCountsInput!) { updateRecordCounts(input: $input) { grade { grade } } }';
const MOVE =
  'mutation($input: UpdateTaskProgressInput!) { updateTaskProgress(input: $input) { task { id } } }';
const TELL =
  'mutation($input: LogCommunicationInput!) { logCommunication(input: $input) { activity { id } } }';
const STAMP =
  'mutation($input: DeclareCertificateInput!) { declareCertificate(input: $input) { certificate { id } } }';
const EXTEND =
  'mutation($input: ExtendDeadlineInput!) { extendDeadline(input: $input) { extension { rule } } }';
const RETURN =
  'mutation($id: ID!, $reason: String!) { returnItem(id: $id, reason: $reason) { item { id } } }';

const item = { school: SCHOOL, item: 'COMPUTERS_CONNECTED', value: { count: 3 }, expectedVersion: 1 };
const newlyTrained = { managers: 0, teachers: 1, staff: 0 };
const session = {
  school: SCHOOL,
  organiser: 'SCHOOL',
  heldOn: '2024-04-12',
  topic: 'Tập huấn',
  newlyTrained,
};
const states = [{ state: 'NOT_STARTED', count: 10 }];
const counts = {
  school: SCHOOL,
  schoolYear: '2023-2024',
  grade: 1,
  eligible: 10,
  states,
  expectedVersion: 0,
};
const news = { school: SCHOOL, audiences: ['PARENTS'], heldOn: '2024-04-12', description: 'Họp phụ huynh.' };
const validity = { validFrom: '2024-04-01T00:00:00+07:00', validTo: '2026-03-31T23:59:59+07:00' };
const certificate = { school: SCHOOL, serial: '54:0A', issuer: 'BAN CƠ YẾU', kind: 'USB_TOKEN', ...validity };

/** What stands before: the item at version 1, and a certificate of that serial. */
export const before = [
  { actor: admin, document: SAVE, variables: { input: { ...item, expectedVersion: 0 } } },
  { actor: admin, document: STAMP, variables: { input: certificate } },
];

export const saves = by(admin, SAVE, item);
export const trains = by(admin, TRAIN, session);
export const tells = by(admin, TELL, news);
const reports = by(admin, COUNT, counts);
const stamps = by(admin, STAMP, certificate);
const moves = by(head, MOVE, { task: 'T7', state: 'IN_PROGRESS', expectedVersion: 0 });
const signatures = { item: 'SIGNATURES_TEACHERS', expectedVersion: 0 };

/** Writes that the subgraph whose they are refuses. */
export const unlawfulWrites: readonly BadInput[] = [
  asks('an unknown school', TRAIN, notFound('31306000'), { input: { ...session, school: '31306000' } }),
  asks(
    'a school code that is none',
    TRAIN,
    { code: 'NOT_FOUND' },
    { input: { ...session, school: "1' or '1'='1" } },
  ),
  saves('a foreign school', { school: OTHER }, { code: 'FORBIDDEN', school: OTHER, role: 'school_admin' }),
  saves('a stale version', { expectedVersion: 0 }, conflict(0, 1)),
  saves('a version that is still to come', { expectedVersion: 9 }, conflict(9, 1)),
  moves('a stale version of a task', { expectedVersion: 7 }, conflict(7, 0)),
  saves(
    'a numerator above its denominator',
    { ...signatures, value: { numerator: 32, denominator: 31 } },
    bad('value.numerator', { expected: 'at most 31', got: 32 }),
  ),
  saves(
    "a denominator that is not the register's",
    { ...signatures, value: { numerator: 1, denominator: 2 } },
    bad('value.denominator', { got: 2 }),
  ),
  saves('a negative count', { value: { count: -1 } }, bad('value.count', { got: -1 })),
  saves('a value of another kind', { value: { bool: true } }, bad('value.bool')),
  saves('no value', { value: {} }, bad('value.count')),
  saves('an unknown item', { item: 'COLOUR' }, bad('item', { got: 'COLOUR' })),
  trains('a day in the future', { heldOn: '2024-04-16' }, bad('heldOn', { got: '2024-04-16' })),
  trains(
    'more people than there are',
    { newlyTrained: { ...newlyTrained, teachers: 55 } },
    bad('newlyTrained.teachers', { expected: 'at most 54', got: 55 }),
  ),
  trains('a blank topic', { topic: ' \u00a0 ' }, bad('topic')),
  reports('counts that do not add up', { eligible: 11 }, bad('states', { got: 10 })),
  reports('a grade out of scope', { grade: 5 }, bad('grade', { got: 5 })),
  reports('an unknown school year', { schoolYear: '2023' }, bad('schoolYear', { got: '2023' })),
  reports(
    'more pupils than are enrolled',
    { eligible: 370, states: [{ state: 'NOT_STARTED', count: 370 }] },
    bad('eligible', { expected: 'at most 369', got: 370 }),
  ),
  reports('records issued without a stamp', { states: [{ state: 'ISSUED', count: 10 }] }, bad('states')),
  moves(
    'a transition that a task lacks',
    { state: 'CONFIRMED' },
    transition('PLANNED', 'CONFIRMED', ['IN_PROGRESS', 'CANCELLED']),
  ),
  moves('a reason that is owed', { state: 'CANCELLED', reason: '  ' }, bad('reason')),
  asks(
    'a transition that an item lacks',
    'mutation($ids: [ID!]!) { verifyItems(ids: $ids) { items { id } } }',
    transition('DRAFT', 'VERIFIED', ['DRAFT', 'SUBMITTED', 'NOT_APPLICABLE']),
    { ids: [`${SCHOOL}:COMPUTERS_CONNECTED`] },
  ),
  asks('a blank reason', RETURN, bad('reason'), { id: `${SCHOOL}:COMPUTERS_CONNECTED`, reason: ' \u00a0 ' }),
  asks('a key that is none', RETURN, bad('id'), { id: 'COMPUTERS', reason: 'x' }),
  asks(
    'an id that is none',
    'mutation { approveCertificate(id: "x") { certificate { id } } }',
    notFound('x'),
  ),
  {
    what: 'a checklist that is not complete',
    actor: principal,
    document: `mutation { submitChecklist(school: "${SCHOOL}") { items { id } } }`,
    variables: {},
    facts: { code: 'INCOMPLETE_CHECKLIST', school: SCHOOL },
  },
  stamps('a serial that stands already', {}, bad('serial')),
  stamps(
    'a certificate that ends before it begins',
    { serial: '54:0B', validTo: '2024-03-01T00:00:00+07:00' },
    bad('validTo'),
  ),
  asks('a deadline that is not later', EXTEND, bad('to'), {
    input: { school: SCHOOL, rule: 'R01', to: '2024-04-28T23:59:59+07:00', reason: 'x' },
  }),
  tells('words beyond their bound', { description: 'x'.repeat(5001) }, bad('description')),
];

/** A write like `input`, but for some of it. */
function by(actor: BadInput['actor'], document: string, input: object) {
  return (what: string, changes: object, facts: Facts): BadInput => ({
    what,
    actor,
    document,
    variables: { input: { ...input, ...changes } },
    facts,
  });
}

function notFound(id: string): Facts {
  return { code: 'NOT_FOUND', id };
}

function conflict(expectedVersion: number, currentVersion: number): Facts {
  return { code: 'VERSION_CONFLICT', expectedVersion, currentVersion };
}

function transition(from: string, to: string, allowed: string[]): Facts {
  return { code: 'INVALID_TRANSITION', from, to, allowed };
}
