import 'reflect-metadata';
import { Directive, Field, Float, ObjectType } from 'type-graphql';

import { percent, type Ratio as RatioValue } from '../percent.js';
import { CursorScalar } from './scalars.js';

/** A share as whole numbers with the hub's one percentage; the same in every subgraph. */
@Directive('@shareable')
@ObjectType('Ratio', {
  description: 'Tỉ lệ. A share as two whole numbers and the percentage that everyone shows.',
})
export class RatioType {
  @Field(() => Float, { description: 'Tử số. The part. Whole in counts; a score may be weighted.' })
  numerator!: number;

  @Field(() => Float, { description: 'Mẫu số. The whole.' })
  denominator!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Phần trăm, floored to 0.1: 100 only where the part equals the whole; null where the whole is 0 (unknown is not zero).',
  })
  percent!: number | null;
}

/** The GraphQL form of a share. */
export function toRatio(ratio: RatioValue): RatioType {
  return { ...ratio, percent: percent(ratio) };
}

@Directive('@shareable')
@ObjectType({ description: 'Trang. Where a page of a connection stands in its list (Relay).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Còn trang sau. Whether more follows after `endCursor`.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Còn trang trước. Whether something stands before `startCursor`.' })
  hasPreviousPage!: boolean;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Con trỏ đầu trang. Cursor of the first edge; null on an empty page.',
  })
  startCursor!: string | null;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Con trỏ cuối trang. Hand it to `after` for the next page; null on an empty page.',
  })
  endCursor!: string | null;
}

@Directive('@shareable')
@ObjectType({
  description: "Căn cứ thay đổi. The rule that made a change, with the plan's clause that it rests on.",
})
export class ChangeCause {
  @Field(() => String, { description: 'Mã tiêu chí. The rule, for example `R09`.' })
  rule!: string;

  @Field(() => String, { description: 'Điều khoản. The clause of the plan, for example `IV.2-4b`.' })
  clause!: string;
}
