import 'reflect-metadata';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

import type { ComplianceStatus } from '../../../shared/events/contracts.js';
import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { RatioType } from '../../../shared/subgraph/types.js';
import { ComplianceStatusEnum } from './enums.js';

@ObjectType({ description: 'Số trường theo tình trạng.' })
export class StatusCount {
  @Field(() => ComplianceStatusEnum, { description: 'Tình trạng tiến độ.' })
  status!: ComplianceStatus;

  @Field(() => Int, { description: 'Số trường.' })
  count!: number;
}

@ObjectType({
  description: 'Tiêu chí chưa đạt nhiều nhất. A rule that schools have not met, with what it costs them.',
})
export class UnmetRule {
  @Field(() => ID, { description: 'Mã tiêu chí.' })
  rule!: string;

  @Field(() => String, { description: 'Điều khoản.' })
  clause!: string;

  @Field(() => String, { description: 'Nguyên văn điều khoản.' })
  clauseText!: string;

  @Field(() => String, { description: 'Tên tiêu chí.' })
  titleVi!: string;

  @Field(() => String, { description: 'Tên tiêu chí bằng tiếng Anh.' })
  titleEn!: string;

  @Field(() => Int, { description: 'Số trường chưa đạt.' })
  schools!: number;

  @Field(() => Float, { description: 'Tổng điểm bị mất, over those schools.' })
  pointsLost!: number;
}

@ObjectType({
  description:
    "Toàn cảnh quận. The district at a glance; a school's people get their own school's counts and the average of the district, which names no other school.",
})
export class DistrictOverview {
  @Field(() => DateTimeScalar, { description: 'Thời điểm xem.' })
  asOf!: Date;

  @Field(() => [StatusCount], { description: 'Số trường theo tình trạng: all five, zeros included.' })
  counts!: StatusCount[];

  @Field(() => RatioType, {
    description: 'Thuộc phạm vi. Schools that the plan concerns, of all that are registered (I.1).',
  })
  inScope!: RatioType;

  @Field(() => RatioType, { description: 'Đủ điều kiện theo khai báo, of the schools in scope.' })
  readyDeclared!: RatioType;

  @Field(() => RatioType, { description: 'Đủ điều kiện đã xác minh, of the schools in scope.' })
  readyVerified!: RatioType;

  @Field(() => RatioType, {
    description: "Điểm trung bình of the whole district's schools that have a score, each counting the same.",
  })
  averageScore!: RatioType;

  @Field(() => Boolean, {
    description: 'Dữ liệu giả. True where a school in these figures is made up; screens have to say so.',
  })
  isSynthetic!: boolean;

  /** Which schools the counts are of, and the instant asked for (null: now). */
  codes!: readonly string[] | null;
  past!: Date | null;
}

@ObjectType({
  description: 'Một điểm trên đường tiến độ. How the school, or the district, stood at an instant.',
})
export class CompliancePoint {
  @Field(() => DateTimeScalar, { description: 'Thời điểm.' })
  at!: Date;

  @Field(() => ComplianceStatusEnum, {
    nullable: true,
    description: 'Tình trạng của trường; null for the district, and before the school was known.',
  })
  status!: ComplianceStatus | null;

  @Field(() => RatioType, { description: 'Điểm của trường, hay điểm trung bình của quận.' })
  score!: RatioType;

  @Field(() => RatioType, { description: 'Đủ điều kiện theo khai báo, of the schools in scope.' })
  readyDeclared!: RatioType;

  @Field(() => RatioType, { description: 'Đủ điều kiện đã xác minh, of the schools in scope.' })
  readyVerified!: RatioType;

  @Field(() => [StatusCount], { description: 'Số trường theo tình trạng.' })
  counts!: StatusCount[];
}
