import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';

import { localDate } from '../../../shared/calendar.js';
import { Forbidden, NotFound } from '../../../shared/errors.js';
import { pageRequest, toConnection } from '../../../shared/subgraph/connection.js';
import { CursorScalar } from '../../../shared/subgraph/scalars.js';
import { toRatio } from '../../../shared/subgraph/types.js';
import type { RolloutContext } from '../context.js';
import { toDifficulty } from '../difficulty.js';
import type { ActivePlan } from '../plan/active.js';
import type { PlanTask } from '../plan/document.js';
import { listedSchools, mayListVisits, mayReadDifficulty, mayReadVisits } from '../policy.js';
import { pageKey } from '../rows/page.js';
import { countVisited, listVisitPlan, listVisits, type VisitRow } from '../rows/visit.js';
import { cancelVisit, planVisit, recordVisit, type ChangedVisit } from '../service/visit.js';
import type { ConnectionOf } from '../types/connection.js';
import { Difficulty } from '../types/difficulty.js';
import { School } from '../types/school.js';
import {
  PlanVisitInput,
  RecordVisitInput,
  Visit,
  VisitConnection,
  VisitFilter,
  VisitFinding,
  VisitPayload,
  VisitPlan,
  VisitPlanConnection,
  type VisitPlanEntry,
} from '../types/visit.js';
import { readTasks } from './plan.js';

const FIRST = 'Số dòng; 50 when left out, at most 500.';
const AFTER = 'Con trỏ của dòng trước.';

@Resolver(() => Visit)
export class VisitResolver {
  @Query(() => VisitConnection, {
    description:
      'Danh sách kiểm tra in the order of planned days, of the schools whose detail the caller may see.',
  })
  async visits(
    @Arg('filter', () => VisitFilter, { nullable: true, description: 'Lọc.' }) filter: VisitFilter | null,
    @Arg('first', () => Int, { nullable: true, description: FIRST }) first: number | null,
    @Arg('after', () => CursorScalar, { nullable: true, description: AFTER }) after: string | null,
    @Ctx() { actor, session }: RolloutContext,
  ): Promise<ConnectionOf<Visit>> {
    requireList(actor.role, mayListVisits(actor));
    const page = pageRequest({ first, after });
    const asked = {
      state: filter?.state,
      school: filter?.school,
      inspector: filter?.inspector,
      from: filter?.from,
      to: filter?.to,
    };
    const { rows, totalCount } = await session.read('rollout', (db) =>
      listVisits(db, { ...asked, codes: listedSchools(actor) }, page),
    );
    return toConnection(rows, page, totalCount, pageKey, toVisit);
  }

  @Query(() => VisitPlan, {
    description: 'Kế hoạch kiểm tra: which schools have been visited, and which have not.',
  })
  async visitPlan(
    @Arg('unvisited', () => Boolean, {
      defaultValue: false,
      description: 'Chỉ các trường chưa được kiểm tra.',
    })
    unvisited: boolean,
    @Ctx() context: RolloutContext,
  ): Promise<VisitPlan> {
    const { actor, session, clock, loaders } = context;
    requireList(actor.role, mayListVisits(actor));
    const plan = await loaders.plan();
    const task = visitTaskOf(plan);
    const tasks = task === null ? [] : await readTasks(context, plan, clock.now());
    const since = task === null ? '0001-01-01' : localDate(new Date(task.start));
    const { visited, total } = await session.read('rollout', (db) =>
      countVisited(db, { since, codes: listedSchools(actor) }),
    );
    return {
      task: task?.id ?? null,
      due: tasks.find(({ id }) => id === task?.id)?.due ?? null,
      visited: toRatio({ numerator: visited, denominator: total }),
      since,
      unvisited,
    };
  }

  @Mutation(() => VisitPayload, {
    description: 'Lên lịch kiểm tra. Of the office, and of an inspector for the schools assigned to it.',
  })
  async planVisit(
    @Arg('input', () => PlanVisitInput, { description: 'Lịch kiểm tra.' }) input: PlanVisitInput,
    @Ctx() context: RolloutContext,
  ): Promise<VisitPayload> {
    return payload(context, await planVisit(context.session, input));
  }

  @Mutation(() => VisitPayload, {
    description:
      'Ghi kết quả kiểm tra with its findings, and the report then or later. Of the office, and of an inspector for the schools assigned to it.',
  })
  async recordVisit(
    @Arg('input', () => RecordVisitInput, { description: 'Kết quả kiểm tra.' }) input: RecordVisitInput,
    @Ctx() context: RolloutContext,
  ): Promise<VisitPayload> {
    return payload(context, await recordVisit(context.session, input));
  }

  @Mutation(() => VisitPayload, {
    description: 'Hủy lịch kiểm tra. Of the office, and of an inspector for the schools assigned to it.',
  })
  async cancelVisit(
    @Arg('id', () => ID, { description: 'Mã đợt kiểm tra.' }) id: string,
    @Arg('reason', () => String, { description: 'Lý do, at most 2000 characters.' }) reason: string,
    @Ctx() context: RolloutContext,
  ): Promise<VisitPayload> {
    return payload(context, await cancelVisit(context.session, { id, reason }));
  }

  @FieldResolver(() => [VisitFinding], { description: 'Các phát hiện, in their order.' })
  async findings(@Root() { id }: Visit, @Ctx() { loaders }: RolloutContext): Promise<VisitFinding[]> {
    const rows = await loaders.findings.load(id);
    return rows.map(({ difficulty, ...row }) => ({ ...row, difficultyId: difficulty }));
  }
}

@Resolver(() => VisitFinding)
export class VisitFindingResolver {
  @FieldResolver(() => Difficulty, {
    nullable: true,
    description: 'Khó khăn that it opened; only with DIFFICULTY.',
  })
  async difficulty(
    @Root() { difficultyId }: VisitFinding,
    @Ctx() { actor, clock, loaders }: RolloutContext,
  ): Promise<Difficulty | null> {
    const row = difficultyId === null ? null : await loaders.difficulty.load(difficultyId);
    return row !== null && mayReadDifficulty(actor, row) ? toDifficulty(row, clock.now()) : null;
  }
}

@Resolver(() => VisitPlan)
export class VisitPlanResolver {
  @FieldResolver(() => VisitPlanConnection, { description: 'Các trường, in Vietnamese order of names.' })
  async schools(
    @Root() { since, due, unvisited }: VisitPlan,
    @Arg('first', () => Int, { nullable: true, description: FIRST }) first: number | null,
    @Arg('after', () => CursorScalar, { nullable: true, description: AFTER }) after: string | null,
    @Ctx() { actor, session, clock }: RolloutContext,
  ): Promise<ConnectionOf<VisitPlanEntry>> {
    const page = pageRequest({ first, after });
    const { rows, totalCount } = await session.read('rollout', (db) =>
      listVisitPlan(db, { unvisited, since, codes: listedSchools(actor) }, page),
    );
    const isPast = due !== null && due < clock.now();
    return toConnection(rows, page, totalCount, pageKey, ({ school, lastDoneOn, plannedOn }) => ({
      school: { code: school },
      visited: lastDoneOn !== null,
      lastDoneOn,
      plannedOn,
      isOverdue: lastDoneOn === null && isPast,
    }));
  }
}

@Resolver(() => School)
export class SchoolVisitResolver {
  @FieldResolver(() => [Visit], {
    nullable: true,
    description: "Các đợt kiểm tra, the latest first; null where they are not the caller's to see.",
  })
  async visits(@Root() { code }: School, @Ctx() { actor, loaders }: RolloutContext): Promise<Visit[] | null> {
    if (!mayReadVisits(actor, code)) return null;
    return (await loaders.schoolVisits.load(code)).map(toVisit);
  }
}

/** The task under which schools are visited; a plan that does not name it has it by its product. */
function visitTaskOf({ document }: ActivePlan): PlanTask | null {
  const { tasks, visitTask } = document;
  const byProduct = (task: PlanTask) => task.deliverableDerived === 'visit reports';
  return tasks.find((task) => (visitTask === undefined ? byProduct(task) : task.id === visitTask)) ?? null;
}

export function toVisit({ school, ...row }: VisitRow): Visit {
  return { ...row, school: { code: school } };
}

function requireList(role: string, isAllowed: boolean): void {
  if (!isAllowed) throw new Forbidden({ action: 'list the visits to schools', role });
}

async function payload({ loaders }: RolloutContext, { id, school }: ChangedVisit): Promise<VisitPayload> {
  const row = await loaders.visit.load(id);
  if (row === null) throw new NotFound({ what: 'visit', id });
  return { visit: toVisit(row), school: { code: school } };
}
