import { Arg, Ctx, Query, Resolver } from 'type-graphql';

import { isoWithOffset } from '../../../shared/calendar.js';
import { BadUserInput, Forbidden } from '../../../shared/errors.js';
import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { toRatio, type RatioType } from '../../../shared/subgraph/types.js';
import type { RolloutContext } from '../context.js';
import { districtPoints } from '../history.js';
import { momentOf } from '../moment.js';
import { countedSchools, listedSchools, mayListDetail, mayReadOverview } from '../policy.js';
import { readComparison, type ComparisonRow } from '../rows/comparison.js';
import { SnapshotComparison, type SchoolComparison } from '../types/comparison.js';
import type { CompliancePoint } from '../types/district.js';

@Resolver(() => SnapshotComparison)
export class ComparisonResolver {
  @Query(() => SnapshotComparison, {
    description:
      'So sánh hai thời điểm: totals of both, and the schools whose status, score or met rules differ.',
  })
  async compareSnapshots(
    @Arg('from', () => DateTimeScalar, { description: 'Thời điểm trước.' }) from: Date,
    @Arg('to', () => DateTimeScalar, {
      nullable: true,
      description: 'Thời điểm sau; now when left out, never in the future, not before `from`.',
    })
    to: Date | null,
    @Ctx() context: RolloutContext,
  ): Promise<SnapshotComparison> {
    const { actor, session, clock } = context;
    if (!mayReadOverview(actor)) throw new Forbidden({ action: 'compare snapshots', role: actor.role });
    const later = momentOf(clock, to);
    const earlier = momentOf(clock, from);
    if (earlier.at > later.at) {
      throw new BadUserInput({
        field: 'from',
        expected: `an instant not after ${isoWithOffset(later.at)}`,
        got: isoWithOffset(from),
      });
    }
    const points = await districtPoints(context, [earlier.at, later.at], countedSchools(actor));
    const [before, after] = points as [CompliancePoint, CompliancePoint];
    const rows = mayListDetail(actor)
      ? await session.read('rollout', (db) =>
          readComparison(db, { from: earlier.past, to: later.past, codes: listedSchools(actor) }),
        )
      : null;
    return { before, after, schools: rows?.map(toComparison) ?? null };
  }
}

function toComparison(row: ComparisonRow): SchoolComparison {
  const scoreBefore = score(row.numeratorBefore, row.denominatorBefore);
  const scoreAfter = score(row.numeratorAfter, row.denominatorAfter);
  const [were, are] = [new Set(row.metBefore), new Set(row.metAfter)];
  return {
    school: { code: row.school },
    statusBefore: row.statusBefore,
    statusAfter: row.statusAfter,
    scoreBefore,
    scoreAfter,
    scoreDelta: delta(scoreBefore, scoreAfter),
    rulesGained: row.metAfter.filter((rule) => !were.has(rule)),
    rulesLost: row.metBefore.filter((rule) => !are.has(rule)),
  };
}

function score(numerator: number | null, denominator: number | null): RatioType | null {
  return numerator === null || denominator === null ? null : toRatio({ numerator, denominator });
}

function delta(before: RatioType | null, after: RatioType | null): number | null {
  if (before?.percent == null || after?.percent == null) return null;
  // Tenths are taken from each other as whole numbers, so that 70.1 and 70 are 0.1 apart.
  return (Math.round(after.percent * 10) - Math.round(before.percent * 10)) / 10;
}
