import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { ReadinessContext } from '../context.js';
import { detailFor } from '../policy.js';
import { toChecklist } from '../shapes/checklist.js';
import {
  standingCertificate,
  toCertificate,
  toCommunications,
  toPlan,
  toWorkingGroup,
} from '../shapes/organisation.js';
import { toSignatureCoverage } from '../shapes/signatures.js';
import { isTechnical, SCHOOL_PLAN_ITEM } from '../template.js';
import { Certificate } from '../types/certificate.js';
import { Checklist } from '../types/checklist.js';
import { SchoolCommunications, SchoolPlan, SchoolWorkingGroup } from '../types/organisation.js';
import { School } from '../types/school.js';
import { SignatureCoverage } from '../types/signatures.js';

@Resolver(() => School)
export class SchoolReadinessResolver {
  @FieldResolver(() => Checklist, {
    nullable: true,
    description:
      "Phiếu rà soát điều kiện (IV.1-4); null where it is not the caller's to see, or none is published.",
  })
  async checklist(
    @Root() { code }: School,
    @Ctx() { actor, loaders }: ReadinessContext,
  ): Promise<Checklist | null> {
    const detail = detailFor(actor, code);
    if (detail === 'NONE') return null;
    const [template, responses] = await Promise.all([
      loaders.template.load('current'),
      loaders.responses.load(code),
    ]);
    if (template === null) return null;
    const byItem = new Map(responses.map((response) => [response.item, response]));
    const shown = template.items.filter((item) => detail === 'ALL' || isTechnical(template, item));
    return toChecklist(
      template,
      shown.map((item) => ({ school: code, item, response: byItem.get(item.id) ?? null })),
    );
  }

  @FieldResolver(() => SignatureCoverage, {
    nullable: true,
    description: "Tỉ lệ chữ ký số (II.3-3); null where it is not the caller's to see.",
  })
  async signatures(
    @Root() { code }: School,
    @Ctx() { actor, loaders }: ReadinessContext,
  ): Promise<SignatureCoverage | null> {
    if (detailFor(actor, code) === 'NONE') return null;
    return toSignatureCoverage(code, await loaders.signatures.load(code));
  }

  @FieldResolver(() => Certificate, {
    nullable: true,
    description:
      "Chứng thư số của tổ chức: the approved one, else the newest; null where none is declared or it is not the caller's to see.",
  })
  async organisationCertificate(
    @Root() { code }: School,
    @Ctx() { actor, clock, loaders }: ReadinessContext,
  ): Promise<Certificate | null> {
    if (detailFor(actor, code) === 'NONE') return null;
    const standing = standingCertificate(await loaders.certificates.load(code));
    return standing === null ? null : toCertificate(standing, clock.now());
  }

  @FieldResolver(() => [Certificate], {
    nullable: true,
    description: "Mọi chứng thư số đã khai báo, the newest first; null where it is not the caller's to see.",
  })
  async certificates(
    @Root() { code }: School,
    @Ctx() { actor, clock, loaders }: ReadinessContext,
  ): Promise<Certificate[] | null> {
    if (detailFor(actor, code) === 'NONE') return null;
    const now = clock.now();
    return (await loaders.certificates.load(code)).map((row) => toCertificate(row, now));
  }

  @FieldResolver(() => SchoolWorkingGroup, {
    nullable: true,
    description:
      "Tổ công tác của trường (IV.2-1); null where there is none yet, or it is not the caller's to see.",
  })
  async workingGroup(
    @Root() { code }: School,
    @Ctx() { actor, loaders }: ReadinessContext,
  ): Promise<SchoolWorkingGroup | null> {
    if (detailFor(actor, code) !== 'ALL') return null;
    const row = await loaders.workingGroup.load(code);
    return row === null ? null : toWorkingGroup(row);
  }

  @FieldResolver(() => SchoolPlan, {
    nullable: true,
    description: "Kế hoạch và phân công nhiệm vụ (IV.2-2); null where it is not the caller's to see.",
  })
  async plan(
    @Root() { code }: School,
    @Ctx() { actor, loaders }: ReadinessContext,
  ): Promise<SchoolPlan | null> {
    if (detailFor(actor, code) !== 'ALL') return null;
    const [template, responses, assigned] = await Promise.all([
      loaders.template.load('current'),
      loaders.responses.load(code),
      loaders.duties.load(code),
    ]);
    const document = responses.find(({ item }) => item === SCHOOL_PLAN_ITEM);
    return toPlan(template?.duties ?? [], assigned, document);
  }

  @FieldResolver(() => SchoolCommunications, {
    nullable: true,
    description: "Truyền thông đến năm đối tượng (IV.2-3); null where it is not the caller's to see.",
  })
  async communications(
    @Root() { code }: School,
    @Ctx() { actor, loaders }: ReadinessContext,
  ): Promise<SchoolCommunications | null> {
    if (detailFor(actor, code) !== 'ALL') return null;
    return toCommunications(await loaders.communications.load(code));
  }
}
