import 'reflect-metadata';
import { Field, ID, Int, ObjectType } from 'type-graphql';

import { DateScalar, DateTimeScalar, JsonScalar } from '../../../shared/subgraph/scalars.js';

@ObjectType({ description: 'Đơn vị chỉ đạo. The office that runs the plan.' })
export class PlanUnit {
  @Field(() => ID, { description: 'Mã đơn vị.' })
  code!: string;

  @Field(() => String, { description: 'Tên đơn vị.' })
  nameVi!: string;

  @Field(() => String, { description: 'Tên đơn vị bằng tiếng Anh.' })
  nameEn!: string;
}

@ObjectType({ description: 'Kế hoạch đang thực hiện.' })
export class Plan {
  @Field(() => ID, { description: 'Mã kế hoạch.' })
  id!: string;

  @Field(() => String, { description: 'Tên kế hoạch.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Số văn bản; null where it is not entered in the books ("chưa vào sổ").',
  })
  number!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày ban hành; null where the document leaves it blank.',
  })
  issuedOn!: string | null;

  @Field(() => String, { description: 'Năm học, for example `2023-2024`.' })
  schoolYear!: string;

  @Field(() => [Int], { description: 'Khối lớp thuộc phạm vi of that school year (II.1-2).' })
  scopeGrades!: number[];

  @Field(() => PlanUnit, { description: 'Đơn vị chỉ đạo.' })
  unit!: PlanUnit;

  @Field(() => String, {
    description:
      'Phiên bản. Names rules, dates and weights by their content; another version scores history anew.',
  })
  version!: string;
}

@ObjectType({ description: 'Điều khoản của kế hoạch.' })
export class Clause {
  @Field(() => ID, { description: 'Mã điều khoản, for example `IV.2-4b`.' })
  id!: string;

  @Field(() => String, { description: 'Nguyên văn, typing errors included.' })
  textVi!: string;

  @Field(() => String, { nullable: true, description: 'Ghi chú về nguyên văn.' })
  noteVi!: string | null;
}

@ObjectType({
  description: 'Ghi chú về văn bản gốc. A defect of the source that is kept and named, not silently mended.',
})
export class SourceNote {
  @Field(() => String, { nullable: true, description: 'Điều khoản; null for the document as a whole.' })
  clause!: string | null;

  @Field(() => [String], { description: 'Các điều khoản liên quan.' })
  otherClauses!: string[];

  @Field(() => String, { description: 'Nội dung.' })
  textVi!: string;

  @Field(() => String, { description: 'Nội dung bằng tiếng Anh.' })
  textEn!: string;

  @Field(() => String, { nullable: true, description: 'Ngày in trên văn bản.' })
  dateAsPrinted!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Ngày đã hiệu chỉnh.' })
  dateCorrected!: string | null;
}

@ObjectType({ description: 'Tiêu chí. A rule of the plan that schools are measured by.' })
export class ComplianceRule {
  @Field(() => ID, { description: 'Mã tiêu chí.' })
  id!: string;

  @Field(() => String, { description: 'Điều khoản that it rests on.' })
  clause!: string;

  @Field(() => [String], { description: 'Các điều khoản khác that it rests on.' })
  otherClauses!: string[];

  @Field(() => String, { description: 'Nguyên văn điều khoản.' })
  clauseText!: string;

  @Field(() => String, { description: 'Tên tiêu chí.' })
  titleVi!: string;

  @Field(() => String, { description: 'Tên tiêu chí bằng tiếng Anh.' })
  titleEn!: string;

  @Field(() => Boolean, { description: 'Điều kiện bắt buộc.' })
  gate!: boolean;

  @Field(() => Int, { description: 'Trọng số, in points of 100.' })
  weight!: number;

  @Field(() => ID, { nullable: true, description: 'Nhiệm vụ that it belongs to.' })
  task!: string | null;

  @Field(() => DateTimeScalar, {
    description: "Hạn của kế hoạch. The last instant in time; a school's extension stands in its line.",
  })
  due!: Date;

  @Field(() => String, {
    description:
      'Nguồn của hạn: SEED where the plan gives it, DERIVED where it was derived and may be configured.',
  })
  dueBasis!: string;

  @Field(() => DateTimeScalar, { description: 'Có hiệu lực từ.' })
  inForceFrom!: Date;

  @Field(() => String, {
    description: 'Cách tính. The predicate that decides it, for example `TRAINING_COMPLETION`.',
  })
  predicate!: string;

  @Field(() => JsonScalar, { description: 'Tham số. Thresholds of the predicate.' })
  parameters!: unknown;

  @Field(() => String, { description: 'Việc cần làm.' })
  fixVi!: string;

  @Field(() => String, { description: 'Việc cần làm bằng tiếng Anh.' })
  fixEn!: string;
}
