import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { School } from './school.js';

export const EvidenceReferenceKind = {
  CERTIFICATE: 'CERTIFICATE',
  WORKING_GROUP: 'WORKING_GROUP',
  COMMUNICATION: 'COMMUNICATION',
} as const;
export type EvidenceReferenceKind = keyof typeof EvidenceReferenceKind;
registerEnumType(EvidenceReferenceKind, {
  name: 'EvidenceReferenceKind',
  description: 'Đối tượng của minh chứng, beside items of the checklist.',
  valuesConfig: {
    CERTIFICATE: { description: 'Chứng thư số của tổ chức; `id` is its `Certificate.id`.' },
    WORKING_GROUP: { description: 'Tổ công tác của trường; takes no `id`.' },
    COMMUNICATION: { description: 'Hoạt động truyền thông; `id` is its `CommunicationActivity.id`.' },
  },
});

export const EvidenceState = {
  PENDING: 'PENDING',
  STORED: 'STORED',
} as const;
export type EvidenceState = keyof typeof EvidenceState;
registerEnumType(EvidenceState, {
  name: 'EvidenceState',
  description: 'Trạng thái minh chứng.',
  valuesConfig: {
    PENDING: { description: 'Chờ tải lên. Announced; its bytes are not here yet.' },
    STORED: { description: 'Đã lưu. Checked and kept; never changed and never deleted.' },
  },
});

@ObjectType({
  description:
    'Minh chứng. A file that shows what a school declared; each further file is a further version.',
})
export class Evidence {
  /** For the fields that depend on who asks. */
  school!: string;

  @Field(() => ID, { description: 'Mã minh chứng.' })
  id!: string;

  @Field(() => EvidenceState, { description: 'Trạng thái.' })
  state!: EvidenceState;

  @Field(() => String, { description: 'Tên tệp.' })
  fileName!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Phiên bản, from 1 for each thing shown; null while PENDING.',
  })
  version!: number | null;

  @Field(() => String, { nullable: true, description: 'Loại tệp, as its bytes say; null while PENDING.' })
  mime!: string | null;

  @Field(() => Int, { description: 'Dung lượng, byte.' })
  size!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Mã băm SHA-256, 64 hexadecimal digits; null while PENDING.',
  })
  sha256!: string | null;

  @Field(() => String, { nullable: true, description: 'Ghi chú.' })
  note!: string | null;

  uploader!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Thời điểm tải lên; null while PENDING.' })
  uploadedAt!: Date | null;
}

@InputType({ description: 'Đối tượng của minh chứng, where it is no item of the checklist.' })
export class EvidenceReferenceInput {
  @Field(() => EvidenceReferenceKind, { description: 'Loại đối tượng.' })
  kind!: EvidenceReferenceKind;

  @Field(() => ID, { nullable: true, description: 'Mã đối tượng; none for WORKING_GROUP.' })
  id?: string | null;
}

@InputType({ description: 'Minh chứng sắp tải lên. Exactly one of `item` and `reference`.' })
export class AttachEvidenceInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => ID, { nullable: true, description: 'Mã nội dung rà soát, for example `WORKING_GROUP`.' })
  item?: string | null;

  @Field(() => EvidenceReferenceInput, { nullable: true, description: 'Đối tượng khác.' })
  reference?: EvidenceReferenceInput | null;

  @Field(() => String, {
    description:
      'Tên tệp without folders, ending in .pdf, .jpg, .jpeg, .png or .xlsx, up to 200 characters; the bytes must be what it says.',
  })
  fileName!: string;

  @Field(() => Int, { description: 'Dung lượng, byte: exactly what will be sent, up to 20971520.' })
  size!: number;

  @Field(() => String, { nullable: true, description: 'Ghi chú, up to 2000 characters.' })
  note?: string | null;
}

@ObjectType({
  description:
    'Cách tải tệp lên. Send the bytes with `method` to `url`, with the header `Authorization: Bearer <token>`.',
})
export class EvidenceUpload {
  @Field(() => String, { description: "Địa chỉ, a path below the hub's own address." })
  url!: string;

  @Field(() => String, { description: 'Mã tải lên. Good for one upload; told only here.' })
  token!: string;

  @Field(() => String, { description: 'Phương thức: PUT.' })
  method!: string;

  @Field(() => DateTimeScalar, { description: "Hạn bắt đầu tải lên, by the hub's time." })
  expiresAt!: Date;

  @Field(() => Int, { description: 'Số byte tối đa: what was announced.' })
  maxBytes!: number;
}

@ObjectType({ description: 'Kết quả đăng ký minh chứng.' })
export class AttachEvidencePayload {
  @Field(() => Evidence, { description: 'Minh chứng, PENDING until its bytes are here.' })
  evidence!: Evidence;

  @Field(() => EvidenceUpload, { description: 'Cách tải tệp lên.' })
  upload!: EvidenceUpload;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}
