import 'reflect-metadata';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { RatioType } from '../../../shared/subgraph/types.js';

export const TrainingInterval = { DAY: 'DAY', WEEK: 'WEEK' } as const;
export type TrainingInterval = keyof typeof TrainingInterval;
registerEnumType(TrainingInterval, {
  name: 'TrainingInterval',
  description: 'Khoảng thời gian giữa hai điểm.',
  valuesConfig: {
    DAY: { description: 'Ngày: the end of each local day.' },
    WEEK: { description: 'Tuần: the end of each week, Sunday.' },
  },
});

@ObjectType({ description: 'Một điểm của đường tập huấn: what was known then of all schools in the plan.' })
export class TrainingPoint {
  @Field(() => DateTimeScalar, { description: 'Thời điểm.' })
  at!: Date;

  @Field(() => RatioType, { nullable: true, description: 'Cán bộ quản lý; null while unknown.' })
  managers!: RatioType | null;

  @Field(() => RatioType, { nullable: true, description: 'Giáo viên; null while unknown.' })
  teachers!: RatioType | null;

  @Field(() => RatioType, { nullable: true, description: 'Nhân viên; null while unknown.' })
  staff!: RatioType | null;

  @Field(() => RatioType, {
    nullable: true,
    description: 'Chung các nhóm; 100 only where each group is whole, null while unknown.',
  })
  total!: RatioType | null;

  @Field(() => Int, { description: 'Số trường. Schools that this point speaks of.' })
  schools!: number;

  @Field(() => Int, { description: 'Số trường chưa có dữ liệu, of `schools`.' })
  schoolsUnreported!: number;
}
