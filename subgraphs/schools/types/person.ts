import 'reflect-metadata';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { School } from './school.js';

export const ContactRole = {
  PRINCIPAL: 'PRINCIPAL',
  DEPUTY_PRINCIPAL: 'DEPUTY_PRINCIPAL',
  SYSTEM_ADMIN: 'SYSTEM_ADMIN',
  CLERK: 'CLERK',
  OTHER: 'OTHER',
} as const;
export type ContactRole = keyof typeof ContactRole;
registerEnumType(ContactRole, {
  name: 'ContactRole',
  description: 'Vai trò của người liên hệ tại trường.',
  valuesConfig: {
    PRINCIPAL: { description: 'Hiệu trưởng.' },
    DEPUTY_PRINCIPAL: { description: 'Phó hiệu trưởng.' },
    SYSTEM_ADMIN: { description: 'Quản trị phần mềm (IV.2-4c).' },
    CLERK: { description: 'Văn thư.' },
    OTHER: { description: 'Khác.' },
  },
});

@ObjectType({ description: 'Người liên hệ của trường. Whom to phone.' })
export class SchoolPerson {
  @Field(() => ID, { description: 'Mã người dùng, or the name that the school gave the entry.' })
  subject!: string;

  @Field(() => String, { description: 'Tên hiển thị.' })
  name!: string;

  @Field(() => ContactRole, { description: 'Vai trò.' })
  role!: ContactRole;

  @Field(() => String, {
    nullable: true,
    description:
      'Số điện thoại; null where none was given, or for others than the office and the school itself.',
  })
  phone!: string | null;

  @Field(() => DateTimeScalar, { description: 'Cập nhật lần cuối.' })
  updatedAt!: Date;
}

@InputType({ description: 'Người liên hệ. One entry of a school, known by its subject.' })
export class SetContactInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Mã người dùng; the caller's own when left out. The same one again rewrites the entry.",
  })
  subject?: string | null;

  @Field(() => String, { description: 'Tên hiển thị, 1 to 100 characters.' })
  name!: string;

  @Field(() => ContactRole, { description: 'Vai trò.' })
  role!: ContactRole;

  @Field(() => String, {
    nullable: true,
    description: 'Số điện thoại: 8 to 15 digits, `+` and spaces allowed.',
  })
  phone?: string | null;
}

@ObjectType({ description: 'Kết quả cập nhật người liên hệ.' })
export class ContactPayload {
  @Field(() => [SchoolPerson], { description: 'Những người liên hệ của trường sau thay đổi.' })
  people!: SchoolPerson[];

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}
