import { randomUUID } from 'node:crypto';

import type { Database } from '../../../db/database.js';
import type { Actor, Role } from '../../../shared/actor.js';
import { openTestHub, type Answer, type TestHub } from '../../support/hub.js';
import { sharedDatabase } from '../../support/shared.js';
import { actorOf } from '../../support/subgraph.js';
import type { Hub } from '../hub.js';
import { builtPage } from '../page.js';

/** A real hub where something of every kind waits for the office, made through the graph by those whose it is. */
export interface Scene extends Hub {
  readonly behind: TestHub;
  /** Asks as someone; fails where the graph refuses. */
  ask(actor: Actor, document: string, variables?: Record<string, unknown>): Promise<Answer['data']>;
}

/** Building the page and filling the hub take their time on a busy machine. */
export const OPENING_MS = 300_000;

export const TODAY = new Date('2024-05-20T08:00:00+07:00');
/** Its checklist is submitted, its certificate registered. */
export const first = '31306981';
/** Its checklist is submitted too, and one of its records asked back. */
export const second = '31306982';
/** It reported a difficulty that nobody answered, and recommends. */
export const troubled = '31306984';

export const officer = actorOf('district_officer');
export const head = actorOf('district_head');
export const adminOf = (school: string): Actor => actorOf('school_admin', [school]);
export const principalOf = (school: string): Actor => actorOf('principal', [school]);

/** Opens the scene on 20 May 2024: twelve synthetic schools, and what waits. */
export async function openScene(): Promise<Scene> {
  const copy = await sharedDatabase('scene', fill);
  const behind = await openTestHub({
    database: await copy(),
    fill: 'nothing',
    start: TODAY,
    pages: await builtPage(),
  });
  return {
    url: behind.url,
    behind,
    ask: askOver(behind),
    cookie: (role, schools = []) => behind.cookie(visitor(role, schools)),
    token: (role, schools = []) => behind.token(visitor(role, schools)),
    stop: () => behind.close(),
  };
}

/** Everybody's part, in a hub that begins two weeks before. */
async function fill(database: Database): Promise<void> {
  const behind = await openTestHub({
    database: { ...database, url: null },
    fill: 'schools',
    start: new Date('2024-05-06T08:00:00+07:00'),
  });
  const ask = askOver(behind);
  await report(ask);
  behind.clock.set(TODAY);
  for (const school of [first, second]) await submit(ask, school);
  await stamp(ask, first, '5401:A1B2:0001');
  await recall(ask, () => behind.host.settle());
  await plan(ask);
  await behind.host.passTime();
  await behind.host.settle();
  await behind.close();
}

function askOver(behind: TestHub): Scene['ask'] {
  return async (actor, document, variables = {}) => {
    const { data, errors } = await behind.send(actor, document, variables);
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  };
}

/** Who opens the page: none of those who made the scene, so that nobody verifies what is his own. */
function visitor(role: Role, schools: readonly string[]): Actor {
  return { subject: role, name: role, role, schools: schools.length === 0 ? 'all' : schools };
}

type Ask = Scene['ask'];

/** What schools told the office two weeks ago. */
async function report(ask: Ask): Promise<void> {
  const difficulty = (category: string, severity: string, description: string) =>
    ask(
      principalOf(troubled),
      'mutation($input: ReportDifficultyInput!) { reportDifficulty(input: $input) { difficulty { id } } }',
      { input: { school: troubled, category, severity, description } },
    );
  await difficulty('CERTIFICATE', 'MAJOR', 'Chưa được cấp lại chứng thư số của tổ chức.');
  await difficulty('INFRASTRUCTURE', 'MINOR', 'Mạng điểm trường phụ thường mất kết nối vào buổi chiều.');
  for (const [school, text] of [
    [troubled, 'Đề nghị rút ngắn thời gian cấp lại chứng thư số.'],
    [first, 'Đề nghị hỗ trợ kinh phí gia hạn chữ ký số cá nhân.'],
  ] as const) {
    await ask(
      principalOf(school),
      'mutation($input: SendRecommendationInput!) { sendRecommendation(input: $input) { recommendation { id } } }',
      { input: { school, direction: 'SCHOOL_TO_DISTRICT', text } },
    );
  }
}

interface Item {
  id: string;
  kind: string;
}

/** Fills a school's whole checklist and has its principal answer for it. */
async function submit(ask: Ask, school: string): Promise<void> {
  const known = await ask(
    officer,
    'query($code: ID!) { school(code: $code) { headcount { managers homeroomInScope } checklist { items { id kind } } } }',
    { code: school },
  );
  const { headcount, checklist } = known.school;
  for (const { id, kind } of checklist.items as Item[]) {
    await ask(
      adminOf(school),
      'mutation($input: SaveChecklistItemInput!) { saveChecklistItem(input: $input) { item { id } } }',
      { input: { school, item: id, value: valueOf(id, kind, headcount), expectedVersion: 0 } },
    );
  }
  await ask(
    principalOf(school),
    'mutation($school: ID!) { submitChecklist(school: $school) { school { code } } }',
    {
      school,
    },
  );
}

function valueOf(item: string, kind: string, people: { managers: number; homeroomInScope: number }): object {
  switch (kind) {
    case 'BOOL':
      return { bool: true };
    case 'COUNT':
      return { count: 25 };
    case 'RATIO': {
      const whole = item === 'SIGNATURES_MANAGERS' ? people.managers : people.homeroomInScope;
      return { numerator: whole, denominator: whole };
    }
    case 'DATE':
      return { date: '2024-05-17' };
    case 'DOC':
      return { number: '12/QĐ-TH', date: '2024-04-12' };
    default:
      return { text: 'Phần mềm quản lý trường học Mẫu A (dữ liệu giả)' };
  }
}

/** A certificate that its school has declared and registered. */
async function stamp(ask: Ask, school: string, serial: string): Promise<{ id: string }> {
  const { declareCertificate } = await ask(
    adminOf(school),
    'mutation($input: DeclareCertificateInput!) { declareCertificate(input: $input) { certificate { id } } }',
    {
      input: {
        school,
        serial,
        issuer: 'VGCA',
        kind: 'USB_TOKEN',
        validFrom: '2024-04-01T00:00:00+07:00',
        validTo: '2026-04-01T00:00:00+07:00',
      },
    },
  );
  const { id } = declareCertificate.certificate as { id: string };
  await ask(adminOf(school), 'mutation($id: ID!) { registerCertificate(id: $id) { certificate { id } } }', {
    id,
  });
  return { id };
}

/** An accepted record that its school asks back; records are issued with an approved certificate only (II.3-3). */
async function recall(ask: Ask, settle: () => Promise<void>): Promise<void> {
  const { id } = await stamp(ask, second, '5401:A1B2:0002');
  await ask(officer, 'mutation($id: ID!) { approveCertificate(id: $id) { certificate { id } } }', { id });
  // Where records are kept, the approval is known by its event.
  await settle();
  const uuid = randomUUID();
  const unit = { uuid, grade: 1, class: '1A1', state: 'ACCEPTED', at: '2024-05-18T09:00:00+07:00' };
  await ask(
    adminOf(second),
    'mutation($input: PushRecordsInput!) { pushRecords(input: $input) { created } }',
    {
      input: { school: second, schoolYear: '2023-2024', units: [unit], idempotencyKey: randomUUID() },
    },
  );
  await ask(
    principalOf(second),
    'mutation($input: RequestRecallInput!) { requestRecall(input: $input) { recalls { id } } }',
    { input: { school: second, uuids: [uuid], reason: 'Ghi sai lớp, trường xin phát hành lại.' } },
  );
}

/** What the office itself has begun. */
async function plan(ask: Ask): Promise<void> {
  await ask(officer, 'mutation($input: PlanVisitInput!) { planVisit(input: $input) { visit { id } } }', {
    input: { school: first, plannedOn: '2024-05-20', purpose: 'Xem việc ký học bạ khối 1.' },
  });
  await ask(
    officer,
    'mutation($input: PublishDocumentInput!) { publishDocument(input: $input) { document { id } } }',
    {
      input: {
        kind: 'GUIDANCE',
        number: '45/PGDĐT',
        title: 'Hướng dẫn quy trình nghiệp vụ học bạ số',
        issuer: 'Phòng Giáo dục và Đào tạo',
        issuedOn: '2024-05-15',
        clauses: ['III-2'],
      },
    },
  );
  await ask(
    head,
    'mutation($input: SetBudgetLineInput!) { setBudgetLine(input: $input, expectedVersion: 0) { line { id } } }',
    {
      input: {
        source: 'STATE_BUDGET',
        activity: 'Tập huấn cán bộ quản lý, giáo viên',
        planned: 45000000,
        spent: 41500000,
      },
    },
  );
}
