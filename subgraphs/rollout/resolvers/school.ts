import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import type { RolloutContext } from '../context.js';
import { toDifficulty } from '../difficulty.js';
import { toCompliance } from '../explain.js';
import { momentOf } from '../moment.js';
import { mayReadDetail, mayReadDifficulty } from '../policy.js';
import { SchoolCompliance } from '../types/compliance.js';
import { Difficulty } from '../types/difficulty.js';
import { School } from '../types/school.js';

@Resolver(() => School)
export class SchoolResolver {
  @FieldResolver(() => SchoolCompliance, {
    nullable: true,
    description:
      "Tiến độ; null where it is not the caller's to see, and before the register knew the school.",
  })
  async compliance(
    @Root() { code }: School,
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description: 'Thời điểm xem: as it was shown then; now when left out, never in the future.',
    })
    asOf: Date | null,
    @Ctx() { actor, clock, loaders }: RolloutContext,
  ): Promise<SchoolCompliance | null> {
    const { at, past } = momentOf(clock, asOf);
    if (!mayReadDetail(actor, code)) return null;
    const row =
      past === null
        ? await loaders.compliance.load(code)
        : await loaders.pastCompliance.load({ school: code, at: past.toISOString() });
    return row === null ? null : toCompliance(row, at);
  }

  @FieldResolver(() => [Difficulty], {
    nullable: true,
    description: "Khó khăn, vướng mắc, the newest first; null where they are not the caller's to see.",
  })
  async difficulties(
    @Root() { code }: School,
    @Ctx() { actor, clock, loaders }: RolloutContext,
  ): Promise<Difficulty[] | null> {
    if (!mayReadDetail(actor, code)) return null;
    const rows = await loaders.schoolDifficulties.load(code);
    return rows.filter((row) => mayReadDifficulty(actor, row)).map((row) => toDifficulty(row, clock.now()));
  }
}
