import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { ChecklistItem } from './checklist.js';
import { School } from './school.js';

export const SignatureGroup = {
  MANAGERS: 'MANAGERS',
  TEACHERS: 'TEACHERS',
} as const;
export type SignatureGroup = keyof typeof SignatureGroup;
registerEnumType(SignatureGroup, {
  name: 'SignatureGroup',
  description: 'Nhóm người phải có chữ ký số.',
  valuesConfig: {
    MANAGERS: { description: 'Cán bộ quản lý (R07).' },
    TEACHERS: { description: 'Giáo viên chủ nhiệm khối trong phạm vi (R08).' },
  },
});

@ObjectType({
  description:
    'Đợt chữ ký số cá nhân. So many people whose signatures run for the same time; never who, and no serial number.',
})
export class SignatureBatch {
  @Field(() => ID, { description: 'Mã đợt.' })
  id!: string;

  @Field(() => SignatureGroup, { description: 'Nhóm.' })
  group!: SignatureGroup;

  @Field(() => Int, { description: 'Số người.' })
  count!: number;

  @Field(() => String, { description: 'Nhà cung cấp chứng thư.' })
  issuer!: string;

  @Field(() => DateTimeScalar, { description: 'Hiệu lực từ.' })
  validFrom!: Date;

  @Field(() => DateTimeScalar, { description: 'Hiệu lực đến; no longer valid at this instant.' })
  validTo!: Date;

  @Field(() => Boolean, { description: 'Đang có hiệu lực.' })
  isValid!: boolean;

  @Field(() => DateTimeScalar, { description: 'Thời điểm khai.' })
  declaredAt!: Date;
}

@InputType({ description: 'Một đợt chữ ký số.' })
export class SignatureBatchInput {
  @Field(() => Int, { description: 'Số người, at least 1.' })
  count!: number;

  @Field(() => String, { description: 'Nhà cung cấp chứng thư, for example `VGCA`.' })
  issuer!: string;

  @Field(() => DateTimeScalar, { description: 'Hiệu lực từ.' })
  validFrom!: Date;

  @Field(() => DateTimeScalar, { description: 'Hiệu lực đến, after `validFrom`.' })
  validTo!: Date;
}

@InputType({ description: 'Khai chữ ký số cá nhân của một nhóm, over what was declared before.' })
export class DeclareSignaturesInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => SignatureGroup, { description: 'Nhóm.' })
  group!: SignatureGroup;

  @Field(() => [SignatureBatchInput], {
    description:
      'Các đợt, up to 50; none says that nobody has a signature. At no time may more be valid than the register counts people.',
  })
  batches!: SignatureBatchInput[];

  @Field(() => Int, {
    description:
      "Phiên bản đang sửa: the `version` of the group's item (`SIGNATURES_MANAGERS`, `SIGNATURES_TEACHERS`); 0 for one not started.",
  })
  expectedVersion!: number;
}

@ObjectType({ description: 'Kết quả khai chữ ký số.' })
export class SignaturesPayload {
  @Field(() => ChecklistItem, { description: 'Nội dung rà soát của nhóm, now a draft.' })
  item!: ChecklistItem;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}
