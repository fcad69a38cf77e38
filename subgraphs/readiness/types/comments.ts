import 'reflect-metadata';
import { Field, ID, ObjectType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';

@ObjectType({ description: 'Trao đổi về một nội dung rà soát. Never changed and never deleted.' })
export class ItemComment {
  @Field(() => ID, { description: 'Mã trao đổi.' })
  id!: string;

  @Field(() => String, { description: 'Nội dung.' })
  text!: string;

  @Field(() => Boolean, { description: 'Cần theo dõi tiếp.' })
  followUp!: boolean;

  @Field(() => String, { description: 'Người viết.' })
  author!: string;

  @Field(() => String, { description: 'Vai trò của người viết, for example `district_officer`.' })
  authorRole!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm.' })
  at!: Date;
}
