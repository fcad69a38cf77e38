import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import { CursorScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { PageInfo } from '../../../shared/subgraph/types.js';
import { School } from './school.js';

export const AccessKind = { PERSON: 'PERSON', TOOL: 'TOOL' } as const;
export type AccessKind = keyof typeof AccessKind;
registerEnumType(AccessKind, {
  name: 'AccessKind',
  description: 'Loại quyền truy cập.',
  valuesConfig: {
    PERSON: { description: 'Người dùng: signs in by browser.' },
    TOOL: { description: 'Công cụ báo cáo: brings its token.' },
  },
});

export const AccessState = {
  INVITED: 'INVITED',
  ACTIVE: 'ACTIVE',
  EXPIRED: 'EXPIRED',
  ENDED: 'ENDED',
} as const;
export type AccessState = keyof typeof AccessState;
registerEnumType(AccessState, {
  name: 'AccessState',
  description: 'Tình trạng quyền truy cập.',
  valuesConfig: {
    INVITED: { description: 'Đã mời: the link has not been used yet.' },
    ACTIVE: { description: 'Đang dùng.' },
    EXPIRED: { description: 'Hết hạn: the link or the token was not used, or not renewed, in time.' },
    ENDED: { description: 'Đã thu hồi.' },
  },
});

@ObjectType({ description: 'Quyền truy cập. Who was let in, by whom, as what.' })
export class AccessGrant {
  @Field(() => ID, { description: 'Mã.' })
  id!: string;

  @Field(() => AccessKind, { description: 'Loại.' })
  kind!: AccessKind;

  @Field(() => ID, { description: 'Mã người dùng: the subject under which this acts in the event log.' })
  subject!: string;

  @Field(() => String, { description: 'Tên.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Thư điện tử; null for a tool.' })
  email!: string | null;

  @Field(() => String, { description: 'Vai trò, as tokens spell it.' })
  role!: string;

  @Field(() => AccessState, { description: 'Tình trạng.' })
  state!: AccessState;

  @Field(() => String, { description: 'Người cấp: the subject of who granted it.' })
  grantedBy!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm cấp, by real time.' })
  grantedAt!: Date;

  @Field(() => DateTimeScalar, {
    description: "Hạn: of an invitation that was not used, or of a tool's token.",
  })
  expiresAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Thời điểm nhận lời mời.' })
  acceptedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Thời điểm thu hồi.' })
  endedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Lý do thu hồi.' })
  endReason!: string | null;

  @Field(() => [School], {
    nullable: true,
    description: 'Các trường được giao; null for the whole district.',
  })
  schools?: School[] | null;

  /** Codes behind `schools`; null for the whole district. */
  codes!: readonly string[] | null;
}

@ObjectType({ description: 'Một dòng của danh sách quyền truy cập.' })
export class AccessGrantEdge {
  @Field(() => AccessGrant, { description: 'Quyền truy cập.' })
  node!: AccessGrant;

  @Field(() => CursorScalar, { description: 'Con trỏ của dòng.' })
  cursor!: string;
}

@ObjectType({ description: 'Danh sách quyền truy cập, theo trang (Relay), mới nhất trước.' })
export class AccessGrantConnection {
  @Field(() => [AccessGrant], { description: 'Các quyền của trang.' })
  nodes!: AccessGrant[];

  @Field(() => [AccessGrantEdge], { description: 'Các quyền của trang, kèm con trỏ.' })
  edges!: AccessGrantEdge[];

  @Field(() => PageInfo, { description: 'Vị trí của trang.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'Tổng số.' })
  totalCount!: number;
}

@InputType({ description: 'Mời một người.' })
export class InvitePersonInput {
  @Field(() => String, { description: 'Tên hiển thị, 1 to 100 characters.' })
  name!: string;

  @Field(() => String, { description: 'Thư điện tử: by which the person signs in.' })
  email!: string;

  @Field(() => String, {
    description: 'Vai trò, as tokens spell it: `principal`, `school_admin`, `inspector`, …',
  })
  role!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Mã các trường, for roles that are bound to schools; left out for the others.',
  })
  schools?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Link có hiệu lực trong bao nhiêu giờ, 1 to 336; 72 when left out.',
  })
  validHours?: number | null;
}

@InputType({ description: 'Cấp mã cho công cụ báo cáo.' })
export class IssueToolTokenInput {
  @Field(() => String, { description: 'Tên công cụ, 1 to 100 characters.' })
  name!: string;

  @Field(() => [ID], { nullable: true, description: 'Mã các trường; the whole district when left out.' })
  schools?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Mã có hiệu lực trong bao nhiêu ngày, 1 to 366; 90 when left out.',
  })
  validDays?: number | null;
}

@ObjectType({ description: 'Kết quả cấp quyền truy cập.' })
export class AccessGrantedPayload {
  @Field(() => AccessGrant, { description: 'Quyền vừa cấp.' })
  grant!: AccessGrant;

  @Field(() => String, {
    description:
      "Bí mật: the tool's token, or the end of the invitation's link after `/#invite=`. Told this once; the hub keeps its digest only.",
  })
  secret!: string;
}

@ObjectType({ description: 'Kết quả thu hồi quyền truy cập.' })
export class AccessEndedPayload {
  @Field(() => AccessGrant, { description: 'Quyền vừa thu hồi.' })
  grant!: AccessGrant;
}

@ObjectType({ description: 'Kết quả buộc đăng xuất.' })
export class SignedOutPayload {
  @Field(() => ID, { description: 'Mã người dùng.' })
  subject!: string;
}
