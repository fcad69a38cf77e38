import 'reflect-metadata';
import { Field, ID, ObjectType } from 'type-graphql';

import { CursorScalar, DateTimeScalar, JsonScalar } from '../../../shared/subgraph/scalars.js';
import { PageInfo } from '../../../shared/subgraph/types.js';
import { School } from './school.js';

@ObjectType({
  description: "Sự kiện. One entry of the hub's log: a fact, when it happened, and the school it is about.",
})
export class Change {
  @Field(() => CursorScalar, { description: 'Con trỏ. Hand it to `after` to go on behind this event.' })
  cursor!: string;

  @Field(() => ID, {
    description: 'Mã sự kiện; unique and never changed, so that a fact taken twice is known.',
  })
  id!: string;

  @Field(() => String, { description: 'Loại sự kiện, for example `readiness.itemVerified`.' })
  type!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm.' })
  at!: Date;

  @Field(() => School, { nullable: true, description: "Trường; null for the district's own doings." })
  school!: School | null;

  @Field(() => String, { description: 'Vai trò của người thực hiện.' })
  actorRole!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Người thực hiện; null where the caller may not see it.',
  })
  actor!: string | null;

  @Field(() => JsonScalar, {
    description:
      "Nội dung. The facts, in the form of the event's type; fields are added to a type, never renamed or removed.",
  })
  data!: unknown;
}

@ObjectType({ description: 'Một dòng của nhật ký.' })
export class ChangeEdge {
  @Field(() => Change, { description: 'Sự kiện.' })
  node!: Change;

  @Field(() => CursorScalar, { description: 'Con trỏ của sự kiện.' })
  cursor!: string;
}

@ObjectType({
  description:
    "Nhật ký sự kiện, theo trang. Its `endCursor` moves on behind events that are not the caller's to see as well.",
})
export class ChangeConnection {
  @Field(() => [Change], { description: 'Các sự kiện của trang.' })
  nodes!: Change[];

  @Field(() => [ChangeEdge], { description: 'Các sự kiện của trang, kèm con trỏ.' })
  edges!: ChangeEdge[];

  @Field(() => PageInfo, { description: 'Vị trí của trang.' })
  pageInfo!: PageInfo;
}
