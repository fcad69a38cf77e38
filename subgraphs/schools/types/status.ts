import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

import { School, SchoolStatusChange } from './school.js';

@InputType({ description: 'Đổi tình trạng hoạt động của trường.' })
export class ChangeStatusInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => String, { description: 'Lý do, 1 to 1000 characters: the decision that it rests on.' })
  reason!: string;
}

@ObjectType({ description: 'Kết quả đổi tình trạng.' })
export class ChangeStatusPayload {
  @Field(() => SchoolStatusChange, { description: 'Thay đổi vừa ghi nhận.' })
  change!: SchoolStatusChange;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}
