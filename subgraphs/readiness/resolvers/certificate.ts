import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';

import type { ReadinessContext } from '../context.js';
import type { CertificateRow } from '../rows/certificate.js';
import {
  approveCertificate,
  declareCertificate,
  registerCertificate,
  rejectCertificate,
  revokeCertificate,
} from '../service/certificate.js';
import { toCertificate } from '../shapes/organisation.js';
import { CertificatePayload, DeclareCertificateInput } from '../types/certificate.js';

const ID_OF = 'Mã chứng thư trong hệ thống.';
const REASON = 'Lý do, not blank, up to 2000 characters.';

@Resolver()
export class CertificateResolver {
  @Mutation(() => CertificatePayload, {
    description:
      "Khai báo chứng thư số của tổ chức. For the school's own people; a serial that stands already is refused with BAD_USER_INPUT.",
  })
  async declareCertificate(
    @Arg('input', () => DeclareCertificateInput, { description: 'Chứng thư.' })
    input: DeclareCertificateInput,
    @Ctx() context: ReadinessContext,
  ): Promise<CertificatePayload> {
    return toPayload(await declareCertificate(context.session, input), context);
  }

  @Mutation(() => CertificatePayload, {
    description:
      "Đăng ký chứng thư đã khai báo, so that the office may approve it. For the school's own people.",
  })
  async registerCertificate(
    @Arg('id', () => ID, { description: ID_OF }) id: string,
    @Ctx() context: ReadinessContext,
  ): Promise<CertificatePayload> {
    return toPayload(await registerCertificate(context.session, { id }), context);
  }

  @Mutation(() => CertificatePayload, {
    description:
      'Duyệt chứng thư đã đăng ký. For the office; refused for an expired one, while another is approved, and for who declared it.',
  })
  async approveCertificate(
    @Arg('id', () => ID, { description: ID_OF }) id: string,
    @Ctx() context: ReadinessContext,
  ): Promise<CertificatePayload> {
    return toPayload(await approveCertificate(context.session, { id }), context);
  }

  @Mutation(() => CertificatePayload, {
    description: 'Từ chối chứng thư đã đăng ký, with a reason. For the office.',
  })
  async rejectCertificate(
    @Arg('id', () => ID, { description: ID_OF }) id: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: ReadinessContext,
  ): Promise<CertificatePayload> {
    return toPayload(await rejectCertificate(context.session, { id, reason }), context);
  }

  @Mutation(() => CertificatePayload, {
    description: 'Thu hồi chứng thư đã duyệt, with a reason. For the office.',
  })
  async revokeCertificate(
    @Arg('id', () => ID, { description: ID_OF }) id: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: ReadinessContext,
  ): Promise<CertificatePayload> {
    return toPayload(await revokeCertificate(context.session, { id, reason }), context);
  }
}

function toPayload(row: CertificateRow, { clock }: ReadinessContext): CertificatePayload {
  return { certificate: toCertificate(row, clock.now()), school: { code: row.school } };
}
