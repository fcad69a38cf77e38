import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import type { BudgetSource } from '../../../shared/events/contracts.js';
import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { DongScalar } from './dong.js';
import { School } from './school.js';

export const BudgetSourceEnum: { readonly [Source in BudgetSource]: Source } = {
  STATE_BUDGET: 'STATE_BUDGET',
  OTHER_LAWFUL: 'OTHER_LAWFUL',
};
registerEnumType(BudgetSourceEnum, {
  name: 'BudgetSource',
  description: 'Nguồn kinh phí (V).',
  valuesConfig: {
    STATE_BUDGET: { description: 'Ngân sách Nhà nước.' },
    OTHER_LAWFUL: { description: 'Nguồn kinh phí hợp pháp khác.' },
  },
});

@ObjectType({ description: 'Một khoản kinh phí triển khai học bạ số (V).' })
export class BudgetLine {
  @Field(() => ID, { description: 'Mã.' })
  id!: string;

  @Field(() => School, { nullable: true, description: "Trường; null for the district's own." })
  school!: School | null;

  @Field(() => BudgetSourceEnum, { description: 'Nguồn kinh phí.' })
  source!: BudgetSource;

  @Field(() => String, { description: 'Hoạt động.' })
  activity!: string;

  @Field(() => DongScalar, { description: 'Dự toán.' })
  planned!: number;

  @Field(() => DongScalar, { description: 'Đã chi.' })
  spent!: number;

  @Field(() => Boolean, {
    description: 'Vượt dự toán. More is spent than planned; a warning, not a refusal.',
  })
  isOverspent!: boolean;

  @Field(() => String, { nullable: true, description: 'Ghi chú.' })
  note!: string | null;

  @Field(() => Int, { description: 'Phiên bản, for the next change.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'Thời điểm cập nhật.' })
  updatedAt!: Date;
}

@ObjectType({ description: 'Tổng kinh phí của một nguồn.' })
export class BudgetTotal {
  @Field(() => BudgetSourceEnum, {
    nullable: true,
    description: 'Nguồn kinh phí; null for all sources together.',
  })
  source!: BudgetSource | null;

  @Field(() => DongScalar, { description: 'Tổng dự toán.' })
  planned!: number;

  @Field(() => DongScalar, { description: 'Tổng đã chi.' })
  spent!: number;
}

@ObjectType({ description: 'Kinh phí triển khai học bạ số (V), in whole đồng.' })
export class Budget {
  @Field(() => [BudgetLine], { description: 'Các khoản kinh phí.' })
  lines!: BudgetLine[];

  @Field(() => BudgetTotal, { description: 'Tổng cộng.' })
  total!: BudgetTotal;

  @Field(() => [BudgetTotal], { description: 'Tổng theo nguồn.' })
  bySource!: BudgetTotal[];
}

@InputType({ description: 'Ghi một khoản kinh phí.' })
export class SetBudgetLineInput {
  @Field(() => ID, { nullable: true, description: 'Mã khoản đã có; left out for a new one.' })
  id?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Mã trường; left out for the district's own. It cannot be changed later.",
  })
  school?: string | null;

  @Field(() => BudgetSourceEnum, { description: 'Nguồn kinh phí.' })
  source!: BudgetSource;

  @Field(() => String, { description: 'Hoạt động, at most 500 characters.' })
  activity!: string;

  @Field(() => DongScalar, { description: 'Dự toán.' })
  planned!: number;

  @Field(() => DongScalar, { defaultValue: 0, description: 'Đã chi.' })
  spent!: number;

  @Field(() => String, { nullable: true, description: 'Ghi chú, at most 2000 characters.' })
  note?: string | null;
}

@ObjectType({ description: 'Kết quả ghi kinh phí.' })
export class SetBudgetLinePayload {
  @Field(() => BudgetLine, { description: 'Khoản kinh phí sau thay đổi.' })
  line!: BudgetLine;

  @Field(() => [String], {
    description: 'Cảnh báo, in Vietnamese; for example that more is spent than planned.',
  })
  warnings!: string[];

  @Field(() => School, { nullable: true, description: "Trường; null for the district's own." })
  school!: School | null;
}
