import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';

import { Forbidden } from '../../../shared/errors.js';
import { pageRequest, toConnection } from '../../../shared/subgraph/connection.js';
import { CursorScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import type { RolloutContext } from '../context.js';
import { linesFor, risksFor, toCompliance, toUnmet } from '../explain.js';
import { momentOf } from '../moment.js';
import { requireRule } from '../plan/active.js';
import { listedSchools, mayListDetail, mayReadRule } from '../policy.js';
import { listCompliance, listUnmet, type ComplianceListFilter } from '../rows/compliance.js';
import { cursorKey } from '../rows/order.js';
import {
  ComplianceLine,
  ComplianceRisk,
  SchoolCompliance,
  SchoolComplianceConnection,
  UnmetRequirement,
} from '../types/compliance.js';
import { ComplianceFilter, ComplianceOrder } from '../types/order.js';

const AS_OF = 'Thời điểm xem: as it was shown then; now when left out, never in the future.';

@Resolver(() => SchoolCompliance)
export class ComplianceResolver {
  @Query(() => SchoolComplianceConnection, {
    description: "Tiến độ của các trường, with the reasons; a school's people see their own school.",
  })
  async compliance(
    @Arg('filter', () => ComplianceFilter, { nullable: true, description: 'Lọc.' })
    filter: ComplianceFilter | null,
    @Arg('orderBy', () => ComplianceOrder, { nullable: true, description: 'Sắp xếp; by name when left out.' })
    orderBy: ComplianceOrder | null,
    @Arg('first', () => Int, { nullable: true, description: 'Số dòng, 1 to 500; 50 when left out.' }) first:
      | number
      | null,
    @Arg('after', () => CursorScalar, {
      nullable: true,
      description: 'Con trỏ: the list goes on after it, in the same order.',
    })
    after: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF }) asOf: Date | null,
    @Ctx() context: RolloutContext,
  ): Promise<SchoolComplianceConnection> {
    const { actor, session, clock } = context;
    requireList(context, 'read the compliance of schools');
    if (filter?.rule != null) await requireVisibleRule(context, filter.rule);
    const { at, past } = momentOf(clock, asOf);
    const order = orderBy ?? { field: 'NAME', direction: 'ASC' };
    const page = pageRequest({ first, after });
    const { rows, totalCount } = await session.read('rollout', (db) =>
      listCompliance(db, { filter: listFilter(filter, listedSchools(actor)), order, page, asOf: past }),
    );
    return toConnection(
      rows,
      page,
      totalCount,
      (row) => cursorKey(order, row),
      (row) => toCompliance(row, at),
    );
  }

  @Query(() => [UnmetRequirement], {
    description: 'Danh sách cần nhắc. The schools that have not met the rule: the list to phone.',
  })
  async unmetRequirements(
    @Arg('rule', () => ID, { description: 'Mã tiêu chí, for example `R09`.' }) rule: string,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF }) asOf: Date | null,
    @Ctx() context: RolloutContext,
  ): Promise<UnmetRequirement[]> {
    const { actor, session, clock, loaders } = context;
    requireList(context, 'read what schools have not met');
    await requireVisibleRule(context, rule);
    const { at, past } = momentOf(clock, asOf);
    const rows = await session.read('rollout', (db) =>
      listUnmet(db, { rule, codes: listedSchools(actor), asOf: past }),
    );
    const plan = await loaders.plan();
    return rows.map((row) => toUnmet(plan, row, at));
  }

  @FieldResolver(() => [ComplianceLine], {
    description: 'Giải thích theo tiêu chí, most points lost first: why the score is what it is.',
  })
  async lines(
    @Root() { stored, asOf }: SchoolCompliance,
    @Ctx() { actor, loaders }: RolloutContext,
  ): Promise<ComplianceLine[]> {
    return linesFor(actor, await loaders.plan(), stored, asOf);
  }

  @FieldResolver(() => [ComplianceRisk], { description: 'Nguy cơ.' })
  async risks(
    @Root() { stored }: SchoolCompliance,
    @Ctx() { actor, loaders }: RolloutContext,
  ): Promise<ComplianceRisk[]> {
    return risksFor(actor, await loaders.plan(), stored);
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description:
      'Chưa cập nhật từ. Since when what stands here may be behind what was recorded; null while it is not.',
  })
  async staleSince(
    @Root() { asOf }: SchoolCompliance,
    @Ctx() { loaders }: RolloutContext,
  ): Promise<Date | null> {
    const since = await loaders.staleSince();
    return since !== null && since <= asOf ? since : null;
  }
}

function listFilter(
  filter: ComplianceFilter | null | undefined,
  codes: readonly string[] | null,
): ComplianceListFilter {
  return { status: filter?.status, ward: filter?.ward, rule: filter?.rule, search: filter?.search, codes };
}

function requireList({ actor }: RolloutContext, action: string): void {
  if (!mayListDetail(actor)) throw new Forbidden({ action, role: actor.role });
}

async function requireVisibleRule({ actor, loaders }: RolloutContext, id: string): Promise<void> {
  const rule = requireRule(await loaders.plan(), id);
  if (!mayReadRule(actor, rule.predicate))
    throw new Forbidden({ action: `read rule ${id}`, role: actor.role });
}
