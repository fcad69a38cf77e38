import type { ItemValue } from '../../shared/events/contracts.js';
import {
  approveCertificate,
  assignDuty,
  declareCertificate,
  itemKey,
  logCommunication,
  registerCertificate,
  rejectCertificate,
  returnItem,
  setWorkingGroup,
} from '../../subgraphs/readiness/index.js';
import { recordTraining } from '../../subgraphs/training/index.js';
import { adminOf, dayAfter, moment, officer, type Action } from './actions.js';
import { save, submit, verify } from './checklist.js';
import type { SeedSchool, SeedTemplate } from './data.js';
import type { Profile } from './profiles.js';

/** What a school does to get ready (IV.2), and what the office answers, from April to the early days of May. */
export function preparation(school: SeedSchool, profile: Profile, template: SeedTemplate): Action[] {
  return [
    ...organisation(profile, template),
    ...conditions(school, profile),
    ...signatures(school, profile),
    ...stamp(profile),
    ...trainingAndCommunication(school, profile),
    ...review(profile, template),
  ];
}

function organisation({ code, startsLate }: Profile, { duties }: SeedTemplate): Action[] {
  const admin = adminOf(code);
  const day = dayAfter('04-15', startsLate);
  const number = code.slice(-2);
  return [
    {
      at: moment(day, '09:00'),
      actor: admin,
      run: (session) =>
        setWorkingGroup(session, {
          school: code,
          decisionNumber: `${number}/QĐ-TH`,
          decisionDate: `2024-${day}`,
          members: [
            { name: 'Hiệu trưởng (dữ liệu giả)', role: 'HEAD' },
            { name: 'Văn thư (dữ liệu giả)', role: 'SECRETARY' },
          ],
        }),
    },
    save(code, dayAfter(day, 1), '08:30', 'SCHOOL_PLAN', {
      kind: 'DOC',
      number: `${number}/KH-TH`,
      date: `2024-${dayAfter(day, 1)}`,
    }),
    ...duties.map(({ id }, index): Action => ({
      at: moment(dayAfter(day, 1), `09:${String(10 + index).padStart(2, '0')}`),
      actor: admin,
      run: (session) =>
        assignDuty(session, { school: code, duty: id, person: `Cán bộ ${index + 1} (dữ liệu giả)` }),
    })),
  ];
}

function conditions({ headcount }: SeedSchool, { code, startsLate, hasCommitment }: Profile): Action[] {
  const day = dayAfter('04-17', startsLate);
  const later = dayAfter('04-22', startsLate);
  const today: ItemValue = { kind: 'DATE', date: `2024-${day}` };
  return [
    save(code, day, '08:15', 'COMPUTERS_CONNECTED', {
      kind: 'COUNT',
      count: 18 + Math.round(headcount.teachers / 4),
    }),
    save(code, day, '08:20', 'SOFTWARE_NAME', {
      kind: 'TEXT',
      text: 'Phần mềm quản lý trường học Mẫu A 4.2 (dữ liệu giả)',
    }),
    ...['DATA_MANAGERS', 'DATA_TEACHERS', 'DATA_PUPILS', 'DATA_RESULTS'].map((item, index) =>
      save(code, day, `08:${30 + index}`, item, today),
    ),
    save(code, day, '09:05', 'RECORD_SOFTWARE', { kind: 'TEXT', text: 'Học bạ số Mẫu A (dữ liệu giả)' }),
    save(code, day, '09:10', 'ADMINISTRATORS', { kind: 'COUNT', count: 1 }),
    save(code, day, '09:12', 'ADMINISTRATORS_BACKUP', { kind: 'COUNT', count: 1 }),
    save(code, later, '14:00', 'MOET_LINK', { kind: 'BOOL', bool: true }),
    save(code, later, '14:05', 'PAPER_REPLACED', { kind: 'BOOL', bool: false }),
    save(code, later, '14:10', 'RESOURCES', { kind: 'BOOL', bool: true }),
    ...(hasCommitment
      ? [
          save(code, later, '15:00', 'PROVIDER_COMMITMENT', {
            kind: 'DOC',
            number: `CK-${code.slice(-2)}`,
            date: '2024-04-18',
          }),
        ]
      : []),
  ];
}

/** Managers sign first; what remains are homeroom teachers in scope. */
function signatures({ headcount }: SeedSchool, profile: Profile): Action[] {
  const { managers, homeroomInScope } = headcount;
  const managersAll: ItemValue = { kind: 'RATIO', numerator: managers, denominator: managers };
  return [
    save(profile.code, '04-20', '10:00', 'SIGNATURES_MANAGERS', managersAll),
    ...profile.signatures.flatMap(({ day, signed }, index) => {
      const value: ItemValue = { kind: 'RATIO', numerator: signed - managers, denominator: homeroomInScope };
      const saved = save(profile.code, day, '10:10', 'SIGNATURES_TEACHERS', value);
      const isCompletion = index > 0 && day > '05';
      return isCompletion
        ? [
            saved,
            submit(profile.code, day, '11:00'),
            verify(profile.code, dayAfter(day, 2), ['SIGNATURES_TEACHERS']),
          ]
        : [saved];
    }),
  ];
}

function stamp({ code, certificate }: Profile): Action[] {
  const admin = adminOf(code);
  let id = '';
  const declare: Action = {
    at: moment('04-17', '15:00'),
    actor: admin,
    run: async (session) => {
      const declared = await declareCertificate(session, {
        school: code,
        serial: `54:0A:${code.slice(-2)}:7F`,
        issuer: code === '31306990' ? 'VIETTEL-CA (dữ liệu giả)' : 'BAN CƠ YẾU (dữ liệu giả)',
        kind: 'USB_TOKEN',
        validFrom: new Date('2024-04-01T00:00:00+07:00'),
        validTo: new Date('2026-03-31T23:59:59+07:00'),
      });
      ({ id } = declared);
    },
  };
  const register: Action = {
    at: moment('04-19', '15:00'),
    actor: admin,
    run: (session) => registerCertificate(session, { id }),
  };
  const reason = 'Chứng thư là của cá nhân hiệu trưởng, không phải của nhà trường.';
  return certificate === 'APPROVED'
    ? [
        declare,
        register,
        {
          at: moment('04-23', '16:00'),
          actor: officer,
          run: (session) => approveCertificate(session, { id }),
        },
      ]
    : [
        declare,
        register,
        {
          at: moment('04-24', '16:00'),
          actor: officer,
          run: (session) => rejectCertificate(session, { id, reason }),
        },
      ];
}

function trainingAndCommunication(
  { headcount }: SeedSchool,
  { code, training, lastNews }: Profile,
): Action[] {
  const admin = adminOf(code);
  const atCity = { managers: headcount.managers, teachers: 4, staff: 0 };
  const share = (all: number) => Math.floor(all * training.share);
  const inform = (
    day: string,
    audiences: readonly ('MANAGERS' | 'TEACHERS' | 'STAFF' | 'PARENTS' | 'PUPILS')[],
    description: string,
  ): Action => ({
    at: moment(day, '16:30'),
    actor: admin,
    run: (session) =>
      logCommunication(session, { school: code, audiences, heldOn: `2024-${day}`, description }),
  });
  return [
    {
      at: moment('04-19', '17:00'),
      actor: admin,
      run: (session) =>
        recordTraining(session, {
          school: code,
          organiser: 'CITY',
          heldOn: '2024-04-19',
          topic: 'Hội nghị quán triệt, tập huấn của Sở',
          newlyTrained: atCity,
        }),
    },
    {
      at: moment(training.day, '17:00'),
      actor: admin,
      run: (session) =>
        recordTraining(session, {
          school: code,
          organiser: 'SCHOOL',
          heldOn: `2024-${training.day}`,
          topic: 'Hội nghị tập huấn nghiệp vụ học bạ số tại trường',
          newlyTrained: {
            managers: 0,
            teachers: share(headcount.teachers) - atCity.teachers,
            staff: share(headcount.staff),
          },
        }),
    },
    inform(
      '04-22',
      ['MANAGERS', 'TEACHERS', 'STAFF'],
      'Phổ biến kế hoạch triển khai học bạ số trong hội đồng sư phạm.',
    ),
    inform('04-25', ['PARENTS', 'PUPILS'], 'Thông báo tới phụ huynh và học sinh qua họp lớp.'),
    ...(lastNews === undefined
      ? []
      : [inform(lastNews, ['PARENTS'], 'Nhắc lại lợi ích của học bạ số khi họp phụ huynh cuối năm.')]),
  ];
}

/** The principal submits, the office verifies, and sends back what is not complete. A school without its provider's commitment cannot submit. */
function review(
  { code, hasCommitment, signatures: steps, startsLate }: Profile,
  { items }: SeedTemplate,
): Action[] {
  if (!hasCommitment) return [];
  const isSignedInTime = steps.every(({ day }) => day < '04-27');
  const submitDay = isSignedInTime ? '04-26' : '04-27';
  const reason = 'Chưa đủ 100 % giáo viên chủ nhiệm khối 1–4 có chữ ký số; bổ sung rồi gửi lại.';
  const verified = items.map(({ id }) => id).filter((id) => isSignedInTime || id !== 'SIGNATURES_TEACHERS');
  return [
    submit(code, submitDay, '16:45'),
    verify(code, dayAfter(submitDay, startsLate > 1 ? 1 : 0), verified),
    ...(isSignedInTime
      ? []
      : [
          {
            at: moment('04-28', '20:00'),
            actor: officer,
            run: (session) => returnItem(session, { id: itemKey(code, 'SIGNATURES_TEACHERS'), reason }),
          } satisfies Action,
        ]),
  ];
}
