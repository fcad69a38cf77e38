import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import type { TaskState } from '../../../shared/events/contracts.js';
import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { TaskStateEnum } from './enums.js';
import { Clause, Plan, SourceNote } from './plan.js';
import { School } from './school.js';
import { TaskExtension } from './task-extension.js';

@ObjectType({ description: 'Cảnh báo về thứ tự nhiệm vụ. The dates stand as printed; nothing is moved.' })
export class TaskWarning {
  @Field(() => String, {
    description:
      'Mã cảnh báo. STARTS_BEFORE_PREVIOUS: it opens before the task listed before it; STARTS_BEFORE_DEPENDENCY_ENDS: before the due of a task it waits for; STARTED_BEFORE_DEPENDENCY_DONE: it is under way while such a task is not done.',
  })
  code!: string;

  @Field(() => String, { description: 'Nội dung.' })
  messageVi!: string;

  @Field(() => String, { description: 'Nội dung bằng tiếng Anh.' })
  messageEn!: string;
}

@ObjectType({ description: 'Gia hạn. A deadline extended for one school; the original stays in the plan.' })
export class DeadlineExtension {
  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => ID, { description: 'Mã tiêu chí.' })
  rule!: string;

  @Field(() => DateTimeScalar, { description: 'Hạn trước khi gia hạn.' })
  before!: Date;

  @Field(() => DateTimeScalar, { description: 'Hạn sau khi gia hạn.' })
  after!: Date;

  @Field(() => String, { description: 'Lý do.' })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm gia hạn.' })
  grantedAt!: Date;
}

@ObjectType({ description: 'Nhiệm vụ của kế hoạch.' })
export class Task {
  @Field(() => ID, { description: 'Mã nhiệm vụ, for example `T5`.' })
  id!: string;

  @Field(() => String, { description: 'Tên nhiệm vụ.' })
  titleVi!: string;

  @Field(() => String, { description: 'Tên nhiệm vụ bằng tiếng Anh.' })
  titleEn!: string;

  @Field(() => DateTimeScalar, { description: 'Bắt đầu theo kế hoạch.' })
  plannedStart!: Date;

  @Field(() => DateTimeScalar, { description: 'Hạn gốc; never changes.' })
  originalDue!: Date;

  @Field(() => DateTimeScalar, {
    description:
      'Hạn của nhiệm vụ, with what it was extended. What single schools were granted stands in `extensions` and moves only their own deadlines.',
  })
  due!: Date;

  @Field(() => String, {
    description: 'Thời gian như in trong văn bản, for example `Tuần 3,4 Tháng 4/2024`.',
  })
  timeAsPrinted!: string;

  @Field(() => [String], { description: 'Đơn vị chủ trì, as machine-readable keys.' })
  leads!: string[];

  @Field(() => String, { description: 'Đơn vị chủ trì như in trong văn bản.' })
  leadAsPrinted!: string;

  @Field(() => [String], {
    description: 'Đơn vị phối hợp, as machine-readable keys; empty where the plan names none.',
  })
  coordinating!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Đơn vị phối hợp như in trong văn bản; null where the column is blank.',
  })
  coordinatingAsPrinted!: string | null;

  @Field(() => [ID], { description: 'Nhiệm vụ phải xong trước.' })
  dependsOn!: string[];

  @Field(() => String, { description: 'Sản phẩm.' })
  deliverableVi!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Sản phẩm bằng tiếng Anh; derived where the plan names none.',
  })
  deliverable!: string | null;

  @Field(() => [Clause], { description: 'Các điều khoản mà nhiệm vụ thực hiện.' })
  clauses!: Clause[];

  @Field(() => TaskStateEnum, { description: 'Trạng thái.' })
  state!: TaskState;

  @Field(() => Int, {
    description:
      'Phiên bản, 0 before the first change. Hand it back as `expectedVersion` when moving the task on.',
  })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Ghi chú của lần cập nhật gần nhất.' })
  note!: string | null;

  @Field(() => String, { nullable: true, description: 'Lý do hủy hay mở lại.' })
  reason!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Bắt đầu thực tế.' })
  startedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Hoàn thành thực tế; null while it is not done.',
  })
  doneAt!: Date | null;

  @Field(() => Boolean, { description: 'Quá hạn. Not done and past its due; computed, never stored.' })
  isOverdue!: boolean;

  @Field(() => Int, { description: 'Số ngày quá hạn; 0 while it is not.' })
  daysOverdue!: number;

  @Field(() => [TaskWarning], { description: 'Cảnh báo về thứ tự.' })
  warnings!: TaskWarning[];

  @Field(() => [TaskExtension], { description: 'Các lần gia hạn của chính nhiệm vụ, in their order.' })
  taskExtensions!: TaskExtension[];

  @Field(() => [DeadlineExtension], {
    description: 'Các gia hạn thuộc tiêu chí của nhiệm vụ, of schools whose detail the caller may see.',
  })
  extensions!: DeadlineExtension[];
}

@ObjectType({ description: "Tiến độ kế hoạch. The plan's tasks, as planned and as they went." })
export class Timeline {
  @Field(() => Plan, { description: 'Kế hoạch.' })
  plan!: Plan;

  @Field(() => DateTimeScalar, { description: 'Thời điểm xem.' })
  asOf!: Date;

  @Field(() => DateTimeScalar, { description: 'Thời điểm hiện tại của hệ thống.' })
  now!: Date;

  @Field(() => Boolean, {
    description: "Giờ mô phỏng. True where `now` is a demo's own time; screens have to say so.",
  })
  isSimulatedTime!: boolean;

  @Field(() => [Task], { description: "Các nhiệm vụ, in the plan's order." })
  tasks!: Task[];

  @Field(() => [SourceNote], { description: 'Ghi chú về văn bản gốc.' })
  sourceNotes!: SourceNote[];
}

@InputType({ description: 'Cập nhật nhiệm vụ.' })
export class UpdateTaskProgressInput {
  @Field(() => ID, { description: 'Mã nhiệm vụ.' })
  task!: string;

  @Field(() => TaskStateEnum, { description: "Trạng thái mới. CONFIRMED is the head's to give." })
  state!: TaskState;

  @Field(() => Int, { description: 'Phiên bản mà người dùng đã xem.' })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'Ghi chú, at most 2000 characters.' })
  note?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Lý do; required to cancel, and to take up again what was done.',
  })
  reason?: string | null;
}

@ObjectType({ description: 'Kết quả cập nhật nhiệm vụ.' })
export class UpdateTaskProgressPayload {
  @Field(() => Task, { description: 'Nhiệm vụ sau cập nhật.' })
  task!: Task;
}

@InputType({ description: 'Gia hạn cho một trường.' })
export class ExtendDeadlineInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => ID, { description: 'Mã tiêu chí.' })
  rule!: string;

  @Field(() => DateTimeScalar, {
    description: 'Hạn mới: the last instant in time, later than the deadline in force.',
  })
  to!: Date;

  @Field(() => String, { description: 'Lý do, at most 2000 characters.' })
  reason!: string;
}

@ObjectType({ description: 'Kết quả gia hạn.' })
export class ExtendDeadlinePayload {
  @Field(() => DeadlineExtension, { description: 'Gia hạn đã ghi.' })
  extension!: DeadlineExtension;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}

@InputType({ description: 'Gia hạn một nhiệm vụ của kế hoạch.' })
export class ExtendTaskInput {
  @Field(() => ID, { description: 'Mã nhiệm vụ, for example `T4`.' })
  task!: string;

  @Field(() => DateTimeScalar, {
    description: 'Hạn mới: the last instant in time, later than the due in force.',
  })
  to!: Date;

  @Field(() => String, { description: 'Lý do, at most 2000 characters.' })
  reason!: string;
}

@ObjectType({ description: 'Kết quả gia hạn nhiệm vụ.' })
export class ExtendTaskPayload {
  @Field(() => Task, { description: 'Nhiệm vụ sau gia hạn.' })
  task!: Task;
}
