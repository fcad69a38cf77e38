import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import type { RecordState as State } from '../../shared/events/contracts.js';
import { CursorScalar, DateTimeScalar } from '../../shared/subgraph/scalars.js';
import { ChangeCause } from '../../shared/subgraph/types.js';
import { RecordState } from './states.js';
import { RecordGradeProgress, School } from './types.js';

@InputType({ description: 'Số học bạ ở một trạng thái.' })
export class RecordStateCountInput {
  @Field(() => RecordState, { description: 'Trạng thái, each at most once; a state left out has no record.' })
  state!: State;

  @Field(() => Int, { description: 'Số học bạ, 0 or more.' })
  count!: number;
}

@InputType({ description: 'Cập nhật số lượng học bạ của một khối.' })
export class UpdateRecordCountsInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => String, { description: 'Năm học, for example `2023-2024`.' })
  schoolYear!: string;

  @Field(() => Int, { description: 'Khối in scope of that year.' })
  grade!: number;

  @Field(() => Int, { description: 'Số học sinh thuộc diện lập học bạ, at most those enrolled.' })
  eligible!: number;

  @Field(() => [RecordStateCountInput], {
    description: 'Số học bạ theo trạng thái. All but TRANSFERRED_OUT add up to `eligible`.',
  })
  states!: RecordStateCountInput[];

  @Field(() => Int, {
    description:
      'Phiên bản đã đọc. The `version` that the change was made on, 0 where nothing has been reported; another one is refused.',
  })
  expectedVersion!: number;
}

@ObjectType({ description: 'Kết quả cập nhật số lượng học bạ.' })
export class UpdateRecordCountsPayload {
  @Field(() => RecordGradeProgress, { description: 'Khối vừa cập nhật.' })
  grade!: RecordGradeProgress;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}

@InputType({ description: 'Lọc thay đổi về học bạ; what is left out does not narrow the feed.' })
export class RecordChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Mã trường.' })
  school?: string | null;
}

@ObjectType({ description: "Thay đổi về học bạ. A grade's counts have been reported anew." })
export class RecordProgressChange {
  @Field(() => CursorScalar, { description: 'Con trỏ. Hand it to `after` to go on from here.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm thay đổi.' })
  at!: Date;

  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => String, { description: 'Năm học.' })
  schoolYear!: string;

  @Field(() => RecordGradeProgress, {
    nullable: true,
    description:
      "Trước thay đổi; null where the grade had not been reported or the numbers are not the caller's to see.",
  })
  before!: RecordGradeProgress | null;

  @Field(() => RecordGradeProgress, {
    nullable: true,
    description: "Sau thay đổi; null where the numbers are not the caller's to see.",
  })
  after!: RecordGradeProgress | null;

  @Field(() => ChangeCause, { description: 'Căn cứ thay đổi. The duty that the records serve.' })
  cause!: ChangeCause;
}
