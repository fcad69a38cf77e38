import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import { DateScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { ChecklistItemKind } from './value.js';

@ObjectType({ description: 'Nhóm nội dung của phiếu.' })
export class ChecklistSection {
  @Field(() => ID, { description: 'Mã nhóm.' })
  id!: string;

  @Field(() => String, { description: 'Tên nhóm, tiếng Việt.' })
  titleVi!: string;

  @Field(() => String, { description: 'Tên nhóm, tiếng Anh.' })
  titleEn!: string;

  @Field(() => Boolean, {
    description: 'Nội dung kỹ thuật. Whether a service provider sees it at schools it serves.',
  })
  technical!: boolean;
}

@ObjectType({ description: 'Nhiệm vụ mà kế hoạch của trường phân công.' })
export class ChecklistDuty {
  @Field(() => ID, { description: 'Mã nhiệm vụ.' })
  id!: string;

  @Field(() => String, { description: 'Tên nhiệm vụ, tiếng Việt.' })
  titleVi!: string;

  @Field(() => String, { description: 'Tên nhiệm vụ, tiếng Anh.' })
  titleEn!: string;
}

@ObjectType({ description: 'Câu hỏi của phiếu rà soát.' })
export class ChecklistQuestion {
  @Field(() => ID, { description: 'Mã nội dung; answers stay with it from version to version.' })
  id!: string;

  @Field(() => ID, { description: 'Mã nhóm nội dung.' })
  section!: string;

  @Field(() => String, { description: 'Điều khoản của kế hoạch.' })
  clause!: string;

  @Field(() => String, { nullable: true, description: 'Mã tiêu chí; null where it feeds none.' })
  rule!: string | null;

  @Field(() => Boolean, { description: 'Điều kiện bắt buộc.' })
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

  @Field(() => String, { nullable: true, description: 'Đơn vị tính.' })
  unitVi?: string | null;
}

@ObjectType({
  description: 'Mẫu phiếu rà soát. A version of what schools are asked; once published it never changes.',
})
export class ChecklistTemplate {
  @Field(() => ID, { description: 'Mã phiếu.' })
  id!: string;

  @Field(() => Int, { description: 'Phiên bản.' })
  version!: number;

  @Field(() => DateScalar, { description: 'Ngày ban hành; of a draft, the day on which it was saved.' })
  publishedOn!: string;

  @Field(() => [ChecklistSection], { description: 'Các nhóm nội dung.' })
  sections!: ChecklistSection[];

  @Field(() => [ChecklistDuty], { description: 'Các nhiệm vụ được phân công.' })
  duties!: ChecklistDuty[];

  @Field(() => [ChecklistQuestion], { description: 'Các nội dung, in the order in which they are asked.' })
  items!: ChecklistQuestion[];
}

@ObjectType({ description: 'Dự thảo mẫu phiếu rà soát.' })
export class ChecklistTemplateDraft {
  @Field(() => Int, { description: 'Lần sửa. Counts every change; `publishChecklistTemplate` takes it.' })
  revision!: number;

  @Field(() => ChecklistTemplate, { description: 'Nội dung, as the version that it would become.' })
  template!: ChecklistTemplate;

  @Field(() => String, { description: 'Người sửa gần nhất.' })
  editedBy!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm sửa gần nhất.' })
  editedAt!: Date;
}

@InputType({ description: 'Nhóm nội dung.' })
export class ChecklistSectionInput {
  @Field(() => ID, { description: 'Mã nhóm: capitals, digits and underscores.' })
  id!: string;

  @Field(() => String, { description: 'Tên nhóm, tiếng Việt.' })
  titleVi!: string;

  @Field(() => String, { description: 'Tên nhóm, tiếng Anh.' })
  titleEn!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Nội dung kỹ thuật, shown to service providers.',
  })
  technical!: boolean;
}

@InputType({ description: 'Nhiệm vụ.' })
export class ChecklistDutyInput {
  @Field(() => ID, { description: 'Mã nhiệm vụ: capitals, digits and underscores.' })
  id!: string;

  @Field(() => String, { description: 'Tên nhiệm vụ, tiếng Việt.' })
  titleVi!: string;

  @Field(() => String, { description: 'Tên nhiệm vụ, tiếng Anh.' })
  titleEn!: string;
}

@InputType({ description: 'Câu hỏi.' })
export class ChecklistQuestionInput {
  @Field(() => ID, { description: 'Mã nội dung: that of a former version keeps its answers, and its kind.' })
  id!: string;

  @Field(() => ID, { description: 'Mã nhóm nội dung, one of `sections`.' })
  section!: string;

  @Field(() => String, { description: 'Điều khoản, for example `IV.2-1`.' })
  clause!: string;

  @Field(() => String, { nullable: true, description: 'Mã tiêu chí, for example `R01`.' })
  rule?: string | null;

  @Field(() => Boolean, { description: 'Điều kiện bắt buộc.' })
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

  @Field(() => String, { nullable: true, description: 'Đơn vị tính.' })
  unitVi?: string | null;
}

@InputType({ description: 'Dự thảo mẫu phiếu rà soát: all that the next version asks.' })
export class DraftChecklistTemplateInput {
  @Field(() => Int, { description: 'Lần sửa đang có: `revision` as it was read; 0 for none.' })
  expectedRevision!: number;

  @Field(() => [ChecklistSectionInput], { description: 'Các nhóm nội dung.' })
  sections!: ChecklistSectionInput[];

  @Field(() => [ChecklistDutyInput], { description: 'Các nhiệm vụ.' })
  duties!: ChecklistDutyInput[];

  @Field(() => [ChecklistQuestionInput], { description: 'Các nội dung, up to 500.' })
  items!: ChecklistQuestionInput[];
}

@InputType({ description: 'Ban hành mẫu phiếu rà soát.' })
export class PublishChecklistTemplateInput {
  @Field(() => Int, { description: "Lần sửa được ban hành: the draft's `revision` as it was read." })
  revision!: number;
}

@ObjectType({ description: 'Kết quả lưu dự thảo.' })
export class DraftChecklistTemplatePayload {
  @Field(() => ChecklistTemplateDraft, { description: 'Dự thảo.' })
  draft!: ChecklistTemplateDraft;
}

@ObjectType({ description: 'Kết quả ban hành.' })
export class PublishChecklistTemplatePayload {
  @Field(() => ChecklistTemplate, { description: 'Phiên bản đã ban hành, now in force.' })
  template!: ChecklistTemplate;
}
