import 'reflect-metadata';
import { Field, ID, ObjectType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { School } from './school.js';

@ObjectType({ description: 'Tôi. Who the hub takes the caller for, and by which clock the district runs.' })
export class Me {
  @Field(() => ID, { description: 'Mã người dùng trong thẻ truy cập.' })
  subject!: string;

  @Field(() => String, { description: 'Tên hiển thị.' })
  name!: string;

  @Field(() => String, {
    description: 'Vai trò. For example `district_officer`, `school_admin`, `reporting_tool`.',
  })
  role!: string;

  @Field(() => [School], {
    nullable: true,
    description: 'Các trường được giao. Null where the role sees the whole district.',
  })
  schools!: School[] | null;

  @Field(() => DateTimeScalar, {
    description: 'Thời điểm của hệ thống. Deadlines and statuses are judged at this instant.',
  })
  now!: Date;

  @Field(() => Boolean, {
    description:
      "Giờ mô phỏng. True where `now` is a demo's own time and not the real one; screens have to say so.",
  })
  isSimulatedTime!: boolean;
}
