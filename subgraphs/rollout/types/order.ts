import 'reflect-metadata';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';

import type { ComplianceStatus } from '../../../shared/events/contracts.js';
import { ComplianceStatusEnum } from './enums.js';

export const ComplianceOrderFieldEnum = { SCORE: 'SCORE', DAYS_LATE: 'DAYS_LATE', NAME: 'NAME' } as const;
registerEnumType(ComplianceOrderFieldEnum, {
  name: 'ComplianceOrderField',
  description: 'Tiêu chí sắp xếp.',
  valuesConfig: {
    SCORE: { description: 'Theo điểm; schools without a score stand last either way.' },
    DAYS_LATE: { description: 'Theo số ngày chậm; DESC puts the longest late first.' },
    NAME: { description: 'Theo tên trường, in Vietnamese order.' },
  },
});

export const OrderDirectionEnum = { ASC: 'ASC', DESC: 'DESC' } as const;
registerEnumType(OrderDirectionEnum, {
  name: 'OrderDirection',
  description: 'Chiều sắp xếp.',
  valuesConfig: { ASC: { description: 'Tăng dần.' }, DESC: { description: 'Giảm dần.' } },
});

export const IntervalEnum = { DAY: 'DAY', WEEK: 'WEEK' } as const;
registerEnumType(IntervalEnum, {
  name: 'ComplianceInterval',
  description: 'Khoảng thời gian.',
  valuesConfig: { DAY: { description: 'Theo ngày.' }, WEEK: { description: 'Theo tuần.' } },
});

@InputType({ description: 'Sắp xếp danh sách tiến độ; ties go by name.' })
export class ComplianceOrder {
  @Field(() => ComplianceOrderFieldEnum, { description: 'Tiêu chí sắp xếp.' })
  field!: keyof typeof ComplianceOrderFieldEnum;

  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'Chiều sắp xếp; ASC when left out.' })
  direction!: keyof typeof OrderDirectionEnum;
}

@InputType({ description: 'Lọc danh sách tiến độ; what is left out does not narrow the list.' })
export class ComplianceFilter {
  @Field(() => [ComplianceStatusEnum], { nullable: true, description: 'Tình trạng tiến độ.' })
  status?: ComplianceStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Mã phường.' })
  ward?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Mã tiêu chí chưa đạt. Only schools that have not met this rule, for example `R09`.',
  })
  rule?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Tìm kiếm. In name and code, regardless of case and diacritics.',
  })
  search?: string | null;
}

@InputType({ description: 'Lọc luồng thay đổi tiến độ.' })
export class ComplianceChangeFilter {
  @Field(() => [ID], { nullable: true, description: 'Mã trường.' })
  school?: string[] | null;

  @Field(() => [ComplianceStatusEnum], { nullable: true, description: 'Tình trạng sau thay đổi.' })
  status?: ComplianceStatus[] | null;
}

@InputType({ description: 'Lọc nhật ký sự kiện.' })
export class ChangeFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'Loại sự kiện, for example `readiness.itemVerified`.',
  })
  types?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Mã trường.' })
  school?: string | null;
}
