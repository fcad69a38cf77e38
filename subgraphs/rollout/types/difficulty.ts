import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import type { DifficultySeverity, DifficultyState } from '../../../shared/events/contracts.js';
import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import type { DifficultyCategory } from '../service/difficulty.js';
import { connectionOf } from './connection.js';
import { DifficultyCategoryEnum, DifficultySeverityEnum, DifficultyStateEnum } from './enums.js';
import { School } from './school.js';

@ObjectType({ description: "Phản hồi. One entry of a difficulty's thread." })
export class DifficultyReply {
  @Field(() => String, { description: 'Nội dung.' })
  message!: string;

  @Field(() => DifficultyStateEnum, { description: 'Trạng thái sau phản hồi.' })
  state!: DifficultyState;

  @Field(() => String, { description: 'Vai trò của người phản hồi.' })
  authorRole!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm.' })
  at!: Date;
}

@ObjectType({
  description: 'Khó khăn, vướng mắc. What a school reports to the office so that it is helped in time (KẾT).',
})
export class Difficulty {
  @Field(() => ID, { description: 'Mã.' })
  id!: string;

  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => DifficultyCategoryEnum, { description: 'Lĩnh vực.' })
  category!: DifficultyCategory;

  @Field(() => DifficultySeverityEnum, { description: 'Mức độ.' })
  severity!: DifficultySeverity;

  @Field(() => String, { description: 'Mô tả.' })
  description!: string;

  @Field(() => DifficultyStateEnum, { description: 'Trạng thái.' })
  state!: DifficultyState;

  @Field(() => DateTimeScalar, { description: 'Thời điểm báo cáo.' })
  reportedAt!: Date;

  @Field(() => DateTimeScalar, {
    description:
      "Chờ phản hồi từ: when it was reported, or last reopened. The office's clocks run from here.",
  })
  since!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Thời điểm tiếp nhận: when someone answered for the first time, or last after a reopening.',
  })
  acknowledgedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Thời điểm giải quyết.' })
  resolvedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Thời điểm đóng.' })
  closedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Cách giải quyết.' })
  resolution!: string | null;

  @Field(() => Int, {
    description: 'Số ngày kể từ khi báo cáo, local calendar days until it was resolved, or until now.',
  })
  daysOpen!: number;
}

@InputType({ description: 'Báo cáo khó khăn, vướng mắc.' })
export class ReportDifficultyInput {
  @Field(() => ID, { description: 'Mã trường của người báo cáo.' })
  school!: string;

  @Field(() => DifficultyCategoryEnum, { description: 'Lĩnh vực.' })
  category!: DifficultyCategory;

  @Field(() => DifficultySeverityEnum, { description: 'Mức độ.' })
  severity!: DifficultySeverity;

  @Field(() => String, { description: 'Mô tả, at most 2000 characters; no personal data of pupils.' })
  description!: string;
}

@InputType({ description: 'Phản hồi khó khăn, vướng mắc.' })
export class ReplyDifficultyInput {
  @Field(() => ID, { description: 'Mã khó khăn.' })
  difficulty!: string;

  @Field(() => String, { description: 'Nội dung, at most 2000 characters.' })
  message!: string;

  @Field(() => DifficultyStateEnum, {
    nullable: true,
    description:
      'Trạng thái mới; left out, the first answer of the office or an inspector acknowledges, and any other leaves the state.',
  })
  state?: DifficultyState | null;
}

@InputType({ description: 'Lọc khó khăn, vướng mắc; what is left out does not narrow the list.' })
export class DifficultyFilter {
  @Field(() => ID, { nullable: true, description: 'Mã khó khăn: that one alone, or none.' })
  id?: string | null;

  @Field(() => [DifficultyStateEnum], { nullable: true, description: 'Trạng thái.' })
  state?: DifficultyState[] | null;

  @Field(() => [DifficultySeverityEnum], { nullable: true, description: 'Mức độ.' })
  severity?: DifficultySeverity[] | null;

  @Field(() => ID, { nullable: true, description: 'Mã trường.' })
  school?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Chỉ những khó khăn quá hạn phản hồi: not acknowledged, or not resolved, in time.',
  })
  pastClock!: boolean;
}

export const DifficultyConnection = connectionOf(Difficulty, 'Difficulty', 'danh sách khó khăn, vướng mắc');

@ObjectType({ description: 'Kết quả thay đổi một khó khăn.' })
export class DifficultyPayload {
  @Field(() => Difficulty, { description: 'Khó khăn sau thay đổi.' })
  difficulty!: Difficulty;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}
