import 'reflect-metadata';
import { Field, ID, Int, ObjectType } from 'type-graphql';

import type { SessionOrganiser } from '../../../shared/events/contracts.js';
import { CursorScalar, DateScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { PageInfo } from '../../../shared/subgraph/types.js';
import { AttendanceSource, School, TrainedPeople, TrainingGroup, TrainingOrganiser } from './training.js';

@ObjectType({ description: 'Một phiên bản số liệu dự tập huấn, kept for ever.' })
export class AttendanceVersion {
  @Field(() => Int, { description: 'Phiên bản, from 1.' })
  version!: number;

  @Field(() => TrainedPeople, { description: 'Số người mới được tập huấn.' })
  newlyTrained!: TrainedPeople;

  @Field(() => AttendanceSource, { description: 'Cách ghi nhận.' })
  source!: AttendanceSource;

  @Field(() => String, {
    nullable: true,
    description: 'Lý do sửa; null for the first and for a list that grew.',
  })
  reason!: string | null;

  @Field(() => DateTimeScalar, { description: 'Thời điểm ghi nhận.' })
  recordedAt!: Date;
}

@ObjectType({ description: 'Một trường dự một buổi tập huấn.' })
export class TrainingAttendance {
  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => TrainedPeople, { description: 'Số người mới được tập huấn.' })
  newlyTrained!: TrainedPeople;

  @Field(() => AttendanceSource, { description: 'Cách ghi nhận.' })
  source!: AttendanceSource;

  @Field(() => Int, { description: 'Phiên bản hiện tại.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'Thời điểm ghi nhận lần đầu.' })
  recordedAt!: Date;

  /** Whose history to read. */
  session!: string;
}

@ObjectType({ description: 'Buổi tập huấn do Sở, Phòng hoặc trường tổ chức, announced or held.' })
export class OrganisedSession {
  @Field(() => ID, { description: 'Mã buổi tập huấn.' })
  id!: string;

  @Field(() => TrainingOrganiser, { description: 'Đơn vị tổ chức.' })
  organiser!: SessionOrganiser;

  @Field(() => School, { nullable: true, description: 'Trường tổ chức; null for the city and the district.' })
  school!: School | null;

  @Field(() => DateScalar, { description: 'Ngày tổ chức.' })
  heldOn!: string;

  @Field(() => String, { description: 'Nội dung tập huấn.' })
  topic!: string;

  @Field(() => String, { nullable: true, description: 'Địa điểm; null where none was said.' })
  place!: string | null;

  @Field(() => Boolean, { description: 'Đã thông báo trước. True where the office announced it.' })
  isPlanned!: boolean;
}

@ObjectType({ description: 'Một dòng của danh sách buổi tập huấn.' })
export class OrganisedSessionEdge {
  @Field(() => OrganisedSession, { description: 'Buổi tập huấn.' })
  node!: OrganisedSession;

  @Field(() => CursorScalar, { description: 'Con trỏ của dòng.' })
  cursor!: string;
}

@ObjectType({ description: 'Danh sách buổi tập huấn, theo trang (Relay).' })
export class OrganisedSessionConnection {
  @Field(() => [OrganisedSession], { description: 'Các buổi của trang.' })
  nodes!: OrganisedSession[];

  @Field(() => [OrganisedSessionEdge], { description: 'Các buổi của trang, kèm con trỏ.' })
  edges!: OrganisedSessionEdge[];

  @Field(() => PageInfo, { description: 'Vị trí của trang.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'Tổng số buổi that the filter lets through and the caller may see.' })
  totalCount!: number;
}

@ObjectType({ description: 'Kết quả thông báo tập huấn.' })
export class PlanTrainingPayload {
  @Field(() => OrganisedSession, { description: 'Buổi tập huấn vừa thông báo.' })
  session!: OrganisedSession;
}

@ObjectType({ description: 'Nhóm còn thiếu. Of one group: who is still to be trained.' })
export class TrainingGap {
  @Field(() => TrainingGroup, { description: 'Nhóm đối tượng.' })
  group!: TrainingGroup;

  @Field(() => Int, { nullable: true, description: 'Số người đã tập huấn; null where nothing was recorded.' })
  trained!: number | null;

  @Field(() => Int, { nullable: true, description: 'Số người của nhóm; null where it is unknown.' })
  people!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Số người còn thiếu; null where either number is unknown.',
  })
  missing!: number | null;
}

@ObjectType({ description: 'Trường còn phải tập huấn. A school to phone (III-3, IV.2-5).' })
export class TrainingNeed {
  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => [TrainingGap], { description: 'Các nhóm chưa đủ 100 %, of those asked for.' })
  gaps!: TrainingGap[];

  @Field(() => Int, {
    nullable: true,
    description: 'Tổng số người còn thiếu; null where a number is unknown.',
  })
  missing!: number | null;

  @Field(() => Int, { description: 'Số lượt đã dự tập huấn của Sở.' })
  citySessions!: number;
}
