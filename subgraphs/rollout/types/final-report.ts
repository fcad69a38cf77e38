import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { RatioType } from '../../../shared/subgraph/types.js';
import type { FinalReportRow } from '../rows/final-report.js';
import { StatusCount } from './district.js';

@InputType({ description: 'Báo cáo tổng kết cần chốt.' })
export class FreezeFinalReportInput {
  @Field(() => DateTimeScalar, { description: 'Số liệu tính đến; never in the future.' })
  asOf!: Date;

  @Field(() => String, {
    description:
      'Nhận xét, đánh giá, kiến nghị của Phòng, at most 20000 characters; of an amendment, why it is made.',
  })
  remarks!: string;
}

@ObjectType({ description: 'Tổng số của báo cáo tổng kết, frozen.' })
export class FinalReportTotals {
  @Field(() => [StatusCount], { description: 'Số trường theo tình trạng.' })
  counts!: StatusCount[];

  @Field(() => RatioType, { description: 'Thuộc phạm vi, of all that were registered (I.1).' })
  inScope!: RatioType;

  @Field(() => RatioType, { description: 'Đủ điều kiện theo khai báo.' })
  readyDeclared!: RatioType;

  @Field(() => RatioType, { description: 'Đủ điều kiện đã xác minh.' })
  readyVerified!: RatioType;

  @Field(() => RatioType, { description: 'Điểm trung bình.' })
  averageScore!: RatioType;
}

@ObjectType('FinalReport', {
  description:
    'Báo cáo tổng kết (III-5, T7). A snapshot that is never changed: what it says can be computed again from history.',
})
export class FinalReportType {
  @Field(() => ID, { description: 'Mã kế hoạch.' })
  plan!: string;

  @Field(() => Int, { description: 'Lần thứ. 1 is the report, every further one an amendment.' })
  number!: number;

  @Field(() => String, { description: 'Phiên bản kế hoạch that it was computed under.' })
  planVersion!: string;

  @Field(() => DateTimeScalar, { description: 'Số liệu tính đến.' })
  asOf!: Date;

  @Field(() => DateTimeScalar, { description: 'Chốt lúc.' })
  frozenAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Người chốt; null where the caller may not see names.',
  })
  frozenBy!: string | null;

  @Field(() => String, { description: 'Nhận xét, đánh giá, kiến nghị.' })
  remarks!: string;

  @Field(() => String, { description: 'Mã kiểm tra SHA-256 of `content`.' })
  hash!: string;

  @Field(() => FinalReportTotals, { description: 'Tổng số.' })
  totals!: FinalReportTotals;

  @Field(() => String, {
    nullable: true,
    description:
      "Nội dung đầy đủ, canonical JSON with every school's row; null for who may not export the report to the city.",
  })
  content!: string | null;

  stored!: FinalReportRow;
}

@ObjectType({ description: 'Báo cáo tổng kết đã chốt.' })
export class FreezeFinalReportPayload {
  @Field(() => FinalReportType, { description: 'Báo cáo, or the amendment that was added.' })
  report!: FinalReportType;
}
