import 'reflect-metadata';
import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql';

import { School } from './school.js';

@InputType({ description: 'Nhập bảng. A table as CSV text.' })
export class ImportTableInput {
  @Field(() => String, {
    description:
      'Nội dung CSV, at most 2 MB: a header row (Vietnamese or English names, any case) and rows; `,`, `;` or tabs.',
  })
  content!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Chạy thử: says what would change and writes nothing.',
  })
  dryRun!: boolean;
}

@Directive('@shareable')
@ObjectType({ description: 'Lỗi của một dòng. What is wrong in one row and how to mend it.' })
export class ImportFault {
  @Field(() => Int, { description: 'Dòng, as a spreadsheet numbers it: the header is 1.' })
  row!: number;

  @Field(() => String, { nullable: true, description: 'Cột; null where the row as a whole is at fault.' })
  column!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Giá trị; null where the cell is empty or may be personal.',
  })
  value!: string | null;

  @Field(() => String, { description: 'Lý do, Vietnamese and English.' })
  reason!: string;

  @Field(() => String, { description: 'Cách sửa, Vietnamese and English.' })
  fix!: string;
}

@ObjectType()
export abstract class ImportOutcome {
  @Field(() => Boolean, { description: 'Chạy thử. True where nothing was written.' })
  dryRun!: boolean;

  @Field(() => Int, { description: 'Số dòng số liệu đã đọc.' })
  rows!: number;

  @Field(() => Int, { description: 'Số dòng thêm mới.' })
  created!: number;

  @Field(() => Int, { description: 'Số dòng thay đổi.' })
  changed!: number;

  @Field(() => Int, { description: 'Số dòng không đổi: the hub says the same already.' })
  unchanged!: number;

  @Field(() => [ImportFault], {
    description: 'Các lỗi. All rows of a school with a fault are left out; the other schools are written.',
  })
  errors!: ImportFault[];

  @Field(() => [School], { description: 'Các trường có thay đổi.' })
  schools!: School[];
}

@ObjectType({ description: 'Kết quả nhập danh sách trường.' })
export class ImportSchoolsPayload extends ImportOutcome {}

@ObjectType({ description: 'Kết quả nhập số liệu nhân sự.' })
export class ImportHeadcountsPayload extends ImportOutcome {}
