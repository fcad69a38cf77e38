import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

import { DateTimeScalar, JsonScalar } from '../../../shared/subgraph/scalars.js';
import { Plan } from './plan.js';

@ObjectType({
  description: 'Phiên bản của kế hoạch. Kept for ever, so that history can be scored under it again.',
})
export class PlanVersion {
  @Field(() => ID, { description: 'Mã kế hoạch.' })
  plan!: string;

  @Field(() => String, { description: 'Phiên bản; names rules, dates and weights by their content.' })
  version!: string;

  @Field(() => String, { description: 'Tên kế hoạch.' })
  title!: string;

  @Field(() => String, { description: 'Năm học.' })
  schoolYear!: string;

  @Field(() => DateTimeScalar, { description: 'Nạp lần đầu lúc.' })
  loadedAt!: Date;

  @Field(() => Boolean, { description: 'Đang áp dụng.' })
  isActive!: boolean;
}

@InputType({ description: 'Kế hoạch cần nạp.' })
export class LoadPlanInput {
  @Field(() => JsonScalar, {
    description:
      'Văn bản kế hoạch: clauses, tasks, rules with weights and dates, scope grades and unit, as in a plan file.',
  })
  document!: unknown;

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'Phiếu rà soát: items and duties that the rules ask about; those of the active plan when left out.',
  })
  checklist?: unknown;
}

@ObjectType({ description: 'Kế hoạch đã nạp.' })
export class LoadPlanPayload {
  @Field(() => Plan, { description: 'Kế hoạch đang thực hiện.' })
  plan!: Plan;
}
