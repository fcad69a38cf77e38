import {
  acknowledgeDocument,
  publishDocument,
  reportDifficulty,
  updateTaskProgress,
  type TaskState,
} from '../../subgraphs/rollout/index.js';
import { adminOf, head, moment, officer, principalOf, type Action } from './actions.js';
import type { Profile } from './profiles.js';

/** What the office does with the plan's tasks (IV.3) and its guidance, and what schools answer. */
export function districtDoings(profiles: readonly Profile[]): Action[] {
  let guidance = '';
  return [
    ...task('T6', [['04-01', 'IN_PROGRESS']]),
    ...task('T1', [
      ['04-08', 'IN_PROGRESS'],
      ['04-13', 'DONE'],
      ['04-14', 'CONFIRMED'],
    ]),
    ...task('T2', [
      ['04-15', 'IN_PROGRESS'],
      ['04-19', 'DONE'],
      ['04-22', 'CONFIRMED'],
    ]),
    ...task('T3', [
      ['04-15', 'IN_PROGRESS'],
      ['04-19', 'DONE'],
      ['04-22', 'CONFIRMED'],
    ]),
    ...task('T5', [['04-15', 'IN_PROGRESS']]),
    ...task('T4', [
      ['04-22', 'IN_PROGRESS'],
      ['04-25', 'DONE'],
      ['04-27', 'CONFIRMED'],
    ]),
    {
      at: moment('04-25', '08:00'),
      actor: officer,
      run: async (session) => {
        const published = await publishDocument(session, {
          kind: 'GUIDANCE',
          number: null,
          title: 'Hướng dẫn quy trình nghiệp vụ quản lý, khai thác, sử dụng, vận hành, lưu trữ học bạ số',
          issuer: 'Phòng Giáo dục và Đào tạo',
          issuedOn: '2024-04-25',
          clauses: ['III-2', 'T4'],
        });
        guidance = published.id;
      },
    },
    ...profiles.map(({ code, acknowledgedOn }): Action => ({
      at: moment(acknowledgedOn, '10:30'),
      actor: principalOf(code),
      run: (session) => acknowledgeDocument(session, { id: guidance, school: code }),
    })),
    ...profiles
      .filter(({ certificate }) => certificate === 'REJECTED')
      .map(({ code }): Action => ({
        at: moment('04-29', '09:00'),
        actor: adminOf(code),
        run: (session) =>
          reportDifficulty(session, {
            school: code,
            category: 'CERTIFICATE',
            severity: 'MAJOR',
            description:
              'Nhà trường chưa được cấp lại chứng thư số của tổ chức; đề nghị Phòng hỗ trợ làm việc với đơn vị cấp.',
          }),
      })),
  ];
}

function task(id: string, steps: readonly (readonly [day: string, state: TaskState])[]): Action[] {
  return steps.map(([day, state], index) => ({
    at: moment(day, '08:00'),
    actor: state === 'CONFIRMED' ? head : officer,
    run: (session) => updateTaskProgress(session, { task: id, state, expectedVersion: index }),
  }));
}
