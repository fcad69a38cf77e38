import 'reflect-metadata';
import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

import { DateScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { School } from './school.js';

export const CommitmentKind = {
  LICENCE: 'LICENCE',
  CAPACITY: 'CAPACITY',
  EXPERIENCE: 'EXPERIENCE',
  STABLE_SAFE_SERVICE: 'STABLE_SAFE_SERVICE',
} as const;
export type CommitmentKind = keyof typeof CommitmentKind;
registerEnumType(CommitmentKind, {
  name: 'CommitmentKind',
  description: 'Loại cam kết của đơn vị cung cấp (I.2-4).',
  valuesConfig: {
    LICENCE: { description: 'Giấy phép, tư cách pháp nhân: the legal function.' },
    CAPACITY: { description: 'Năng lực.' },
    EXPERIENCE: { description: 'Kinh nghiệm.' },
    STABLE_SAFE_SERVICE: { description: 'Cam kết cung cấp dịch vụ ổn định, an toàn.' },
  },
});

@ObjectType({ description: 'Cam kết. What a provider has shown or promised (I.2-4, II.2-2).' })
export class ProviderCommitment {
  @Field(() => ID, { description: 'Mã.' })
  id!: string;

  @Field(() => CommitmentKind, { description: 'Loại cam kết.' })
  kind!: CommitmentKind;

  @Field(() => String, { description: 'Số văn bản.' })
  number!: string;

  @Field(() => DateScalar, { description: 'Ngày ký.' })
  signedOn!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Có giá trị đến hết ngày; null where it has no end.',
  })
  validTo!: string | null;

  @Field(() => String, { nullable: true, description: 'Ghi chú.' })
  note!: string | null;

  @Field(() => Boolean, { description: 'Còn hiệu lực: the latest of its kind, and not past its last day.' })
  isInForce!: boolean;

  @Field(() => DateTimeScalar, { description: 'Thời điểm ghi nhận.' })
  recordedAt!: Date;
}

@Directive('@key(fields: "code")')
@ObjectType({ description: 'Đơn vị cung cấp. A company whose software or signatures schools use (I.2-4).' })
export class ServiceProvider {
  @Field(() => ID, { description: 'Mã đơn vị.' })
  code!: string;

  @Field(() => String, { description: 'Tên đơn vị.' })
  name!: string;

  @Field(() => [String], { description: 'Dịch vụ. MANAGEMENT_SOFTWARE, RECORD_SOFTWARE, DIGITAL_SIGNATURE.' })
  services!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Giấy phép. The licence that its function rests on; null where none was shown.',
  })
  licence!: string | null;

  @Field(() => Boolean, { description: 'Dữ liệu giả. True where the company is made up.' })
  isSynthetic!: boolean;
}

@InputType({ description: 'Đơn vị cung cấp của một trường.' })
export class SetProvidersInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => [ID], {
    description: 'Mã các đơn vị cung cấp: all of them, the list takes the place of the one before.',
  })
  providers!: string[];
}

@ObjectType({ description: 'Kết quả cập nhật đơn vị cung cấp.' })
export class SetProvidersPayload {
  @Field(() => School, { description: 'Trường.' })
  school!: School;
}

@InputType({ description: 'Ghi nhận cam kết của đơn vị cung cấp.' })
export class RecordCommitmentInput {
  @Field(() => ID, { description: 'Mã đơn vị cung cấp.' })
  provider!: string;

  @Field(() => CommitmentKind, { description: 'Loại cam kết.' })
  kind!: CommitmentKind;

  @Field(() => String, { description: 'Số văn bản, 1 to 100 characters.' })
  number!: string;

  @Field(() => DateScalar, { description: 'Ngày ký, not in the future.' })
  signedOn!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Có giá trị đến hết ngày; without an end when left out.',
  })
  validTo?: string | null;

  @Field(() => String, { nullable: true, description: 'Ghi chú, at most 1000 characters.' })
  note?: string | null;
}

@ObjectType({ description: 'Kết quả ghi nhận cam kết.' })
export class RecordCommitmentPayload {
  @Field(() => ServiceProvider, { description: 'Đơn vị cung cấp.' })
  provider!: ServiceProvider;
}
