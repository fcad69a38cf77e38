import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';

import { recordStates, type RecordState as State } from '../../shared/events/contracts.js';

const described: Readonly<Record<State, string>> = {
  NOT_STARTED: 'Chưa thực hiện.',
  RESULTS_CONFIRMED: 'Đã xác nhận kết quả cuối năm.',
  INITIALISED: 'Đã khởi tạo học bạ.',
  TEACHER_CHECKED: 'Giáo viên đã kiểm tra.',
  HOMEROOM_SIGNED: 'Giáo viên chủ nhiệm đã ký. Schools may skip it by their own regulation.',
  MANAGER_SIGNED: 'Cán bộ quản lý đã ký.',
  ISSUED: "Đã ký phát hành, with the school's organisation certificate, which has to be approved and valid.",
  SUBMITTED: 'Đã nộp Sở. Sent to the receiving gateway of the city department.',
  ACCEPTED: 'Sở đã tiếp nhận.',
  REJECTED: 'Sở từ chối tiếp nhận: to be corrected and sent again.',
  CIRCULATED: 'Đã lưu hành.',
  REPORTED_TO_MOET: 'Đã báo cáo Bộ GD&ĐT.',
  LOCKED: 'Đã chốt. Cannot be recalled any more.',
  RECALL_PENDING: 'Chờ duyệt thu hồi. Accepted until the recall is agreed.',
  RECALLED: 'Đã thu hồi: a new record under a new UUID takes its place.',
  RECALL_REFUSED: 'Không đồng ý thu hồi. Accepted as before.',
  DEFERRED:
    'Rèn luyện trong hè. The pupil is assessed again in summer: shown apart, outside the accepted share.',
  TRANSFERRED_OUT: 'Đã chuyển trường. Outside every total.',
};

/** Where a record can stand (domain D3), as the graph names it. */
export const RecordState = Object.fromEntries(recordStates.map((state) => [state, state])) as {
  [S in State]: S;
};
registerEnumType(RecordState, {
  name: 'RecordState',
  description: 'Trạng thái của học bạ, in the order of its way.',
  valuesConfig: Object.fromEntries(recordStates.map((state) => [state, { description: described[state] }])),
});

/** Issued with the school's stamp and still standing; a recalled record stands no more. */
const issuedStates: readonly State[] = [
  'ISSUED',
  'SUBMITTED',
  'ACCEPTED',
  'REJECTED',
  'CIRCULATED',
  'REPORTED_TO_MOET',
  'LOCKED',
  'RECALL_PENDING',
  'RECALL_REFUSED',
];

export type StateCounts = Readonly<Partial<Record<State, number>>>;

/** Records in any of the states. */
export function countIn(byState: StateCounts, states: readonly State[]): number {
  return states.reduce((sum, state) => sum + (byState[state] ?? 0), 0);
}

/** Records that stand issued. */
export function countIssued(byState: StateCounts): number {
  return countIn(byState, issuedStates);
}

/** Records of pupils who belong to the grade: the states that `eligible` is the sum of. */
export function countBelonging(byState: StateCounts): number {
  return countIn(
    byState,
    recordStates.filter((state) => state !== 'TRANSFERRED_OUT'),
  );
}

/** The counts with so many more (or fewer, below 0) records not started; a state without a record has no entry. */
export function addUnstarted(byState: StateCounts, unstarted: number): StateCounts {
  if (unstarted === 0) return byState;
  const { NOT_STARTED: before = 0, ...others } = byState;
  const after = before + unstarted;
  return after === 0 ? others : { ...others, NOT_STARTED: after };
}
