import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';

@ObjectType({ description: 'Gia hạn một nhiệm vụ của kế hoạch. Appended; the date as planned stays.' })
export class TaskExtension {
  @Field(() => DateTimeScalar, { description: 'Hạn trước đó.' })
  before!: Date;

  @Field(() => DateTimeScalar, { description: 'Hạn mới.' })
  after!: Date;

  @Field(() => String, { description: 'Lý do.' })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm gia hạn.' })
  grantedAt!: Date;
}
