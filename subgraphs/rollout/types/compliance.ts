import 'reflect-metadata';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

import type { ComplianceStatus } from '../../../shared/events/contracts.js';
import { CursorScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { PageInfo, RatioType } from '../../../shared/subgraph/types.js';
import type { RuleState } from '../compliance/measure.js';
import type { RiskCause } from '../compliance/result.js';
import type { StoredEvaluation } from '../stored.js';
import { ComplianceStatusEnum, RiskCauseEnum, RuleStateEnum } from './enums.js';
import { School } from './school.js';

@ObjectType({
  description: 'Một dòng giải thích. How the school stands on one rule of the plan, and what to do next.',
})
export class ComplianceLine {
  @Field(() => ID, { description: 'Mã tiêu chí, for example `R09`.' })
  rule!: string;

  @Field(() => String, { description: 'Tên tiêu chí.' })
  titleVi!: string;

  @Field(() => String, { description: 'Tên tiêu chí bằng tiếng Anh.' })
  titleEn!: string;

  @Field(() => String, { description: 'Điều khoản của kế hoạch, for example `IV.2-4b`.' })
  clause!: string;

  @Field(() => String, { description: 'Nguyên văn điều khoản.' })
  clauseText!: string;

  @Field(() => Boolean, { description: 'Điều kiện bắt buộc. A gate has to be met before a school is ready.' })
  gate!: boolean;

  @Field(() => RuleStateEnum, { description: 'Kết quả.' })
  state!: RuleState;

  @Field(() => Boolean, { description: 'Đã có hiệu lực. A rule not in force yet counts in no score.' })
  inForce!: boolean;

  @Field(() => Float, { description: 'Tử số. What is done; 0 of 0 where nothing is known.' })
  numerator!: number;

  @Field(() => Float, { description: 'Mẫu số. What is asked for.' })
  denominator!: number;

  @Field(() => Int, { description: 'Trọng số, in points of 100.' })
  weight!: number;

  @Field(() => Float, { description: 'Điểm bị mất, at most the weight; 0 while the rule is not in force.' })
  pointsLost!: number;

  @Field(() => DateTimeScalar, {
    description: 'Hạn của trường. The last instant in time, extensions included.',
  })
  due!: Date;

  @Field(() => DateTimeScalar, { description: 'Hạn gốc của kế hoạch; never changes.' })
  originalDue!: Date;

  @Field(() => Int, { description: 'Số ngày chậm; 0 where it is met or still in time.' })
  daysLate!: number;

  @Field(() => Boolean, {
    description: 'Hoàn thành muộn. Met for the first time only after its due; stays true for ever.',
  })
  doneLate!: boolean;

  @Field(() => [String], { description: 'Phần còn thiếu, as machine-readable keys.' })
  missing!: string[];

  @Field(() => [RiskCauseEnum], { description: 'Nguyên nhân nguy cơ thuộc tiêu chí này.' })
  atRiskBecause!: RiskCause[];

  @Field(() => String, { description: 'Việc cần làm.' })
  fixVi!: string;

  @Field(() => String, { description: 'Việc cần làm bằng tiếng Anh.' })
  fixEn!: string;

  @Field(() => String, { description: 'Việc cần làm. The same as `fixVi`.' })
  fix!: string;
}

@ObjectType({
  description:
    'Nguy cơ. A sign that the school may become late; which of the details are given depends on the cause.',
})
export class ComplianceRisk {
  @Field(() => RiskCauseEnum, { description: 'Nguyên nhân.' })
  cause!: RiskCause;

  @Field(() => ID, { nullable: true, description: 'Tiêu chí liên quan.' })
  rule!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Từ khi nào. STALE, RETURNED_UNTOUCHED.' })
  since!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Đến khi nào. The due, or the end of a certificate's validity.",
  })
  until!: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Đối tượng. The difficulty, certificate or checklist item.',
  })
  subject!: string | null;

  @Field(() => Int, { nullable: true, description: 'Còn lại. PACE: what is still to be done.' })
  remaining!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Số ngày còn lại. PACE: local days until the due, today included.',
  })
  daysLeft!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Tăng trong 7 ngày. PACE: gained in the last seven days.',
  })
  gained!: number | null;
}

@ObjectType({ description: "Tiến độ của trường. A school's compliance with the plan, with its reasons." })
export class SchoolCompliance {
  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => ComplianceStatusEnum, { description: 'Tình trạng tiến độ.' })
  status!: ComplianceStatus;

  @Field(() => RatioType, {
    description:
      'Điểm. Exact, over the rules in force that apply to the school; 0 of 0 while there are none.',
  })
  score!: RatioType;

  @Field(() => Boolean, {
    description: 'Đủ điều kiện theo khai báo. All gates met and their items submitted.',
  })
  readyDeclared!: boolean;

  @Field(() => Boolean, {
    description: 'Đủ điều kiện đã xác minh. All gates met and their items verified by the office.',
  })
  readyVerified!: boolean;

  @Field(() => Int, {
    description: 'Số ngày chậm, counted from the earliest due that was missed; 0 where nothing is late.',
  })
  daysLate!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Lần cập nhật gần nhất của trường.' })
  lastUpdateAt!: Date | null;

  @Field(() => DateTimeScalar, { description: 'Thời điểm xem. The instant that this is true of.' })
  asOf!: Date;

  @Field(() => DateTimeScalar, {
    description: 'Thời điểm đánh giá. Since when the evaluation is as it stands here.',
  })
  evaluatedAt!: Date;

  /** What the fields that are not always asked for are made of. */
  stored!: StoredEvaluation;
}

@ObjectType({ description: 'Một dòng của danh sách tiến độ.' })
export class SchoolComplianceEdge {
  @Field(() => SchoolCompliance, { description: 'Tiến độ của trường.' })
  node!: SchoolCompliance;

  @Field(() => CursorScalar, { description: 'Con trỏ của dòng.' })
  cursor!: string;
}

@ObjectType({ description: 'Danh sách tiến độ, theo trang (Relay).' })
export class SchoolComplianceConnection {
  @Field(() => [SchoolCompliance], { description: 'Các trường của trang.' })
  nodes!: SchoolCompliance[];

  @Field(() => [SchoolComplianceEdge], { description: 'Các trường của trang, kèm con trỏ.' })
  edges!: SchoolComplianceEdge[];

  @Field(() => PageInfo, { description: 'Vị trí của trang.' })
  pageInfo!: PageInfo;

  @Field(() => Int, {
    description: 'Tổng số. All schools that the filter lets through and the caller may see.',
  })
  totalCount!: number;
}

@ObjectType({ description: 'Yêu cầu chưa đạt. A school that has not met the rule: the list to phone.' })
export class UnmetRequirement {
  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => ID, { description: 'Mã tiêu chí.' })
  rule!: string;

  @Field(() => String, { description: 'Điều khoản.' })
  clause!: string;

  @Field(() => String, { description: 'Nguyên văn điều khoản.' })
  clauseText!: string;

  @Field(() => RuleStateEnum, { description: 'Kết quả: chưa đạt, hay chưa có dữ liệu.' })
  state!: RuleState;

  @Field(() => Float, { description: 'Tử số.' })
  numerator!: number;

  @Field(() => Float, { description: 'Mẫu số; 0 where nothing is known.' })
  denominator!: number;

  @Field(() => DateTimeScalar, { description: 'Hạn của trường, extensions included.' })
  due!: Date;

  @Field(() => Int, { description: 'Số ngày chậm.' })
  daysLate!: number;

  @Field(() => [String], { description: 'Phần còn thiếu, as machine-readable keys.' })
  missing!: string[];

  @Field(() => String, { description: 'Việc cần làm.' })
  fixVi!: string;

  @Field(() => String, { description: 'Việc cần làm bằng tiếng Anh.' })
  fixEn!: string;
}
