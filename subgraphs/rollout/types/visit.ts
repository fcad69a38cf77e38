import 'reflect-metadata';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

import type { DifficultySeverity, VisitState } from '../../../shared/events/contracts.js';
import { DateScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { RatioType } from '../../../shared/subgraph/types.js';
import type { DifficultyCategory } from '../service/difficulty.js';
import { connectionOf } from './connection.js';
import { DifficultyCategoryEnum, DifficultySeverityEnum } from './enums.js';
import { School } from './school.js';

export const VisitStateEnum: { readonly [State in VisitState]: State } = {
  PLANNED: 'PLANNED',
  DONE: 'DONE',
  REPORTED: 'REPORTED',
  CANCELLED: 'CANCELLED',
};
registerEnumType(VisitStateEnum, {
  name: 'VisitState',
  description: 'Trạng thái đợt kiểm tra.',
  valuesConfig: {
    PLANNED: { description: 'Đã lên lịch.' },
    DONE: { description: 'Đã kiểm tra, chưa có báo cáo.' },
    REPORTED: { description: 'Đã có báo cáo. Final.' },
    CANCELLED: { description: 'Đã hủy. Final; says why.' },
  },
});

export const FindingOutcomeEnum = { ITEM: 'ITEM', DIFFICULTY: 'DIFFICULTY', NOTE: 'NOTE' } as const;
registerEnumType(FindingOutcomeEnum, {
  name: 'FindingOutcome',
  description: 'Kết quả xử lý một phát hiện.',
  valuesConfig: {
    ITEM: { description: 'Mở lại mục của phiếu rà soát that it contradicts.' },
    DIFFICULTY: { description: 'Thành khó khăn, vướng mắc của trường, with its response clocks.' },
    NOTE: { description: 'Ghi nhận; nothing follows.' },
  },
});

@ObjectType({ description: 'Phát hiện khi kiểm tra.' })
export class VisitFinding {
  @Field(() => ID, { description: 'Mã.' })
  id!: string;

  @Field(() => String, { description: 'Nội dung.' })
  text!: string;

  @Field(() => DifficultySeverityEnum, { description: 'Mức độ.' })
  severity!: DifficultySeverity;

  @Field(() => FindingOutcomeEnum, { description: 'Kết quả xử lý.' })
  becomes!: keyof typeof FindingOutcomeEnum;

  @Field(() => ID, { nullable: true, description: 'Mục của phiếu rà soát; only with ITEM.' })
  item!: string | null;

  /** The difficulty that it opened; read when asked for. */
  difficultyId!: string | null;
}

@ObjectType({ description: 'Đợt kiểm tra, giám sát, hỗ trợ tại trường (IV.1-1).' })
export class Visit {
  @Field(() => ID, { description: 'Mã.' })
  id!: string;

  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => String, { description: 'Người kiểm tra, as tokens name them.' })
  inspector!: string;

  @Field(() => DateScalar, { description: 'Ngày dự kiến.' })
  plannedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Ngày thực hiện.' })
  doneOn!: string | null;

  @Field(() => VisitStateEnum, { description: 'Trạng thái.' })
  state!: VisitState;

  @Field(() => String, { nullable: true, description: 'Mục đích.' })
  purpose!: string | null;

  @Field(() => String, { nullable: true, description: 'Báo cáo; null while it is not written.' })
  report!: string | null;

  @Field(() => String, { nullable: true, description: 'Lý do hủy.' })
  cancelReason!: string | null;
}

export const VisitConnection = connectionOf(Visit, 'Visit', 'danh sách kiểm tra');

@InputType({ description: 'Lọc danh sách kiểm tra; what is left out does not narrow the list.' })
export class VisitFilter {
  @Field(() => [VisitStateEnum], { nullable: true, description: 'Trạng thái.' })
  state?: VisitState[] | null;

  @Field(() => ID, { nullable: true, description: 'Mã trường.' })
  school?: string | null;

  @Field(() => String, { nullable: true, description: 'Người kiểm tra.' })
  inspector?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Từ ngày dự kiến, that day included.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Đến ngày dự kiến, that day included.' })
  to?: string | null;
}

@ObjectType({ description: 'Một trường trong kế hoạch kiểm tra.' })
export class VisitPlanEntry {
  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => Boolean, { description: 'Đã kiểm tra since the inspections began.' })
  visited!: boolean;

  @Field(() => DateScalar, { nullable: true, description: 'Ngày kiểm tra gần nhất.' })
  lastDoneOn!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày dự kiến tiếp theo; null where none is planned.',
  })
  plannedOn!: string | null;

  @Field(() => Boolean, { description: 'Quá hạn. Not visited, and the due has passed.' })
  isOverdue!: boolean;
}

export const VisitPlanConnection = connectionOf(VisitPlanEntry, 'VisitPlanEntry', 'kế hoạch kiểm tra');

@ObjectType({
  description: "Kế hoạch kiểm tra. Each school is visited once by the due: the office's own rule (T6).",
})
export class VisitPlan {
  @Field(() => ID, { nullable: true, description: 'Nhiệm vụ kiểm tra; null where the plan has none.' })
  task!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Hạn kiểm tra tất cả các trường, extensions of the task included.',
  })
  due!: Date | null;

  @Field(() => RatioType, {
    description: 'Số trường đã kiểm tra, of those that the plan concerns and the caller may see.',
  })
  visited!: RatioType;

  /** What the list of schools is asked with. */
  since!: string;
  unvisited!: boolean;
}

@InputType({ description: 'Lên lịch kiểm tra.' })
export class PlanVisitInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => String, { nullable: true, description: 'Người kiểm tra; the caller when left out.' })
  inspector?: string | null;

  @Field(() => DateScalar, { description: 'Ngày dự kiến; not in the past.' })
  plannedOn!: string;

  @Field(() => String, { nullable: true, description: 'Mục đích, at most 2000 characters.' })
  purpose?: string | null;
}

@InputType({ description: 'Một phát hiện.' })
export class FindingInput {
  @Field(() => String, { description: 'Nội dung, at most 2000 characters.' })
  text!: string;

  @Field(() => DifficultySeverityEnum, { description: 'Mức độ.' })
  severity!: DifficultySeverity;

  @Field(() => FindingOutcomeEnum, { description: 'Kết quả xử lý.' })
  becomes!: keyof typeof FindingOutcomeEnum;

  @Field(() => ID, {
    nullable: true,
    description: 'Mục của phiếu rà soát; required with ITEM, refused otherwise.',
  })
  item?: string | null;

  @Field(() => DifficultyCategoryEnum, {
    nullable: true,
    description: 'Lĩnh vực của khó khăn; OTHER when left out.',
  })
  category?: DifficultyCategory | null;
}

@InputType({ description: 'Ghi kết quả kiểm tra.' })
export class RecordVisitInput {
  @Field(() => ID, { nullable: true, description: 'Mã đợt đã lên lịch; left out for an unplanned visit.' })
  id?: string | null;

  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Người kiểm tra; as planned, or the caller, when left out.',
  })
  inspector?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày dự kiến of an unplanned visit; the day it was done when left out.',
  })
  plannedOn?: string | null;

  @Field(() => DateScalar, { description: 'Ngày thực hiện; not in the future.' })
  doneOn!: string;

  @Field(() => [FindingInput], { defaultValue: [], description: 'Các phát hiện, at most 50.' })
  findings!: FindingInput[];

  @Field(() => String, {
    nullable: true,
    description: 'Báo cáo, at most 20000 characters; may follow later.',
  })
  report?: string | null;
}

@ObjectType({ description: 'Kết quả thay đổi một đợt kiểm tra.' })
export class VisitPayload {
  @Field(() => Visit, { description: 'Đợt kiểm tra sau thay đổi.' })
  visit!: Visit;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}
