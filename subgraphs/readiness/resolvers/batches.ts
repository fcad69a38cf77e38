import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';

import { BadUserInput } from '../../../shared/errors.js';
import type { ReadinessContext } from '../context.js';
import { detailFor } from '../policy.js';
import { declareSignatures } from '../service/signatures.js';
import { toChecklistItem } from '../shapes/checklist.js';
import { toSignatureBatch } from '../shapes/signatures.js';
import { DeclareSignaturesInput, SignatureBatch, SignaturesPayload } from '../types/batches.js';
import { SignatureCoverage } from '../types/signatures.js';

const DAY_MS = 86_400_000;
const MAX_DAYS = 3660;

@Resolver(() => SignatureCoverage)
export class SignatureBatchResolver {
  @Mutation(() => SignaturesPayload, {
    description:
      "Khai chữ ký số cá nhân theo thời hạn, and with it the group's ratio of those valid now (II.3-3). For the school's own people; VERSION_CONFLICT on a stale version.",
  })
  async declareSignatures(
    @Arg('input', () => DeclareSignaturesInput, { description: 'Chữ ký số.' }) input: DeclareSignaturesInput,
    @Ctx() { session }: ReadinessContext,
  ): Promise<SignaturesPayload> {
    const entry = await declareSignatures(session, input);
    return { item: toChecklistItem(entry), school: { code: entry.school } };
  }

  @FieldResolver(() => [SignatureBatch], {
    nullable: true,
    description:
      "Các đợt đã khai theo thời hạn, those that end first before the others; empty where a ratio alone was declared, null where it is not the caller's to see.",
  })
  batches(
    @Root() { school }: SignatureCoverage,
    @Ctx() context: ReadinessContext,
  ): Promise<SignatureBatch[] | null> {
    return batchesOf(context, school);
  }

  @FieldResolver(() => [SignatureBatch], {
    nullable: true,
    description: 'Các đợt còn hiệu lực sắp hết hạn: valid now, and no longer so many days on.',
  })
  async expiringSoon(
    @Arg('withinDays', () => Int, { defaultValue: 30, description: 'Số ngày, 1 to 3660.' })
    withinDays: number,
    @Root() { school }: SignatureCoverage,
    @Ctx() context: ReadinessContext,
  ): Promise<SignatureBatch[] | null> {
    if (withinDays < 1 || withinDays > MAX_DAYS) {
      throw new BadUserInput({ field: 'withinDays', expected: `1 to ${MAX_DAYS} days`, got: withinDays });
    }
    const until = new Date(context.clock.now().getTime() + withinDays * DAY_MS);
    const batches = await batchesOf(context, school);
    return batches?.filter(({ isValid, validTo }) => isValid && validTo <= until) ?? null;
  }
}

async function batchesOf(
  { actor, clock, loaders }: ReadinessContext,
  school: string,
): Promise<SignatureBatch[] | null> {
  if (detailFor(actor, school) === 'NONE') return null;
  const now = clock.now();
  return (await loaders.batches.load(school)).map((row) => toSignatureBatch(row, now));
}
