import 'reflect-metadata';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

import { DateScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { Ward } from './district.js';
import { Ownership, SchoolKind, SchoolStatus } from './enums.js';

@ObjectType({ description: 'Nhân sự. People of a school as of a day.' })
export class Headcount {
  @Field(() => DateScalar, { description: 'Tính đến ngày.' })
  asOf!: string;

  @Field(() => Int, { description: 'Cán bộ quản lý. Principal and deputies.' })
  managers!: number;

  @Field(() => Int, { description: 'Giáo viên.' })
  teachers!: number;

  @Field(() => Int, { description: 'Nhân viên.' })
  staff!: number;

  @Field(() => Int, {
    description:
      'Giáo viên chủ nhiệm khối trong phạm vi. Homeroom teachers of grades in scope: those who sign records.',
  })
  homeroomInScope!: number;
}

@ObjectType({ description: 'Học sinh theo khối. Classes and pupils of one grade in one school year.' })
export class GradeEnrolment {
  @Field(() => Int, { description: 'Khối, 1 to 5.' })
  grade!: number;

  @Field(() => Int, { description: 'Số lớp.' })
  classes!: number;

  @Field(() => Int, { description: 'Số học sinh.' })
  pupils!: number;

  @Field(() => Boolean, {
    description:
      'Thuộc phạm vi. Whether the grade is assessed under TT 27/2020 in that year and so in the plan (II.1-2).',
  })
  inScope!: boolean;
}

@ObjectType({ description: 'Thay đổi tình trạng. The office closed or reopened the school.' })
export class SchoolStatusChange {
  @Field(() => SchoolStatus, { description: 'Trước.' })
  before!: `${SchoolStatus}`;

  @Field(() => SchoolStatus, { description: 'Sau.' })
  after!: `${SchoolStatus}`;

  @Field(() => String, { description: 'Lý do.' })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm.' })
  at!: Date;
}

@Directive('@key(fields: "code")')
// All but the key may be null: where this subgraph does not answer, another's `school { name }` still has to be a valid response.
@ObjectType({
  description:
    'Trường. A school of the district, known by its eight-digit code in every part of the hub. Fields other than the code are null only where the register does not answer.',
})
export class School {
  @Field(() => ID, { description: 'Mã trường. Eight digits, never changed.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Tên trường.' })
  name!: string | null;

  @Field(() => SchoolKind, { nullable: true, description: 'Loại trường.' })
  kind!: SchoolKind | null;

  @Field(() => Ownership, { nullable: true, description: 'Loại hình: công lập hay ngoài công lập.' })
  ownership!: Ownership | null;

  @Field(() => Ward, { nullable: true, description: 'Phường.' })
  ward!: Ward | null;

  @Field(() => SchoolStatus, { nullable: true, description: 'Tình trạng hoạt động.' })
  status!: SchoolStatus | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Có cấp tiểu học. Schools without primary grades are outside the plan (I.1).',
  })
  hasPrimary!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Dữ liệu giả. True where the school is made up; screens have to say so.',
  })
  isSynthetic!: boolean | null;
}
