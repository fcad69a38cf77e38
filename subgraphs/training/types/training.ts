import 'reflect-metadata';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

import type { SessionOrganiser } from '../../../shared/events/contracts.js';
import { DateScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { RatioType } from '../../../shared/subgraph/types.js';

export const TrainingOrganiser = { CITY: 'CITY', DISTRICT: 'DISTRICT', SCHOOL: 'SCHOOL' } as const;
registerEnumType(TrainingOrganiser, {
  name: 'TrainingOrganiser',
  description: 'Đơn vị tổ chức tập huấn.',
  valuesConfig: {
    CITY: { description: 'Sở GD&ĐT tổ chức: attending one is a duty of its own (III-3, T3).' },
    DISTRICT: { description: 'Phòng GD&ĐT tổ chức.' },
    SCHOOL: { description: "Nhà trường tổ chức: the school's own conference (IV.2-5)." },
  },
});

export const TrainingGroup = { MANAGERS: 'MANAGERS', TEACHERS: 'TEACHERS', STAFF: 'STAFF' } as const;
export type TrainingGroup = keyof typeof TrainingGroup;
registerEnumType(TrainingGroup, {
  name: 'TrainingGroup',
  description: 'Nhóm đối tượng tập huấn.',
  valuesConfig: {
    MANAGERS: { description: 'Cán bộ quản lý: principal and deputies.' },
    TEACHERS: { description: 'Giáo viên.' },
    STAFF: { description: 'Nhân viên.' },
  },
});

export const AttendanceSource = { COUNTS: 'COUNTS', LIST: 'LIST' } as const;
export type AttendanceSource = keyof typeof AttendanceSource;
registerEnumType(AttendanceSource, {
  name: 'AttendanceSource',
  description: 'Cách ghi nhận người dự.',
  valuesConfig: {
    COUNTS: { description: 'Nhập tay số người mới được tập huấn.' },
    LIST: { description: 'Theo danh sách: distinct people, each counted at the first session told of.' },
  },
});

@ObjectType({ description: 'Số người theo nhóm. People by group.' })
export class TrainedPeople {
  @Field(() => Int, { description: 'Cán bộ quản lý.' })
  managers!: number;

  @Field(() => Int, { description: 'Giáo viên.' })
  teachers!: number;

  @Field(() => Int, { description: 'Nhân viên.' })
  staff!: number;
}

@ObjectType({ description: 'Buổi tập huấn. A session or conference as one school attended it.' })
export class TrainingSession {
  @Field(() => ID, {
    description: 'Mã buổi tập huấn. One for all schools that attended a session of the city or the district.',
  })
  id!: string;

  @Field(() => TrainingOrganiser, { description: 'Đơn vị tổ chức.' })
  organiser!: SessionOrganiser;

  @Field(() => DateScalar, { description: 'Ngày tổ chức.' })
  heldOn!: string;

  @Field(() => String, { description: 'Nội dung tập huấn.' })
  topic!: string;

  @Field(() => TrainedPeople, {
    description:
      'Số người mới được tập huấn. People of the school whom this session trained first; nobody is counted in two sessions.',
  })
  newlyTrained!: TrainedPeople;

  @Field(() => AttendanceSource, { description: 'Cách ghi nhận.' })
  source!: AttendanceSource;

  @Field(() => Int, { description: 'Phiên bản. Hand it to `correctTraining` as `expectedVersion`.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'Thời điểm ghi nhận.' })
  recordedAt!: Date;
}

@ObjectType({ description: 'Kết quả của một nhóm. Of one group: trained and to be trained.' })
export class TrainingGroupShare {
  @Field(() => TrainingGroup, { description: 'Nhóm đối tượng.' })
  group!: TrainingGroup;

  @Field(() => Int, {
    nullable: true,
    description: 'Số người đã tập huấn; null where nothing has been recorded.',
  })
  trained!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Số người của nhóm by the register; null where it is unknown.',
  })
  people!: number | null;

  @Field(() => RatioType, {
    nullable: true,
    description:
      "Tỉ lệ hoàn thành. A school's trained count up to its people, so that no school makes up for another; null where either number is unknown.",
  })
  share!: RatioType | null;
}

@ObjectType({ description: 'Tỉ lệ tập huấn theo nhóm. How much of each group is trained (III-3, IV.2-5).' })
export class TrainingStanding {
  @Field(() => RatioType, {
    nullable: true,
    description: 'Cán bộ quản lý; null where unknown or not asked for.',
  })
  managers!: RatioType | null;

  @Field(() => RatioType, { nullable: true, description: 'Giáo viên; null where unknown or not asked for.' })
  teachers!: RatioType | null;

  @Field(() => RatioType, { nullable: true, description: 'Nhân viên; null where unknown or not asked for.' })
  staff!: RatioType | null;

  @Field(() => RatioType, {
    nullable: true,
    description:
      'Chung các nhóm. The groups together; 100 only where each group is whole. Null where unknown.',
  })
  total!: RatioType | null;

  @Field(() => Int, {
    description:
      'Số lượt dự tập huấn của Sở. Sessions of the city department attended, summed over the schools.',
  })
  citySessions!: number;
}

@ObjectType({
  description:
    'Kết quả tập huấn. Training of one school or, from `trainingCompletion`, of all schools in the plan; unknown is null, never 0.',
})
export class TrainingCompletion extends TrainingStanding {
  @Field(() => [TrainingGroupShare], { description: 'Theo từng nhóm, those asked for, managers first.' })
  byGroup!: TrainingGroupShare[];

  @Field(() => Int, { description: 'Số trường. Schools that these numbers speak of.' })
  schools!: number;

  @Field(() => Int, {
    description:
      'Số trường chưa có dữ liệu. Of `schools`, those without a headcount or without any session recorded.',
  })
  schoolsUnreported!: number;

  @Field(() => Int, {
    description:
      'Số trường đã dự tập huấn của Sở. Of `schools`, those that attended at least one session of the city (III-3, T3).',
  })
  schoolsAtCitySession!: number;

  @Field(() => RatioType, {
    nullable: true,
    description:
      "Trung bình toàn quận, ẩn danh. `total` of all schools in the plan; null on a school's own training.",
  })
  districtAverage!: RatioType | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Cập nhật lần cuối; null where nothing has been recorded.',
  })
  updatedAt!: Date | null;

  /** Whose sessions to list; no school where the numbers are of several. */
  school!: string | null;

  /** At which instant to list them; the present where null. */
  asOf!: Date | null;
}

@Directive('@key(fields: "code")')
@ObjectType({
  description: 'Trường. A school of the district, known by its eight-digit code in every part of the hub.',
})
export class School {
  @Field(() => ID, { description: 'Mã trường. Eight digits, never changed.' })
  code!: string;
}
