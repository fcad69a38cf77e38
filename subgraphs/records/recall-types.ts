import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import type { RecordState as State } from '../../shared/events/contracts.js';
import { CursorScalar, DateTimeScalar } from '../../shared/subgraph/scalars.js';
import { PageInfo } from '../../shared/subgraph/types.js';
import type { RecallState as StateOfRecall } from './recalls/rows.js';
import { RecordState } from './states.js';
import { School } from './types.js';

export const RecallState = { PENDING: 'PENDING', AGREED: 'AGREED', REFUSED: 'REFUSED' } as const;
registerEnumType(RecallState, {
  name: 'RecallState',
  description: 'Trạng thái yêu cầu thu hồi, with its code in the specification.',
  valuesConfig: {
    PENDING: { description: 'Chờ duyệt (1).' },
    AGREED: { description: 'Đồng ý (2): the unit is recalled for good, a new one may take its place.' },
    REFUSED: { description: 'Không đồng ý (3): the unit is accepted as before.' },
  },
});

export const RecallDecision = { AGREE: 'AGREE', REFUSE: 'REFUSE' } as const;
registerEnumType(RecallDecision, {
  name: 'RecallDecision',
  description: 'Quyết định về thu hồi.',
  valuesConfig: {
    AGREE: { description: 'Đồng ý.' },
    REFUSE: { description: 'Không đồng ý.' },
  },
});

@ObjectType({ description: 'Yêu cầu thu hồi học bạ. A school wants an accepted unit back.' })
export class Recall {
  @Field(() => ID, { description: 'Mã yêu cầu.' })
  id!: string;

  @Field(() => ID, { description: 'Mã tra cứu UUID of the unit.' })
  uuid!: string;

  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => String, { description: 'Năm học.' })
  schoolYear!: string;

  @Field(() => Int, { description: 'Khối.' })
  grade!: number;

  @Field(() => RecordState, {
    description:
      'Trạng thái khi yêu cầu. Where it is REPORTED_TO_MOET, the ministry has to agree too before the unit is replaced there.',
  })
  fromState!: State;

  @Field(() => RecallState, { description: 'Trạng thái yêu cầu.' })
  state!: StateOfRecall;

  @Field(() => String, { description: 'Lý do của trường.' })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm yêu cầu.' })
  requestedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Lý do của Phòng; null while it waits.' })
  decisionReason!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Thời điểm quyết định; null while it waits.' })
  decidedAt!: Date | null;
}

@ObjectType({ description: 'Một dòng của danh sách yêu cầu thu hồi.' })
export class RecallEdge {
  @Field(() => Recall, { description: 'Yêu cầu.' })
  node!: Recall;

  @Field(() => CursorScalar, { description: 'Con trỏ.' })
  cursor!: string;
}

@ObjectType({ description: 'Danh sách yêu cầu thu hồi, the oldest first.' })
export class RecallConnection {
  @Field(() => [Recall], { description: 'Các yêu cầu trên trang.' })
  nodes!: Recall[];

  @Field(() => [RecallEdge], { description: 'Các dòng với con trỏ.' })
  edges!: RecallEdge[];

  @Field(() => PageInfo, { description: 'Trang.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'Tổng số, over all pages.' })
  totalCount!: number;
}

@InputType({ description: 'Yêu cầu thu hồi học bạ đã được tiếp nhận.' })
export class RequestRecallInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => [ID], { description: 'Mã tra cứu UUID of accepted units, 1 to 5000.' })
  uuids!: string[];

  @Field(() => String, { description: 'Lý do, 1 to 1000 characters; never a name.' })
  reason!: string;
}

@ObjectType({ description: 'Kết quả yêu cầu thu hồi.' })
export class RequestRecallPayload {
  @Field(() => [Recall], { description: 'Các yêu cầu.' })
  recalls!: Recall[];

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}

@ObjectType({ description: 'Kết quả quyết định thu hồi.' })
export class DecideRecallPayload {
  @Field(() => [Recall], { description: 'Các yêu cầu đã quyết định.' })
  recalls!: Recall[];
}

@ObjectType({ description: 'Kết quả chốt năm học.' })
export class LockSchoolYearPayload {
  @Field(() => String, { description: 'Năm học.' })
  schoolYear!: string;

  @Field(() => Int, {
    description: 'Lần chốt: 1 holds what is accepted, 2 closes the year after the late completers.',
  })
  lock!: number;

  @Field(() => Int, { description: 'Số đơn vị vừa chốt.' })
  units!: number;

  @Field(() => DateTimeScalar, { description: 'Thời điểm chốt.' })
  lockedAt!: Date;
}

@ObjectType({ description: 'Việc về học bạ đang chờ Phòng.' })
export class RecordsInbox {
  @Field(() => Int, { description: 'Số yêu cầu thu hồi chờ duyệt.' })
  pendingRecalls!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Yêu cầu chờ lâu nhất từ lúc; null where none waits.',
  })
  oldestPendingRecall!: Date | null;

  @Field(() => Int, { description: 'Số học bạ bị từ chối.' })
  rejectedRecords!: number;

  @Field(() => Int, { description: 'Số trường có học bạ bị từ chối.' })
  schoolsWithRejections!: number;
}
