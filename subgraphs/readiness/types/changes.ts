import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import { CursorScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { ChangeCause } from '../../../shared/subgraph/types.js';
import { ChecklistItemState } from './checklist.js';
import { School } from './school.js';
import { ChecklistValue } from './value.js';

@ObjectType({ description: 'Nội dung rà soát tại một thời điểm.' })
export class ItemSnapshot {
  @Field(() => ChecklistItemState, { description: 'Trạng thái.' })
  state!: ChecklistItemState;

  @Field(() => Int, { description: 'Phiên bản.' })
  version!: number;

  @Field(() => ChecklistValue, {
    nullable: true,
    description: "Giá trị; null where none was given, or it is not the caller's to see.",
  })
  value!: ChecklistValue | null;
}

@InputType({ description: 'Lọc thay đổi; what is left out does not narrow.' })
export class ReadinessChangeFilter {
  @Field(() => [ID], { nullable: true, description: 'Mã trường.' })
  school?: string[] | null;

  @Field(() => [ChecklistItemState], { nullable: true, description: 'Trạng thái sau thay đổi.' })
  state?: ChecklistItemState[] | null;
}

@ObjectType({ description: 'Thay đổi của một nội dung rà soát.' })
export class ReadinessChange {
  @Field(() => CursorScalar, { description: 'Con trỏ. Hand it to `after` to go on from here.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: "Thời điểm, by the domain's clock." })
  at!: Date;

  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => ID, { description: 'Mã nội dung, for example `WORKING_GROUP`.' })
  item!: string;

  @Field(() => ItemSnapshot, { description: 'Trước thay đổi.' })
  before!: ItemSnapshot;

  @Field(() => ItemSnapshot, { description: 'Sau thay đổi.' })
  after!: ItemSnapshot;

  @Field(() => ChangeCause, {
    nullable: true,
    description: 'Căn cứ: the rule that the item feeds, with its clause; null where it feeds none.',
  })
  cause!: ChangeCause | null;
}

@ObjectType({ description: 'Nội dung bị trả lại hoặc mở lại.' })
export class ItemReturn extends ReadinessChange {
  @Field(() => String, { description: 'Lý do.' })
  reason!: string;
}
