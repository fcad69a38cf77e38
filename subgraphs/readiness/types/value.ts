import 'reflect-metadata';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import { DateScalar } from '../../../shared/subgraph/scalars.js';

export const ChecklistItemKind = {
  BOOL: 'BOOL',
  COUNT: 'COUNT',
  RATIO: 'RATIO',
  DATE: 'DATE',
  DOC: 'DOC',
  TEXT: 'TEXT',
} as const;
export type ChecklistItemKind = keyof typeof ChecklistItemKind;
registerEnumType(ChecklistItemKind, {
  name: 'ChecklistItemKind',
  description: 'Loại nội dung. Which fields of a value an item takes.',
  valuesConfig: {
    BOOL: { description: 'Có/Không. Takes `bool`.' },
    COUNT: { description: 'Số lượng. Takes `count`.' },
    RATIO: { description: 'Tỉ lệ. Takes `numerator` and `denominator`.' },
    DATE: { description: 'Ngày. Takes `date`, not in the future.' },
    DOC: { description: 'Văn bản. Takes `number` and `date` of the document, not in the future.' },
    TEXT: { description: 'Nội dung chữ. Takes `text`.' },
  },
});

@ObjectType({
  description: 'Giá trị khai báo. What a school answered to an item; only the fields of its kind are set.',
})
export class ChecklistValue {
  @Field(() => ChecklistItemKind, { description: 'Loại nội dung. Says which of the other fields are set.' })
  kind!: ChecklistItemKind;

  @Field(() => Boolean, { nullable: true, description: 'Có/Không (BOOL).' })
  bool?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Số lượng (COUNT).' })
  count?: number | null;

  @Field(() => Int, { nullable: true, description: 'Tử số (RATIO). The part.' })
  numerator?: number | null;

  @Field(() => Int, { nullable: true, description: 'Mẫu số (RATIO). The whole.' })
  denominator?: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'Ngày (DATE), hoặc ngày ban hành văn bản (DOC).' })
  date?: string | null;

  @Field(() => String, { nullable: true, description: 'Số hiệu văn bản (DOC).' })
  number?: string | null;

  @Field(() => String, { nullable: true, description: 'Nội dung chữ (TEXT).' })
  text?: string | null;
}

@InputType({
  description:
    "Giá trị khai báo. Exactly the fields of the item's kind; any other is refused with BAD_USER_INPUT naming it.",
})
export class ChecklistValueInput {
  @Field(() => Boolean, { nullable: true, description: 'Có/Không (BOOL).' })
  bool?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Số lượng (COUNT), 0 to 1000000.' })
  count?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Tử số (RATIO), at most the denominator and the people that the register holds.',
  })
  numerator?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Mẫu số (RATIO); where the register holds the number of people, exactly that.',
  })
  denominator?: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày (DATE), hoặc ngày ban hành văn bản (DOC); not after today.',
  })
  date?: string | null;

  @Field(() => String, { nullable: true, description: 'Số hiệu văn bản (DOC), up to 100 characters.' })
  number?: string | null;

  @Field(() => String, { nullable: true, description: 'Nội dung chữ (TEXT), up to 2000 characters.' })
  text?: string | null;
}
