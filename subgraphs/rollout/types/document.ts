import 'reflect-metadata';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

import type { DocumentKind } from '../../../shared/events/contracts.js';
import { DateScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import type { DocumentState } from '../rows/document.js';
import { DocumentKindEnum } from './enums.js';
import { School } from './school.js';

export const DocumentStateEnum: { readonly [State in DocumentState]: State } = {
  IN_FORCE: 'IN_FORCE',
  WITHDRAWN: 'WITHDRAWN',
  SUPERSEDED: 'SUPERSEDED',
};
registerEnumType(DocumentStateEnum, {
  name: 'DocumentState',
  description: 'Hiệu lực của văn bản.',
  valuesConfig: {
    IN_FORCE: { description: 'Còn hiệu lực.' },
    WITHDRAWN: { description: 'Đã thu hồi.' },
    SUPERSEDED: { description: 'Đã được thay thế.' },
  },
});

@ObjectType({ description: 'Xác nhận đã nhận văn bản.' })
export class Acknowledgement {
  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => DateTimeScalar, { description: 'Thời điểm xác nhận.' })
  at!: Date;
}

@ObjectType({ description: 'Văn bản chỉ đạo, hướng dẫn (III-1, III-2).' })
export class Document {
  @Field(() => ID, { description: 'Mã.' })
  id!: string;

  @Field(() => DocumentKindEnum, { description: 'Loại văn bản.' })
  kind!: DocumentKind;

  @Field(() => String, {
    nullable: true,
    description: 'Số văn bản; null where it is not entered in the books.',
  })
  number!: string | null;

  @Field(() => String, { description: 'Trích yếu.' })
  title!: string;

  @Field(() => String, { description: 'Đơn vị ban hành.' })
  issuer!: string;

  @Field(() => DateScalar, {
    description: 'Ngày ban hành, corrected where the paper prints an impossible one.',
  })
  issuedOn!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Ngày in trên văn bản, for example `37/3/2024`; null where it is the date of issue.',
  })
  dateAsPrinted!: string | null;

  @Field(() => DocumentStateEnum, { description: 'Hiệu lực.' })
  state!: DocumentState;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Thời điểm hết hiệu lực.' })
  endedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Lý do hết hiệu lực.' })
  endReason!: string | null;

  @Field(() => DateTimeScalar, { description: 'Thời điểm công bố trên hệ thống.' })
  publishedAt!: Date;

  /** The clauses' ids; their texts are read from the plan when asked for. */
  clauseIds!: string[];
  parentId!: string | null;
  supersededById!: string | null;
}

@InputType({ description: 'Công bố văn bản.' })
export class PublishDocumentInput {
  @Field(() => DocumentKindEnum, { description: 'Loại văn bản.' })
  kind!: DocumentKind;

  @Field(() => String, {
    nullable: true,
    description: 'Số văn bản; left out while it is not entered in the books.',
  })
  number?: string | null;

  @Field(() => String, { description: 'Trích yếu, at most 500 characters.' })
  title!: string;

  @Field(() => String, { description: 'Đơn vị ban hành, at most 200 characters.' })
  issuer!: string;

  @Field(() => DateScalar, { description: 'Ngày ban hành; not in the future.' })
  issuedOn!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Ngày in trên văn bản, at most 50 characters, where it is not the date of issue.',
  })
  dateAsPrinted?: string | null;

  @Field(() => ID, { nullable: true, description: 'Văn bản cấp trên that it carries out.' })
  parent?: string | null;

  @Field(() => ID, { nullable: true, description: 'Văn bản bị thay thế: out of force from now on.' })
  supersedes?: string | null;

  @Field(() => [ID], { defaultValue: [], description: 'Các điều khoản của kế hoạch mà văn bản thực hiện.' })
  clauses!: string[];
}

@ObjectType({ description: 'Kết quả công bố văn bản.' })
export class PublishDocumentPayload {
  @Field(() => Document, { description: 'Văn bản đã công bố.' })
  document!: Document;
}

@ObjectType({ description: 'Kết quả xác nhận văn bản.' })
export class AcknowledgeDocumentPayload {
  @Field(() => Document, { description: 'Văn bản.' })
  document!: Document;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}

@ObjectType({ description: 'Kết quả thu hồi văn bản.' })
export class WithdrawDocumentPayload {
  @Field(() => Document, { description: 'Văn bản đã thu hồi.' })
  document!: Document;
}
