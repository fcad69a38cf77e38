import {
  decideRecommendation,
  forwardRecommendations,
  planVisit,
  recordVisit,
  sendRecommendation,
  setBudgetLine,
} from '../../subgraphs/rollout/index.js';
import { localActor, demoSchools } from '../tokens.js';
import { dayAfter, head, moment, officer, principalOf, type Action } from './actions.js';

const inspector = localActor('inspector', demoSchools.inspector ?? []);

/** What the office sees at schools (IV.1-1, T6), hears from them (IV.2-6), tells the city (IV.1-5), and spends (V). */
export function oversight(): Action[] {
  return [
    ...visit('31306981', '05-08', 'Trường đã đủ điều kiện; tổ công tác hoạt động đúng kế hoạch.'),
    ...visit('31306982', '05-15', 'Hạ tầng tốt. Nhà trường cần lịch ký học bạ theo khối trước 15/6.'),
    planned('31306983', '06-19', 'Xem việc ký và phát hành học bạ khối 1, 2.'),
    planned('31306984', '06-25', 'Hỗ trợ làm lại hồ sơ chứng thư số của nhà trường.'),
    ...recommendations(),
    ...budget(),
  ];
}

function visit(school: string, day: string, report: string): Action[] {
  let id = '';
  return [
    {
      at: moment(dayAfter(day, -7), '09:00'),
      actor: inspector,
      run: async (session) => {
        ({ id } = await planVisit(session, { school, plannedOn: `2024-${day}` }));
      },
    },
    {
      at: moment(day, '16:00'),
      actor: inspector,
      run: (session) =>
        recordVisit(session, {
          id,
          school,
          doneOn: `2024-${day}`,
          findings: [{ text: 'Sổ theo dõi tập huấn đầy đủ, có chữ ký.', severity: 'MINOR', becomes: 'NOTE' }],
          report,
        }),
    },
  ];
}

function planned(school: string, day: string, purpose: string): Action {
  return {
    at: moment('06-12', '09:00'),
    actor: officer,
    run: (session) =>
      planVisit(session, { school, plannedOn: `2024-${day}`, purpose, inspector: inspector.subject }),
  };
}

/** Two that went on to the city as one, one that was accepted, and one that still waits for the office's answer. */
function recommendations(): Action[] {
  const sent: string[] = [];
  const send = (school: string, day: string, text: string): Action => ({
    at: moment(day, '10:00'),
    actor: principalOf(school),
    run: async (session) => {
      const { id } = await sendRecommendation(session, {
        school,
        direction: 'SCHOOL_TO_DISTRICT',
        text,
        sources: [],
        draft: false,
      });
      sent.push(id);
    },
  });
  return [
    send('31306984', '05-06', 'Đề nghị rút ngắn thời gian cấp lại chứng thư số cho tổ chức.'),
    send('31306987', '05-07', 'Đề nghị hỗ trợ kinh phí gia hạn chữ ký số cá nhân cho giáo viên chủ nhiệm.'),
    send('31306985', '05-08', 'Đề nghị Phòng tổ chức thêm một buổi tập huấn cho nhân viên văn thư.'),
    {
      at: moment('05-10', '14:00'),
      actor: officer,
      run: (session) =>
        decideRecommendation(session, {
          id: sent[2] ?? '',
          decision: 'ACCEPT',
          reply: 'Phòng sẽ tổ chức trong tháng 5, ghép với buổi hướng dẫn của đơn vị cung cấp.',
        }),
    },
    {
      at: moment('05-13', '09:00'),
      actor: officer,
      run: (session) =>
        forwardRecommendations(session, {
          ids: sent.slice(0, 2),
          text: 'Phòng GD&ĐT kiến nghị Sở làm việc với đơn vị cấp chứng thư số để rút ngắn thời gian cấp lại và có hướng dẫn nguồn kinh phí gia hạn chữ ký số.',
        }),
    },
    send(
      '31306990',
      '06-14',
      'Đề nghị Phòng làm việc với đơn vị cung cấp phần mềm về văn bản cam kết dịch vụ.',
    ),
  ];
}

/** Synthetic amounts: the plan gives none. */
function budget(): Action[] {
  const line = (activity: string, planned: number, spent: number, day: string): Action => ({
    at: moment(day, '15:00'),
    actor: head,
    run: (session) =>
      setBudgetLine(session, { source: 'STATE_BUDGET', activity, planned, spent, note: 'Số liệu giả' }, 0),
  });
  return [
    line('Tập huấn cán bộ quản lý, giáo viên, nhân viên', 45_000_000, 41_500_000, '05-20'),
    line('Kiểm tra, giám sát tại trường', 12_000_000, 5_400_000, '05-20'),
    line('In ấn tài liệu hướng dẫn', 3_000_000, 3_250_000, '05-21'),
  ];
}
