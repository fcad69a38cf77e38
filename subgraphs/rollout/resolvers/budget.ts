import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';

import { Forbidden, NotFound } from '../../../shared/errors.js';
import type { BudgetSource } from '../../../shared/events/contracts.js';
import type { RolloutContext } from '../context.js';
import { mayReadBudget } from '../policy.js';
import { readBudget, type BudgetLineRow } from '../rows/budget.js';
import { setBudgetLine } from '../service/budget.js';
import {
  Budget,
  SetBudgetLineInput,
  SetBudgetLinePayload,
  type BudgetLine,
  type BudgetTotal,
} from '../types/budget.js';

const sources: readonly BudgetSource[] = ['STATE_BUDGET', 'OTHER_LAWFUL'];

@Resolver(() => Budget)
export class BudgetResolver {
  @Query(() => Budget, {
    description:
      'Kinh phí (V): of the district with all schools for the office and the city, of one school also for its people.',
  })
  async budget(
    @Arg('school', () => ID, { nullable: true, description: 'Mã trường; all when left out.' }) school:
      | string
      | null,
    @Ctx() { actor, session, loaders }: RolloutContext,
  ): Promise<Budget> {
    const asked = school ?? null;
    if (!mayReadBudget(actor, asked)) {
      throw new Forbidden({
        action: 'read the budget',
        role: actor.role,
        ...(asked === null ? {} : { school: asked }),
      });
    }
    const { id: plan } = await loaders.plan();
    const rows = await session.read('rollout', (db) => readBudget(db, { plan, school: asked }));
    return {
      lines: rows.map(toLine),
      total: totalOf(rows, null),
      bySource: sources.map((source) => totalOf(rows, source)),
    };
  }

  @Mutation(() => SetBudgetLinePayload, {
    description:
      "Ghi khoản kinh phí. Spending above the plan is warned of; negative amounts are refused. The office's.",
  })
  async setBudgetLine(
    @Arg('input', () => SetBudgetLineInput, { description: 'Khoản kinh phí.' }) input: SetBudgetLineInput,
    @Arg('expectedVersion', () => Int, { description: 'Phiên bản mà người dùng đã xem; 0 for a new line.' })
    expectedVersion: number,
    @Ctx() { session, loaders }: RolloutContext,
  ): Promise<SetBudgetLinePayload> {
    const { id } = await setBudgetLine(session, input, expectedVersion);
    const { id: plan } = await loaders.plan();
    const rows = await session.read('rollout', (db) => readBudget(db, { plan, school: null }));
    const row = rows.find((candidate) => candidate.id === id);
    if (row === undefined) throw new NotFound({ what: 'budget line', id });
    const line = toLine(row);
    const warnings = line.isOverspent ? [`Đã chi vượt dự toán ${line.spent - line.planned} đồng.`] : [];
    return { line, warnings, school: line.school };
  }
}

function toLine({ school, updatedAt, ...row }: BudgetLineRow): BudgetLine {
  return {
    ...row,
    school: school === null ? null : { code: school },
    isOverspent: row.spent > row.planned,
    updatedAt: new Date(updatedAt),
  };
}

function totalOf(rows: readonly BudgetLineRow[], source: BudgetSource | null): BudgetTotal {
  const counted = rows.filter((row) => source === null || row.source === source);
  const sum = (pick: (row: BudgetLineRow) => number) => counted.reduce((total, row) => total + pick(row), 0);
  return { source, planned: sum(({ planned }) => planned), spent: sum(({ spent }) => spent) };
}
