import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import type { RecordState as State } from '../../shared/events/contracts.js';
import { CursorScalar, DateTimeScalar } from '../../shared/subgraph/scalars.js';
import { PageInfo } from '../../shared/subgraph/types.js';
import { RecordState } from './states.js';
import { RecordGradeProgress, School } from './types.js';

@InputType({
  description:
    'Đơn vị học bạ. One pupil’s record of one school year, by its look-up number; there is no place for a name or a personal number.',
})
export class RecordUnitInput {
  @Field(() => ID, { description: 'Mã tra cứu UUID, in lower case; never that of a recalled unit.' })
  uuid!: string;

  @Field(() => Int, { description: 'Khối in scope of that year.' })
  grade!: number;

  @Field(() => String, { description: 'Lớp, for example `1A1`.' })
  class!: string;

  @Field(() => RecordState, { description: 'Trạng thái hiện tại. Where the unit stands now.' })
  state!: State;

  @Field(() => DateTimeScalar, {
    description: 'Thời điểm. When it came to that state; for ISSUED, when it was signed.',
  })
  at!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'Mã lỗi. The code with which the gateway sent the unit back; needed for REJECTED, else left out.',
  })
  errorCode?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Thay cho đơn vị đã thu hồi. UUID of the recalled unit whose place this new one takes.',
  })
  replaces?: string | null;
}

@InputType({ description: 'Nạp đơn vị học bạ của một trường.' })
export class PushRecordsInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => String, { description: 'Năm học, for example `2023-2024`.' })
  schoolYear!: string;

  @Field(() => [RecordUnitInput], {
    description: 'Các đơn vị, 1 to 5000, each UUID once. Units left out stay as they are.',
  })
  units!: RecordUnitInput[];

  @Field(() => String, {
    description:
      'Khóa chống lặp. Chosen by the caller for this very report: repeated with the same body it is answered as it was, with another body it is refused.',
  })
  idempotencyKey!: string;
}

@ObjectType({ description: 'Kết quả nạp đơn vị học bạ.' })
export class PushRecordsPayload {
  @Field(() => Int, { description: 'Số đơn vị mới.' })
  created!: number;

  @Field(() => Int, { description: 'Số đơn vị thay đổi.' })
  updated!: number;

  @Field(() => Int, { description: 'Số đơn vị không đổi. Reported as they stood already.' })
  unchanged!: number;

  @Field(() => Boolean, {
    description: 'Đã nạp trước đó. Whether this is the answer to an earlier call with the same key.',
  })
  isReplay!: boolean;

  @Field(() => [RecordGradeProgress], {
    description: 'Các khối có số lượng thay đổi, as they stood after it.',
  })
  grades!: RecordGradeProgress[];

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}

@ObjectType({ description: 'Học bạ bị từ chối. A unit that the receiving gateway sent back.' })
export class RejectedRecord {
  @Field(() => ID, { description: 'Mã tra cứu UUID.' })
  uuid!: string;

  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => Int, { description: 'Khối.' })
  grade!: number;

  @Field(() => String, { description: 'Lớp.' })
  class!: string;

  @Field(() => String, { description: 'Mã lỗi.' })
  errorCode!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Giải thích bằng tiếng Việt; null where the hub does not know the code.',
  })
  explanation!: string | null;

  @Field(() => DateTimeScalar, { description: 'Bị từ chối từ lúc.' })
  since!: Date;
}

@ObjectType({ description: 'Một dòng của danh sách học bạ bị từ chối.' })
export class RejectedRecordEdge {
  @Field(() => RejectedRecord, { description: 'Học bạ.' })
  node!: RejectedRecord;

  @Field(() => CursorScalar, { description: 'Con trỏ.' })
  cursor!: string;
}

@ObjectType({ description: 'Danh sách học bạ bị từ chối, by grade, class and UUID.' })
export class RejectedRecordConnection {
  @Field(() => [RejectedRecord], { description: 'Các học bạ trên trang.' })
  nodes!: RejectedRecord[];

  @Field(() => [RejectedRecordEdge], { description: 'Các dòng với con trỏ.' })
  edges!: RejectedRecordEdge[];

  @Field(() => PageInfo, { description: 'Trang.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'Tổng số học bạ bị từ chối, over all pages.' })
  totalCount!: number;
}
