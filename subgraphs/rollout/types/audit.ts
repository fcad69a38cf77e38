import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import { CursorScalar, DateTimeScalar, JsonScalar } from '../../../shared/subgraph/scalars.js';
import { PageInfo } from '../../../shared/subgraph/types.js';
import { auditEntityKinds, type AuditEntityKind } from '../service/audit.js';
import { School } from './school.js';

export const AuditEntityKindEnum = Object.fromEntries(auditEntityKinds.map((kind) => [kind, kind])) as {
  readonly [Kind in AuditEntityKind]: Kind;
};
registerEnumType(AuditEntityKindEnum, {
  name: 'AuditEntityKind',
  description: 'Loại đối tượng của nhật ký; with each the form of its id.',
  valuesConfig: {
    SCHOOL: { description: 'Trường, by its code: all that people did for it or to it.' },
    COMPLIANCE: { description: 'Tiến độ của trường, by its code: what the hub concluded, and why.' },
    ITEM: { description: 'Nội dung rà soát, by `school:item`, as `ChecklistItem.key` gives it.' },
    WORKING_GROUP: { description: 'Tổ công tác, by the code of its school.' },
    DUTY: { description: 'Phân công, by `school:duty`.' },
    CERTIFICATE: { description: 'Chứng thư số của đơn vị, by its id.' },
    TRAINING_SESSION: { description: 'Buổi tập huấn, by its id.' },
    GRADE: { description: 'Số liệu học bạ của khối, by `school:schoolYear:grade`.' },
    TASK: { description: 'Nhiệm vụ của kế hoạch, by its id, for example `T4`.' },
    DEADLINE: { description: 'Hạn của trường, by `school:rule`.' },
    DOCUMENT: { description: 'Văn bản, by its id.' },
    DIFFICULTY: { description: 'Khó khăn, vướng mắc, by its id.' },
    VISIT: { description: 'Đợt kiểm tra, by its id.' },
    RECOMMENDATION: { description: 'Kiến nghị, by its id.' },
    BUDGET_LINE: { description: 'Dòng kinh phí, by its id.' },
    PLAN: { description: 'Kế hoạch, by its id: its versions, and its final report.' },
    WEBHOOK: { description: 'Webhook, by its id. For the office.' },
  },
});

@InputType({ description: 'Đối tượng mà nhật ký nói về.' })
export class AuditEntity {
  @Field(() => AuditEntityKindEnum, { description: 'Loại đối tượng.' })
  kind!: AuditEntityKind;

  @Field(() => ID, { description: 'Mã đối tượng, in the form that its kind says.' })
  id!: string;
}

@ObjectType({
  description:
    'Một mục nhật ký kiểm toán. Who did what to the object, when, and why; it is never changed afterwards.',
})
export class AuditEntry {
  @Field(() => ID, { description: 'Mã sự kiện.' })
  id!: string;

  @Field(() => Int, { description: 'Vị trí trong nhật ký.' })
  position!: number;

  @Field(() => String, {
    description: 'Mã băm SHA-256. Chains the entry to all before it; `npm run verify-audit` walks the chain.',
  })
  hash!: string;

  @Field(() => String, { description: 'Loại sự kiện, for example `readiness.itemVerified`.' })
  type!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm.' })
  at!: Date;

  @Field(() => School, { nullable: true, description: "Trường; null for the district's own doings." })
  school!: School | null;

  @Field(() => String, {
    nullable: true,
    description: 'Người thực hiện; null where the caller may not see names.',
  })
  actor!: string | null;

  @Field(() => String, { description: 'Vai trò của người thực hiện.' })
  actorRole!: string;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'Trước khi thay đổi; null where there was nothing.',
  })
  before!: unknown;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'Sau khi thay đổi; of an event that knows no before, the facts that it told.',
  })
  after!: unknown;

  @Field(() => String, { nullable: true, description: 'Lý do hoặc ghi chú; null where none was given.' })
  reason!: string | null;
}

@ObjectType({ description: 'Một dòng của nhật ký kiểm toán.' })
export class AuditEdge {
  @Field(() => AuditEntry, { description: 'Mục nhật ký.' })
  node!: AuditEntry;

  @Field(() => CursorScalar, { description: 'Con trỏ của dòng.' })
  cursor!: string;
}

@ObjectType({ description: 'Nhật ký kiểm toán của một đối tượng, theo trang, the oldest entry first.' })
export class AuditConnection {
  @Field(() => [AuditEntry], { description: 'Các mục của trang.' })
  nodes!: AuditEntry[];

  @Field(() => [AuditEdge], { description: 'Các mục của trang, kèm con trỏ.' })
  edges!: AuditEdge[];

  @Field(() => PageInfo, { description: 'Vị trí của trang.' })
  pageInfo!: PageInfo;
}
