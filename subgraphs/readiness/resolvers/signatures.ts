import { Arg, Ctx, Query, Resolver } from 'type-graphql';

import { Forbidden, LimitExceeded } from '../../../shared/errors.js';
import { intervalEnds } from '../../../shared/intervals.js';
import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import type { ReadinessContext } from '../context.js';
import { detailedSchools, mayReadCoverage } from '../policy.js';
import { countSchoolsOfPlan } from '../rows/register.js';
import { readCoverage } from '../rows/signatures.js';
import { toCoveragePoint } from '../shapes/signatures.js';
import { CoverageBy, CoverageInterval, CoveragePoint } from '../types/signatures.js';

/** Points of one answer, all lines together. */
const MAX_POINTS = 20_000;

@Resolver()
export class SignatureCoverageResolver {
  @Query(() => [CoveragePoint], {
    description:
      'Đường tỉ lệ chữ ký số: what was known at the end of each day or week, line by line in the order of codes, each by time. LIMIT_EXCEEDED above 400 points a line or 20000 in all.',
  })
  async signatureCoverage(
    @Arg('by', () => CoverageBy, { defaultValue: CoverageBy.DISTRICT, description: 'Phạm vi tổng hợp.' })
    by: CoverageBy,
    @Arg('interval', () => CoverageInterval, {
      defaultValue: CoverageInterval.WEEK,
      description: 'Khoảng thời gian giữa hai điểm.',
    })
    interval: CoverageInterval,
    @Arg('from', () => DateTimeScalar, {
      nullable: true,
      description: 'Từ thời điểm; 12 weeks (WEEK) or 30 days (DAY) before `to` when left out.',
    })
    from: Date | null,
    @Arg('to', () => DateTimeScalar, {
      nullable: true,
      description: 'Đến thời điểm; now when left out or in the future.',
    })
    to: Date | null,
    @Ctx() { actor, clock, session }: ReadinessContext,
  ): Promise<CoveragePoint[]> {
    if (!mayReadCoverage(actor, by)) {
      throw new Forbidden({ action: `read signature coverage by ${by.toLowerCase()}`, role: actor.role });
    }
    const instants = intervalEnds(interval, { from, to }, clock.now());
    const codes = by === CoverageBy.SCHOOL ? detailedSchools(actor) : null;
    const rows = await session.read('readiness', async (db) => {
      if (by !== CoverageBy.DISTRICT) {
        const points = instants.length * (await countSchoolsOfPlan(db, codes));
        if (points > MAX_POINTS) throw new LimitExceeded({ limit: 'points', value: MAX_POINTS, got: points });
      }
      return readCoverage(db, { by, instants, codes });
    });
    return rows.map(toCoveragePoint);
  }
}
