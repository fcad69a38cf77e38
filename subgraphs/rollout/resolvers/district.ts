import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { BadUserInput, Forbidden } from '../../../shared/errors.js';
import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import type { RolloutContext } from '../context.js';
import { districtPoints, pointInstants, rescoredPoints, schoolPoints } from '../history.js';
import { momentOf } from '../moment.js';
import { averageScore, districtShares, statusCounts } from '../overview.js';
import { clauseText } from '../plan/active.js';
import { countedSchools, mayReadDetail, mayReadOverview } from '../policy.js';
import { readDistrict, readUnmetRules } from '../rows/district.js';
import { CompliancePoint, DistrictOverview, UnmetRule } from '../types/district.js';
import { IntervalEnum } from '../types/order.js';
import { District } from '../types/school.js';

const AS_OF = 'Thời điểm xem: as it was shown then; now when left out, never in the future.';

@Resolver(() => DistrictOverview)
export class DistrictOverviewResolver {
  @Query(() => DistrictOverview, {
    description:
      "Toàn cảnh quận. How the district stands; a school's people see their own school's figures beside the average.",
  })
  async districtOverview(
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF }) asOf: Date | null,
    @Ctx() context: RolloutContext,
  ): Promise<DistrictOverview> {
    const { actor } = context;
    if (!mayReadOverview(actor))
      throw new Forbidden({ action: 'read the district overview', role: actor.role });
    return overviewAt(context, asOf);
  }

  @FieldResolver(() => [UnmetRule], {
    description: 'Tiêu chí chưa đạt, those that cost the most points first.',
  })
  async topUnmet(
    @Root() { codes, past }: DistrictOverview,
    @Ctx() { session, loaders }: RolloutContext,
  ): Promise<UnmetRule[]> {
    const rows = await session.read('rollout', (db) => readUnmetRules(db, { codes, asOf: past }));
    const plan = await loaders.plan();
    return rows.flatMap((row) => {
      const rule = plan.rules.get(row.rule);
      if (rule === undefined) return [];
      const { clause, titleVi, titleEn } = rule;
      return [{ ...row, clause, clauseText: clauseText(plan, clause), titleVi, titleEn }];
    });
  }

  @FieldResolver(() => District, { nullable: true, description: 'Quận.' })
  async district(@Ctx() { loaders }: RolloutContext): Promise<District> {
    return { code: (await loaders.plan()).districtCode };
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description:
      'Chưa cập nhật từ. Since when the figures may be behind what was recorded; null while they are not.',
  })
  async staleSince(
    @Root() { asOf }: DistrictOverview,
    @Ctx() { loaders }: RolloutContext,
  ): Promise<Date | null> {
    const since = await loaders.staleSince();
    return since !== null && since <= asOf ? since : null;
  }
}

@Resolver(() => District)
export class DistrictResolver {
  @FieldResolver(() => DistrictOverview, {
    nullable: true,
    description: "Toàn cảnh quận; null where it is not the caller's to see.",
  })
  async overview(
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF }) asOf: Date | null,
    @Ctx() context: RolloutContext,
  ): Promise<DistrictOverview | null> {
    return mayReadOverview(context.actor) ? overviewAt(context, asOf) : null;
  }
}

@Resolver(() => CompliancePoint)
export class ComplianceHistoryResolver {
  @Query(() => [CompliancePoint], {
    description:
      'Diễn biến tiến độ. A point at the end of each day or week, and one at the end of the time asked for.',
  })
  async complianceHistory(
    @Arg('school', () => ID, { nullable: true, description: 'Mã trường; the district when left out.' })
    school: string | null | undefined,
    @Arg('from', () => DateTimeScalar, {
      nullable: true,
      description: "Từ thời điểm; the plan's first day when left out.",
    })
    from: Date | null | undefined,
    @Arg('to', () => DateTimeScalar, {
      nullable: true,
      description: 'Đến thời điểm; now when left out, never in the future.',
    })
    to: Date | null | undefined,
    @Arg('interval', () => IntervalEnum, {
      defaultValue: 'WEEK',
      description: 'Khoảng thời gian; WEEK when left out.',
    })
    interval: keyof typeof IntervalEnum,
    @Arg('version', () => String, {
      nullable: true,
      description:
        'Phiên bản kế hoạch to score a school’s history under, one of `planVersions`; the active one when left out.',
    })
    version: string | null | undefined,
    @Ctx() context: RolloutContext,
  ): Promise<CompliancePoint[]> {
    const { actor, clock, loaders } = context;
    const isAllowed = school == null ? mayReadOverview(actor) : mayReadDetail(actor, school);
    if (!isAllowed) {
      throw new Forbidden({
        action: 'read the history',
        role: actor.role,
        ...(school == null ? {} : { school }),
      });
    }
    const instants = pointInstants({ plan: await loaders.plan(), from, to, interval, clock });
    if (version != null) {
      if (school == null) {
        throw new BadUserInput({
          field: 'school',
          expected: 'a school: history under another version is scored school by school',
        });
      }
      return rescoredPoints(context, instants, { school, version });
    }
    return school == null
      ? districtPoints(context, instants, countedSchools(actor))
      : schoolPoints(context, instants, school);
  }
}

async function overviewAt(
  { actor, session, clock }: RolloutContext,
  asOf: Date | null,
): Promise<DistrictOverview> {
  const { at, past } = momentOf(clock, asOf);
  const codes = countedSchools(actor);
  const row = await session.read('rollout', (db) => readDistrict(db, { codes, asOf: past }));
  return {
    asOf: at,
    counts: statusCounts(row),
    ...districtShares(row),
    averageScore: averageScore(row),
    isSynthetic: row.isSynthetic,
    codes,
    past,
  };
}
