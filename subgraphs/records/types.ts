import 'reflect-metadata';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

import type { RecordState as State } from '../../shared/events/contracts.js';
import { DateTimeScalar } from '../../shared/subgraph/scalars.js';
import { RatioType } from '../../shared/subgraph/types.js';
import { RecordState } from './states.js';

@ObjectType({ description: 'Số học bạ ở một trạng thái.' })
export class RecordStateCount {
  @Field(() => RecordState, { description: 'Trạng thái.' })
  state!: State;

  @Field(() => Int, { description: 'Số học bạ.' })
  count!: number;
}

@ObjectType({
  description: 'Tiến độ học bạ của một khối. How far the records of one grade are, as last reported.',
})
export class RecordGradeProgress {
  @Field(() => Int, { description: 'Khối.' })
  grade!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Số học sinh thuộc diện lập học bạ; null where the grade has not been reported.',
  })
  eligible!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Số học sinh rèn luyện trong hè, of `eligible`; null where the grade has not been reported.',
  })
  deferred!: number | null;

  @Field(() => RatioType, {
    nullable: true,
    description:
      'Tỉ lệ đã được tiếp nhận. Accepted records, of those eligible and not deferred (II.1-2); null where the grade has not been reported.',
  })
  accepted!: RatioType | null;

  @Field(() => [RecordStateCount], {
    description:
      "Theo trạng thái, all in the order of a record's way, those without a record included; empty where the grade has not been reported.",
  })
  byState!: RecordStateCount[];

  @Field(() => Int, {
    nullable: true,
    description:
      'Phiên bản. Hand it to `expectedVersion`; 0 where nothing has been reported, null over several schools and in the feed.',
  })
  version!: number | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Cập nhật lần cuối; null where nothing has been reported.',
  })
  updatedAt!: Date | null;
}

@ObjectType({
  description:
    'Tiến độ học bạ số. Records of one school year by state: of one school or, from `recordProgress`, of all schools in the plan together.',
})
export class RecordProgress {
  @Field(() => String, { description: 'Năm học, for example `2023-2024`.' })
  schoolYear!: string;

  @Field(() => [RecordGradeProgress], {
    description: 'Theo khối: the grades in scope that have pupils or counts.',
  })
  grades!: RecordGradeProgress[];

  @Field(() => Int, { description: 'Số học sinh thuộc diện lập học bạ, of the grades reported.' })
  eligible!: number;

  @Field(() => Int, { description: 'Số học sinh rèn luyện trong hè, of `eligible`.' })
  deferred!: number;

  @Field(() => RatioType, {
    description:
      'Tỉ lệ đã được tiếp nhận. Accepted records, of those eligible and not deferred, over the grades reported; look at `unreported` beside it.',
  })
  accepted!: RatioType;

  @Field(() => [RecordStateCount], {
    description:
      "Phễu theo trạng thái: all states in the order of a record's way, those without a record included.",
  })
  byState!: RecordStateCount[];

  @Field(() => Int, {
    description:
      'Số khối chưa báo cáo. Grades in scope with pupils by the register for which no counts are in, school by school: unknown is not zero.',
  })
  unreported!: number;

  @Field(() => RatioType, {
    nullable: true,
    description:
      "Trung bình toàn quận, ẩn danh. `accepted` of all schools in the plan; null on a school's own records.",
  })
  districtAverage!: RatioType | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Cập nhật lần cuối; null where nothing has been reported.',
  })
  updatedAt!: Date | null;
}

@Directive('@key(fields: "code")')
@ObjectType({
  description: 'Trường. A school of the district, known by its eight-digit code in every part of the hub.',
})
export class School {
  @Field(() => ID, { description: 'Mã trường. Eight digits, never changed.' })
  code!: string;
}
