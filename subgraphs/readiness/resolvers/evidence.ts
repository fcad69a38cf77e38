import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';

import { BadUserInput } from '../../../shared/errors.js';
import type { EvidenceKind } from '../../../shared/events/contracts.js';
import type { ReadinessContext } from '../context.js';
import { EVIDENCE_PATH, signLink } from '../evidence/links.js';
import { detailFor } from '../policy.js';
import { attachEvidence, type Thing } from '../service/evidence.js';
import { parseItemKey } from '../service/item.js';
import { toEvidence } from '../shapes/evidence.js';
import { Certificate } from '../types/certificate.js';
import { ChecklistItem } from '../types/checklist.js';
import { AttachEvidenceInput, AttachEvidencePayload, Evidence } from '../types/evidence.js';
import { CommunicationActivity, SchoolWorkingGroup } from '../types/organisation.js';

const FILES =
  "Minh chứng: stored files, the newest version first; null where they are not the caller's to see.";

@Resolver(() => Evidence)
export class EvidenceResolver {
  @Mutation(() => AttachEvidencePayload, {
    description:
      "Đăng ký một tệp minh chứng and get the token by which its bytes are put. For the school's own people; LIMIT_EXCEEDED above 20 MB, 50 files for one thing, or 20 unfinished uploads.",
  })
  async attachEvidence(
    @Arg('input', () => AttachEvidenceInput, { description: 'Tệp.' }) input: AttachEvidenceInput,
    @Ctx() { session }: ReadinessContext,
  ): Promise<AttachEvidencePayload> {
    const { school, fileName, size, note } = input;
    const { evidence, token } = await attachEvidence(session, {
      school,
      fileName,
      size,
      note,
      thing: thingOf(input),
    });
    const upload = {
      token,
      url: `${EVIDENCE_PATH}/${evidence.id}`,
      method: 'PUT',
      expiresAt: new Date(evidence.expiresAt),
      maxBytes: evidence.declaredSize,
    };
    return { evidence: toEvidence(evidence), upload, school: { code: school } };
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Người tải lên; null where it is not the caller's to know.",
  })
  uploadedBy(@Root() { school, uploader }: Evidence, @Ctx() { actor }: ReadinessContext): string | null {
    return detailFor(actor, school) === 'ALL' ? uploader : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Địa chỉ tải về, a path below the hub's own address that opens the file for five minutes, to whoever has it; null while PENDING.",
  })
  async downloadUrl(
    @Root() { id, school, state }: Evidence,
    @Ctx() { actor, clock, loaders }: ReadinessContext,
  ): Promise<string | null> {
    if (state !== 'STORED' || detailFor(actor, school) === 'NONE') return null;
    const secret = await loaders.evidenceSecret.load('current');
    return secret === null ? null : signLink(secret, id, clock.now());
  }
}

@Resolver(() => ChecklistItem)
export class ItemEvidenceResolver {
  @FieldResolver(() => [Evidence], { nullable: true, description: FILES })
  evidence(@Root() { key, id }: ChecklistItem, @Ctx() context: ReadinessContext): Promise<Evidence[] | null> {
    return filesOf(context, parseItemKey(key, 'key').school, 'ITEM', id);
  }
}

@Resolver(() => Certificate)
export class CertificateEvidenceResolver {
  @FieldResolver(() => [Evidence], { nullable: true, description: FILES })
  evidence(
    @Root() { school, id }: Certificate,
    @Ctx() context: ReadinessContext,
  ): Promise<Evidence[] | null> {
    return filesOf(context, school, 'CERTIFICATE', id);
  }
}

@Resolver(() => SchoolWorkingGroup)
export class WorkingGroupEvidenceResolver {
  @FieldResolver(() => [Evidence], { nullable: true, description: FILES })
  evidence(
    @Root() { school }: SchoolWorkingGroup,
    @Ctx() context: ReadinessContext,
  ): Promise<Evidence[] | null> {
    return filesOf(context, school, 'WORKING_GROUP', school);
  }
}

@Resolver(() => CommunicationActivity)
export class CommunicationEvidenceResolver {
  @FieldResolver(() => [Evidence], { nullable: true, description: FILES })
  evidence(
    @Root() { school, id }: CommunicationActivity,
    @Ctx() context: ReadinessContext,
  ): Promise<Evidence[] | null> {
    return filesOf(context, school, 'COMMUNICATION', id);
  }
}

async function filesOf(
  { actor, loaders }: ReadinessContext,
  school: string,
  kind: EvidenceKind,
  reference: string,
): Promise<Evidence[] | null> {
  const detail = detailFor(actor, school);
  // A provider sees items and certificates; those of its items that are not technical never reach it.
  if (detail === 'NONE' || (detail === 'TECHNICAL' && kind !== 'ITEM' && kind !== 'CERTIFICATE')) return null;
  const rows = await loaders.evidence.load(school);
  return rows.filter((row) => row.kind === kind && row.reference === reference).map(toEvidence);
}

function thingOf({ item, reference }: AttachEvidenceInput): Thing {
  if (item != null && reference == null) return { kind: 'ITEM', id: item };
  if (item == null && reference != null) return reference;
  throw new BadUserInput({ field: 'item', expected: 'exactly one of item and reference' });
}
