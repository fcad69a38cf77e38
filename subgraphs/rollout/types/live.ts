import 'reflect-metadata';
import { Field, ID, ObjectType } from 'type-graphql';

import type {
  ComplianceStatus,
  DifficultySeverity,
  DifficultyState,
  TaskState,
} from '../../../shared/events/contracts.js';
import { CursorScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { ChangeCause, RatioType } from '../../../shared/subgraph/types.js';
import { ComplianceStatusEnum, DifficultySeverityEnum, DifficultyStateEnum, TaskStateEnum } from './enums.js';
import { School } from './school.js';

@ObjectType({ description: 'Tóm tắt tiến độ của trường at one moment.' })
export class ComplianceState {
  @Field(() => ComplianceStatusEnum, { description: 'Tình trạng tiến độ.' })
  status!: ComplianceStatus;

  @Field(() => RatioType, { description: 'Điểm.' })
  score!: RatioType;

  @Field(() => Boolean, { description: 'Đủ điều kiện theo khai báo.' })
  readyDeclared!: boolean;

  @Field(() => Boolean, { description: 'Đủ điều kiện đã xác minh.' })
  readyVerified!: boolean;

  @Field(() => [ID], { description: 'Tiêu chí chưa đạt, most points lost first.' })
  unmet!: string[];
}

@ObjectType({ description: 'Tiến độ của một trường đã thay đổi.' })
export class ComplianceChanged {
  @Field(() => CursorScalar, { description: 'Con trỏ. Hand it to `after` to miss nothing after a break.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm thay đổi.' })
  at!: Date;

  @Field(() => School, {
    nullable: true,
    description: "Trường; null for viewers who see no school's detail: they learn that the figures moved.",
  })
  school!: School | null;

  @Field(() => ComplianceState, {
    nullable: true,
    description: 'Trước thay đổi; null where the school was not known before.',
  })
  before!: ComplianceState | null;

  @Field(() => ComplianceState, { description: 'Sau thay đổi.' })
  after!: ComplianceState;

  @Field(() => ChangeCause, { nullable: true, description: 'Căn cứ; null where only time or a risk moved.' })
  cause!: ChangeCause | null;

  @Field(() => [ID], { description: 'Tiêu chí vừa quá hạn. Rules whose due has just passed unmet.' })
  newlyLate!: string[];
}

@ObjectType({ description: 'Nhiệm vụ của kế hoạch đã chuyển trạng thái.' })
export class TaskStatusChanged {
  @Field(() => CursorScalar, { description: 'Con trỏ.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm.' })
  at!: Date;

  @Field(() => ID, { description: 'Mã nhiệm vụ.' })
  task!: string;

  @Field(() => School, { nullable: true, description: "Trường; always null, as a task is the district's." })
  school!: School | null;

  @Field(() => TaskStateEnum, { description: 'Trước.' })
  before!: TaskState;

  @Field(() => TaskStateEnum, { description: 'Sau.' })
  after!: TaskState;

  @Field(() => String, { nullable: true, description: 'Lý do.' })
  reason!: string | null;

  @Field(() => ChangeCause, { nullable: true, description: 'Căn cứ; always null, as no rule moves a task.' })
  cause!: ChangeCause | null;
}

@ObjectType({ description: 'Trường vừa báo cáo khó khăn, vướng mắc.' })
export class DifficultyReported {
  @Field(() => CursorScalar, { description: 'Con trỏ.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm.' })
  at!: Date;

  @Field(() => School, { nullable: true, description: 'Trường.' })
  school!: School | null;

  @Field(() => ID, { description: 'Mã khó khăn.' })
  id!: string;

  @Field(() => DifficultySeverityEnum, { description: 'Mức độ.' })
  severity!: DifficultySeverity;

  @Field(() => DifficultyStateEnum, {
    nullable: true,
    description: 'Trước; null for a new one, CLOSED or RESOLVED for one that is reopened.',
  })
  before!: DifficultyState | null;

  @Field(() => DifficultyStateEnum, { description: 'Sau: OPEN or REOPENED.' })
  after!: DifficultyState;

  @Field(() => ChangeCause, {
    nullable: true,
    description: 'Căn cứ; always null, as no rule makes a difficulty.',
  })
  cause!: ChangeCause | null;
}
