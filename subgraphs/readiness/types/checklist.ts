import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { RatioType } from '../../../shared/subgraph/types.js';
import { School } from './school.js';
import { ChecklistItemKind, ChecklistValue, ChecklistValueInput } from './value.js';

export const ChecklistItemState = {
  NOT_STARTED: 'NOT_STARTED',
  DRAFT: 'DRAFT',
  SUBMITTED: 'SUBMITTED',
  VERIFIED: 'VERIFIED',
  RETURNED: 'RETURNED',
  REOPENED: 'REOPENED',
  NOT_APPLICABLE: 'NOT_APPLICABLE',
} as const;
export type ChecklistItemState = keyof typeof ChecklistItemState;
registerEnumType(ChecklistItemState, {
  name: 'ChecklistItemState',
  description: 'Trạng thái nội dung rà soát. Where an item stands between the school and the office.',
  valuesConfig: {
    NOT_STARTED: { description: 'Chưa khai. No value yet: unknown, not "no".' },
    DRAFT: { description: 'Bản nháp. Saved by the school, not yet answered for.' },
    SUBMITTED: { description: 'Đã gửi. The principal answers for it: declared.' },
    VERIFIED: { description: 'Đã xác nhận. The office has checked it.' },
    RETURNED: { description: 'Trả lại. The office sent it back with a reason; the school saves it again.' },
    REOPENED: { description: 'Mở lại. It was verified and is open again, with a reason.' },
    NOT_APPLICABLE: { description: 'Không áp dụng. The office granted that it does not concern the school.' },
  },
});

@ObjectType({ description: 'Nội dung rà soát. One item of the checklist with what the school answered.' })
export class ChecklistItem {
  @Field(() => ID, { description: 'Mã nội dung, the same for every school, for example `WORKING_GROUP`.' })
  id!: string;

  @Field(() => ID, {
    description:
      'Khóa. School and item, for example `31306981:WORKING_GROUP`: what `verifyItems` and `returnItem` take.',
  })
  key!: string;

  @Field(() => ID, { description: 'Mã nhóm nội dung.' })
  section!: string;

  @Field(() => String, { description: 'Điều khoản. The clause of the plan that asks for it.' })
  clause!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Mã tiêu chí. The compliance rule that it feeds; null where none.',
  })
  rule!: string | null;

  @Field(() => Boolean, { description: 'Điều kiện bắt buộc. Whether a school is ready only with it.' })
  gate!: boolean;

  @Field(() => ChecklistItemKind, { description: 'Loại nội dung.' })
  kind!: ChecklistItemKind;

  @Field(() => String, { description: 'Tên nội dung, tiếng Việt.' })
  titleVi!: string;

  @Field(() => String, { description: 'Tên nội dung, tiếng Anh.' })
  titleEn!: string;

  @Field(() => String, { description: 'Hướng dẫn khai, tiếng Việt.' })
  helpVi!: string;

  @Field(() => String, { description: 'Hướng dẫn khai, tiếng Anh.' })
  helpEn!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Đơn vị tính, for example `máy`; null where the kind has none.',
  })
  unitVi!: string | null;

  @Field(() => ChecklistItemState, { description: 'Trạng thái.' })
  state!: ChecklistItemState;

  @Field(() => ChecklistValue, {
    nullable: true,
    description: 'Giá trị khai báo; null where none was given.',
  })
  value!: ChecklistValue | null;

  @Field(() => Int, {
    description: 'Phiên bản. Counts every change; 0 for an item not started. Hand it to `expectedVersion`.',
  })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Người khai. Who saved the value.' })
  declaredBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Thời điểm gửi.' })
  submittedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Người xác nhận.' })
  verifiedBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Thời điểm xác nhận.' })
  verifiedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Ghi chú của người xác nhận, hoặc lý do không áp dụng.',
  })
  note!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Lý do trả lại hoặc mở lại; stands until the item is submitted again.',
  })
  returnReason!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Thời điểm thay đổi gần nhất; null for an item not started.',
  })
  updatedAt!: Date | null;
}

@ObjectType({ description: 'Số nội dung theo trạng thái.' })
export class ChecklistCount {
  @Field(() => ChecklistItemState, { description: 'Trạng thái.' })
  state!: ChecklistItemState;

  @Field(() => Int, { description: 'Số nội dung.' })
  count!: number;
}

@ObjectType({
  description:
    "Phiếu rà soát. The school's self-review of its conditions (IV.1-4). A service provider is shown technical items alone, and its totals are of these.",
})
export class Checklist {
  @Field(() => ID, { description: 'Mã phiếu, for example `ra-soat-2024`.' })
  template!: string;

  @Field(() => Int, { description: 'Phiên bản của phiếu.' })
  version!: number;

  @Field(() => [ChecklistItem], {
    description: 'Các nội dung, in the order of the template, those not started included.',
  })
  items!: ChecklistItem[];

  @Field(() => [ChecklistCount], {
    description: 'Số nội dung theo từng trạng thái; states without items have 0.',
  })
  counts!: ChecklistCount[];

  @Field(() => RatioType, {
    description: 'Tỉ lệ đã khai. Submitted or verified items, of those that apply to the school.',
  })
  declared!: RatioType;

  @Field(() => RatioType, {
    description: 'Tỉ lệ đã xác nhận. Verified items, of those that apply to the school.',
  })
  verified!: RatioType;

  @Field(() => Boolean, {
    description: 'Đã gửi phiếu. Whether every item that applies is submitted or verified (R03).',
  })
  isSubmitted!: boolean;
}

@InputType({ description: 'Lưu một nội dung rà soát.' })
export class SaveChecklistItemInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => ID, { description: 'Mã nội dung, for example `COMPUTERS_CONNECTED`.' })
  item!: string;

  @Field(() => ChecklistValueInput, { description: "Giá trị, of the item's kind." })
  value!: ChecklistValueInput;

  @Field(() => Int, {
    description: "Phiên bản đang sửa. The item's `version` as it was read; 0 for an item not started.",
  })
  expectedVersion!: number;
}

@ObjectType({ description: 'Kết quả với một nội dung rà soát.' })
export class ChecklistItemPayload {
  @Field(() => ChecklistItem, { description: 'Nội dung sau thay đổi.' })
  item!: ChecklistItem;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}

@ObjectType({ description: 'Kết quả gửi phiếu rà soát.' })
export class SubmitChecklistPayload {
  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => [ChecklistItem], { description: 'Mọi nội dung của phiếu, in the order of the template.' })
  items!: ChecklistItem[];
}

@ObjectType({ description: 'Kết quả xác nhận.' })
export class VerifyItemsPayload {
  @Field(() => [ChecklistItem], { description: 'Các nội dung đã xác nhận, in the order asked.' })
  items!: ChecklistItem[];

  @Field(() => [School], { description: 'Các trường có nội dung được xác nhận.' })
  schools!: School[];
}
