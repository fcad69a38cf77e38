import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import { DateScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { ChecklistItem } from './checklist.js';
import { School } from './school.js';

export const WorkingGroupRole = {
  HEAD: 'HEAD',
  DEPUTY: 'DEPUTY',
  MEMBER: 'MEMBER',
  SECRETARY: 'SECRETARY',
} as const;
export type WorkingGroupRole = keyof typeof WorkingGroupRole;
registerEnumType(WorkingGroupRole, {
  name: 'WorkingGroupRole',
  description: 'Vai trò trong Tổ công tác.',
  valuesConfig: {
    HEAD: { description: 'Tổ trưởng.' },
    DEPUTY: { description: 'Tổ phó.' },
    MEMBER: { description: 'Thành viên.' },
    SECRETARY: { description: 'Thư ký.' },
  },
});

export const Audience = {
  MANAGERS: 'MANAGERS',
  TEACHERS: 'TEACHERS',
  STAFF: 'STAFF',
  PARENTS: 'PARENTS',
  PUPILS: 'PUPILS',
} as const;
export type Audience = keyof typeof Audience;
registerEnumType(Audience, {
  name: 'Audience',
  description: 'Đối tượng truyền thông. The five whom the plan names (IV.2-3).',
  valuesConfig: {
    MANAGERS: { description: 'Cán bộ quản lý.' },
    TEACHERS: { description: 'Giáo viên.' },
    STAFF: { description: 'Nhân viên.' },
    PARENTS: { description: 'Cha mẹ học sinh.' },
    PUPILS: { description: 'Học sinh.' },
  },
});

@ObjectType({ description: 'Thành viên Tổ công tác.' })
export class WorkingGroupMember {
  @Field(() => String, { description: "Họ và tên. A member of the school's staff, never a pupil." })
  name!: string;

  @Field(() => WorkingGroupRole, { description: 'Vai trò.' })
  role!: WorkingGroupRole;
}

@ObjectType({ description: 'Tổ công tác của trường (IV.2-1).' })
export class SchoolWorkingGroup {
  /** For the fields that depend on who asks. */
  school!: string;

  @Field(() => String, { description: 'Số quyết định thành lập.' })
  decisionNumber!: string;

  @Field(() => DateScalar, { description: 'Ngày quyết định.' })
  decisionDate!: string;

  @Field(() => [WorkingGroupMember], { description: 'Các thành viên; at least one is the head.' })
  members!: WorkingGroupMember[];

  @Field(() => Int, { description: 'Phiên bản. Counts every change.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'Thời điểm thay đổi gần nhất.' })
  updatedAt!: Date;
}

@ObjectType({
  description: "Nhiệm vụ được phân công. A duty of the school's plan and who answers for it (IV.2-2).",
})
export class PlanDuty {
  @Field(() => ID, { description: 'Mã nhiệm vụ, for example `SYSTEM_ADMIN`.' })
  id!: string;

  @Field(() => String, { description: 'Tên nhiệm vụ, tiếng Việt.' })
  titleVi!: string;

  @Field(() => String, { description: 'Tên nhiệm vụ, tiếng Anh.' })
  titleEn!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Người chịu trách nhiệm; null where nobody is named yet.',
  })
  person!: string | null;
}

@ObjectType({ description: 'Kế hoạch triển khai của trường (IV.2-2).' })
export class SchoolPlan {
  @Field(() => String, { nullable: true, description: 'Số kế hoạch; null where none was declared.' })
  number!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Ngày kế hoạch.' })
  date!: string | null;

  @Field(() => [PlanDuty], { description: 'Phân công nhiệm vụ: every duty, also those without a person.' })
  duties!: PlanDuty[];
}

@ObjectType({ description: 'Hoạt động truyền thông.' })
export class CommunicationActivity {
  /** For the fields that depend on who asks. */
  school!: string;

  @Field(() => ID, { description: 'Mã hoạt động.' })
  id!: string;

  @Field(() => [Audience], { description: 'Đối tượng đã truyền thông.' })
  audiences!: Audience[];

  @Field(() => DateScalar, { description: 'Ngày tổ chức.' })
  heldOn!: string;

  @Field(() => String, { description: 'Nội dung, hình thức.' })
  description!: string;
}

@ObjectType({ description: 'Truyền thông của trường (IV.2-3).' })
export class SchoolCommunications {
  @Field(() => [Audience], { description: 'Đối tượng đã được truyền thông.' })
  audiences!: Audience[];

  @Field(() => [Audience], { description: 'Đối tượng chưa được truyền thông.' })
  missing!: Audience[];

  @Field(() => [CommunicationActivity], { description: 'Các hoạt động, the latest first.' })
  activities!: CommunicationActivity[];
}

@InputType({ description: 'Thành viên Tổ công tác.' })
export class WorkingGroupMemberInput {
  @Field(() => String, { description: 'Họ và tên, up to 200 characters.' })
  name!: string;

  @Field(() => WorkingGroupRole, { description: 'Vai trò.' })
  role!: WorkingGroupRole;
}

@InputType({ description: 'Tổ công tác của trường; it replaces the former one.' })
export class SetWorkingGroupInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => String, { description: 'Số quyết định thành lập.' })
  decisionNumber!: string;

  @Field(() => DateScalar, { description: 'Ngày quyết định, not after today.' })
  decisionDate!: string;

  @Field(() => [WorkingGroupMemberInput], { description: 'Các thành viên, 1 to 50, at least one HEAD.' })
  members!: WorkingGroupMemberInput[];
}

@InputType({ description: 'Phân công một nhiệm vụ của kế hoạch.' })
export class AssignDutyInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => ID, { description: 'Mã nhiệm vụ, one of the `plan.duties`.' })
  duty!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Họ và tên người chịu trách nhiệm; null withdraws the name.',
  })
  person?: string | null;
}

@InputType({ description: 'Ghi nhận một hoạt động truyền thông.' })
export class LogCommunicationInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => [Audience], { description: 'Đối tượng, at least one.' })
  audiences!: Audience[];

  @Field(() => DateScalar, { description: 'Ngày tổ chức, not after today.' })
  heldOn!: string;

  @Field(() => String, { description: 'Nội dung, hình thức, up to 2000 characters.' })
  description!: string;
}

@ObjectType({ description: 'Kết quả lập Tổ công tác.' })
export class WorkingGroupPayload {
  @Field(() => SchoolWorkingGroup, { description: 'Tổ công tác.' })
  workingGroup!: SchoolWorkingGroup;

  @Field(() => ChecklistItem, {
    nullable: true,
    description: 'Nội dung rà soát về quyết định, now a draft; null where the template asks for none.',
  })
  item!: ChecklistItem | null;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}

@ObjectType({ description: 'Kết quả phân công.' })
export class DutyPayload {
  @Field(() => PlanDuty, { description: 'Nhiệm vụ sau phân công.' })
  duty!: PlanDuty;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}

@ObjectType({ description: 'Kết quả ghi nhận truyền thông.' })
export class CommunicationPayload {
  @Field(() => CommunicationActivity, { description: 'Hoạt động.' })
  activity!: CommunicationActivity;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}
