import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import type { SessionOrganiser } from '../../../shared/events/contracts.js';
import { CursorScalar, DateScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { ChangeCause } from '../../../shared/subgraph/types.js';
import {
  School,
  TrainingCompletion,
  TrainingOrganiser,
  TrainingSession,
  TrainingStanding,
} from './training.js';

@InputType({
  description:
    'Số người mới được tập huấn theo nhóm. People trained for the first time: each person once over all sessions.',
})
export class NewlyTrainedInput {
  @Field(() => Int, { description: 'Cán bộ quản lý, 0 or more.' })
  managers!: number;

  @Field(() => Int, { description: 'Giáo viên, 0 or more.' })
  teachers!: number;

  @Field(() => Int, { description: 'Nhân viên, 0 or more.' })
  staff!: number;
}

@InputType({ description: "Ghi nhận tập huấn. One school's attendance at one session." })
export class RecordTrainingInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Mã buổi tập huấn đã thông báo. An announced session; otherwise organiser, day and topic say which.',
  })
  session?: string | null;

  @Field(() => TrainingOrganiser, {
    nullable: true,
    description: 'Đơn vị tổ chức; left out where `session` says it.',
  })
  organiser?: SessionOrganiser | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày tổ chức, not in the future; left out where `session` says it.',
  })
  heldOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Nội dung tập huấn, 1 to 500 characters. Organiser, day and topic make the session: a school records it once.',
  })
  topic?: string | null;

  @Field(() => NewlyTrainedInput, {
    description:
      'Số người mới được tập huấn. May be 0 in all groups for a session of the city, where attendance counts by itself.',
  })
  newlyTrained!: NewlyTrainedInput;
}

@ObjectType({ description: 'Kết quả ghi nhận tập huấn.' })
export class RecordTrainingPayload {
  @Field(() => TrainingSession, { description: 'Buổi tập huấn vừa ghi nhận.' })
  session!: TrainingSession;

  @Field(() => TrainingCompletion, { description: 'Kết quả tập huấn của trường sau khi ghi nhận.' })
  training!: TrainingCompletion;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}

@InputType({ description: 'Sửa số liệu tập huấn đã ghi nhận. What stood before stays in the history.' })
export class CorrectTrainingInput {
  @Field(() => ID, { description: 'Mã buổi tập huấn.' })
  session!: string;

  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => NewlyTrainedInput, {
    description:
      'Số người mới được tập huấn, as it should be; 0 in all groups where the session was recorded by mistake.',
  })
  newlyTrained!: NewlyTrainedInput;

  @Field(() => String, { description: 'Lý do, 1 to 1000 characters.' })
  reason!: string;

  @Field(() => Int, { description: 'Phiên bản đang sửa: a newer one refuses the correction.' })
  expectedVersion!: number;
}

@ObjectType({ description: 'Kết quả sửa số liệu tập huấn.' })
export class CorrectTrainingPayload {
  @Field(() => TrainingCompletion, { description: 'Kết quả tập huấn của trường sau khi sửa.' })
  training!: TrainingCompletion;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}

@InputType({ description: 'Thông báo tập huấn của Sở hoặc Phòng, beforehand.' })
export class PlanTrainingInput {
  @Field(() => TrainingOrganiser, { description: 'Đơn vị tổ chức: CITY or DISTRICT.' })
  organiser!: SessionOrganiser;

  @Field(() => DateScalar, { description: 'Ngày tổ chức, from today on.' })
  heldOn!: string;

  @Field(() => String, { description: 'Nội dung tập huấn, 1 to 500 characters.' })
  topic!: string;

  @Field(() => String, { nullable: true, description: 'Địa điểm, cut at 300 characters.' })
  place?: string | null;
}

@InputType({ description: 'Lọc thay đổi về tập huấn; what is left out does not narrow the feed.' })
export class TrainingChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Mã trường.' })
  school?: string | null;
}

@ObjectType({ description: 'Thay đổi về tập huấn. A school has recorded a session, or set one right.' })
export class TrainingChange {
  @Field(() => CursorScalar, { description: 'Con trỏ. Hand it to `after` to go on from here.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm thay đổi.' })
  at!: Date;

  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => TrainingStanding, {
    nullable: true,
    description:
      "Trước thay đổi; null where nothing had been recorded or the numbers are not the caller's to see.",
  })
  before!: TrainingStanding | null;

  @Field(() => TrainingStanding, {
    nullable: true,
    description: "Sau thay đổi; null where the numbers are not the caller's to see.",
  })
  after!: TrainingStanding | null;

  @Field(() => ChangeCause, { description: 'Căn cứ thay đổi. The duty that the session serves.' })
  cause!: ChangeCause;
}
