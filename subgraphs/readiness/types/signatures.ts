import 'reflect-metadata';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { RatioType } from '../../../shared/subgraph/types.js';
import { School } from './school.js';

export const CoverageBy = {
  SCHOOL: 'SCHOOL',
  WARD: 'WARD',
  DISTRICT: 'DISTRICT',
} as const;
export type CoverageBy = keyof typeof CoverageBy;
registerEnumType(CoverageBy, {
  name: 'CoverageBy',
  description: 'Phạm vi tổng hợp.',
  valuesConfig: {
    SCHOOL: { description: 'Theo trường: one line per school that the caller may see in detail.' },
    WARD: { description: 'Theo phường: not for the people of a school.' },
    DISTRICT: { description: 'Toàn địa bàn: one line.' },
  },
});

export const CoverageInterval = {
  DAY: 'DAY',
  WEEK: 'WEEK',
} as const;
export type CoverageInterval = keyof typeof CoverageInterval;
registerEnumType(CoverageInterval, {
  name: 'CoverageInterval',
  description: 'Khoảng thời gian giữa hai điểm, Asia/Ho_Chi_Minh.',
  valuesConfig: {
    DAY: { description: 'Ngày: as known at the end of each day.' },
    WEEK: { description: 'Tuần: as known at the end of each Sunday, as the plan counts its weeks.' },
  },
});

@ObjectType({
  description:
    'Tỉ lệ chữ ký số. Holders of a valid signature of all who must sign (II.3-3), as declared. A group is null while unknown.',
})
export class SignatureCoverage {
  /** For the fields that depend on who asks. */
  school!: string;

  @Field(() => RatioType, { nullable: true, description: 'Cán bộ quản lý có chữ ký số còn hiệu lực (R07).' })
  managers!: RatioType | null;

  @Field(() => RatioType, {
    nullable: true,
    description: 'Giáo viên chủ nhiệm khối trong phạm vi có chữ ký số còn hiệu lực (R08).',
  })
  teachers!: RatioType | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Thời điểm số liệu thay đổi gần nhất; null where nothing is known.',
  })
  asOf!: Date | null;
}

@ObjectType({
  description:
    'Một điểm của đường tỉ lệ chữ ký số. Over active schools with primary grades; a whole counts all whose number of people is known, also those that have not declared: see `reported`.',
})
export class CoveragePoint {
  @Field(() => DateTimeScalar, { description: 'Thời điểm. The point says what was known then.' })
  at!: Date;

  @Field(() => School, { nullable: true, description: 'Trường; null but for SCHOOL.' })
  school!: School | null;

  @Field(() => ID, { nullable: true, description: 'Mã phường; null for DISTRICT.' })
  ward!: string | null;

  @Field(() => RatioType, {
    nullable: true,
    description: 'Cán bộ quản lý; null while no school has declared.',
  })
  managers!: RatioType | null;

  @Field(() => RatioType, {
    nullable: true,
    description: 'Giáo viên chủ nhiệm khối trong phạm vi; null while no school has declared.',
  })
  teachers!: RatioType | null;

  @Field(() => RatioType, { description: 'Số trường đã khai cả hai nhóm, trên tổng số trường.' })
  reported!: RatioType;
}
