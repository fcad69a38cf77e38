import 'reflect-metadata';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import { DateScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';

export const OfficeGroupRoleEnum = { HEAD: 'HEAD', DEPUTY: 'DEPUTY', MEMBER: 'MEMBER' } as const;
export type OfficeGroupRole = keyof typeof OfficeGroupRoleEnum;
registerEnumType(OfficeGroupRoleEnum, {
  name: 'OfficeGroupRole',
  description: 'Vai trò trong Tổ công tác của Phòng.',
  valuesConfig: {
    HEAD: { description: 'Tổ trưởng.' },
    DEPUTY: { description: 'Tổ phó.' },
    MEMBER: { description: 'Tổ viên.' },
  },
});

@ObjectType({ description: 'Thành viên Tổ công tác của Phòng.' })
export class OfficeGroupMember {
  @Field(() => String, { description: 'Họ tên.' })
  name!: string;

  @Field(() => String, {
    description: 'Đơn vị: the office itself, or one that works with it (a service provider, T2).',
  })
  organisation!: string;

  @Field(() => OfficeGroupRoleEnum, { description: 'Vai trò.' })
  role!: OfficeGroupRole;
}

@ObjectType({ description: 'Tổ công tác của Phòng GD&ĐT (T2, III-1), by its last decision.' })
export class OfficeWorkingGroup {
  @Field(() => String, { description: 'Số quyết định.' })
  decisionNumber!: string;

  @Field(() => DateScalar, { description: 'Ngày quyết định.' })
  decisionDate!: string;

  @Field(() => [OfficeGroupMember], { description: 'Thành viên, in the order of the decision.' })
  members!: OfficeGroupMember[];

  @Field(() => Int, { description: 'Phiên bản: 1 for the first decision.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'Ghi lúc.' })
  setAt!: Date;
}

@InputType({ description: 'Thành viên Tổ công tác của Phòng.' })
export class OfficeGroupMemberInput {
  @Field(() => String, { description: 'Họ tên, at most 200 characters.' })
  name!: string;

  @Field(() => String, { description: 'Đơn vị, at most 200 characters.' })
  organisation!: string;

  @Field(() => OfficeGroupRoleEnum, { description: 'Vai trò; one is HEAD.' })
  role!: OfficeGroupRole;
}

@InputType({ description: 'Lập hoặc kiện toàn Tổ công tác của Phòng.' })
export class SetOfficeWorkingGroupInput {
  @Field(() => String, { description: 'Số quyết định, at most 100 characters.' })
  decisionNumber!: string;

  @Field(() => DateScalar, { description: 'Ngày quyết định; not in the future.' })
  decisionDate!: string;

  @Field(() => [OfficeGroupMemberInput], { description: 'Thành viên, 1 to 50, with one head.' })
  members!: OfficeGroupMemberInput[];

  @Field(() => Int, { description: 'Phiên bản mà người dùng đã xem; 0 where there is no group yet.' })
  expectedVersion!: number;
}

@ObjectType({ description: 'Kết quả lập Tổ công tác của Phòng.' })
export class SetOfficeWorkingGroupPayload {
  @Field(() => OfficeWorkingGroup, { description: 'Tổ công tác.' })
  workingGroup!: OfficeWorkingGroup;
}
