import 'reflect-metadata';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { School } from './school.js';

export const CertificateKind = {
  USB_TOKEN: 'USB_TOKEN',
  REMOTE_SIGNING: 'REMOTE_SIGNING',
} as const;
export type CertificateKind = keyof typeof CertificateKind;
registerEnumType(CertificateKind, {
  name: 'CertificateKind',
  description: 'Hình thức ký.',
  valuesConfig: {
    USB_TOKEN: { description: 'USB Token. The key is on a device at the school.' },
    REMOTE_SIGNING: { description: 'Ký số từ xa. The key is with the certification authority.' },
  },
});

export const CertificateState = {
  DECLARED: 'DECLARED',
  REGISTERED: 'REGISTERED',
  APPROVED: 'APPROVED',
  REJECTED: 'REJECTED',
  EXPIRED: 'EXPIRED',
  REVOKED: 'REVOKED',
} as const;
export type CertificateState = keyof typeof CertificateState;
registerEnumType(CertificateState, {
  name: 'CertificateState',
  description: 'Trạng thái chứng thư số của tổ chức.',
  valuesConfig: {
    DECLARED: { description: 'Đã khai báo. Named by the school.' },
    REGISTERED: { description: "Đã đăng ký. Waits for the office's approval." },
    APPROVED: { description: 'Đã duyệt. Records may be issued with it while it is valid.' },
    REJECTED: { description: 'Từ chối, with a reason; the school may declare it anew.' },
    EXPIRED: { description: 'Hết hạn. Its validity ended after approval.' },
    REVOKED: { description: 'Thu hồi, with a reason.' },
  },
});

@ObjectType({
  description:
    "Chứng thư số của tổ chức (con dấu số). What is public of the school's stamp certificate (II.3-3); never a key.",
})
export class Certificate {
  /** For the fields that depend on who asks. */
  school!: string;

  @Field(() => ID, { description: 'Mã trong hệ thống.' })
  id!: string;

  @Field(() => String, { description: 'Số serial, in capitals.' })
  serial!: string;

  @Field(() => String, { description: 'Nhà cung cấp chứng thư, for example `VGCA`.' })
  issuer!: string;

  @Field(() => CertificateKind, { description: 'Hình thức ký.' })
  kind!: CertificateKind;

  @Field(() => DateTimeScalar, { description: 'Hiệu lực từ.' })
  validFrom!: Date;

  @Field(() => DateTimeScalar, { description: 'Hiệu lực đến; no longer valid at this instant.' })
  validTo!: Date;

  @Field(() => CertificateState, { description: 'Trạng thái.' })
  state!: CertificateState;

  @Field(() => Boolean, { description: 'Đang có hiệu lực. Approved, and within its dates at this moment.' })
  isValid!: boolean;

  @Field(() => String, { nullable: true, description: 'Lý do từ chối hoặc thu hồi.' })
  reason!: string | null;

  @Field(() => String, { description: 'Người khai báo.' })
  declaredBy!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm khai báo.' })
  declaredAt!: Date;

  @Field(() => String, { nullable: true, description: 'Người duyệt, từ chối hoặc thu hồi.' })
  decidedBy!: string | null;

  @Field(() => DateTimeScalar, { description: 'Thời điểm thay đổi gần nhất.' })
  updatedAt!: Date;
}

@InputType({ description: 'Khai báo chứng thư số của tổ chức.' })
export class DeclareCertificateInput {
  @Field(() => ID, { description: 'Mã trường.' })
  school!: string;

  @Field(() => String, {
    description: 'Số serial, as the certificate shows it: letters, digits and : . _ -, up to 64 characters.',
  })
  serial!: string;

  @Field(() => String, { description: 'Nhà cung cấp chứng thư, for example `VGCA`.' })
  issuer!: string;

  @Field(() => CertificateKind, { description: 'Hình thức ký.' })
  kind!: CertificateKind;

  @Field(() => DateTimeScalar, { description: 'Hiệu lực từ.' })
  validFrom!: Date;

  @Field(() => DateTimeScalar, { description: 'Hiệu lực đến, after `validFrom`.' })
  validTo!: Date;
}

@ObjectType({ description: 'Kết quả với một chứng thư số.' })
export class CertificatePayload {
  @Field(() => Certificate, { description: 'Chứng thư sau thay đổi.' })
  certificate!: Certificate;

  @Field(() => School, { description: 'Trường.' })
  school!: School;
}
