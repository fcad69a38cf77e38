import { randomUUID } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';

import { BudgetLine } from '../../../db/entities/rollout/oversight.js';
import { BadUserInput, NotFound, VersionConflict } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { BudgetSource } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { requirePlan } from '../plan/active.js';
import { maySetBudget } from '../policy.js';
import { readerOf } from '../projection/tables.js';
import { MAX_DONG } from '../types/dong.js';
import { optionalText, requireId, requireMay, requireSchool, requireText } from './guard.js';

export interface SetBudgetLine {
  id?: string | null | undefined;
  school?: string | null | undefined;
  source: BudgetSource;
  activity: string;
  /** Whole đồng from 0. */
  planned: number;
  spent: number;
  note?: string | null | undefined;
}

/**
 * Enters a line of the active plan's budget (V), or changes one at the version that the caller saw (0 for a new one). Throws
 * BAD_USER_INPUT for an amount that is no whole đồng from 0, and where the plan's total would pass 10^15.
 */
export async function setBudgetLine(
  session: Session,
  input: SetBudgetLine,
  expectedVersion: number,
): Promise<{ id: string }> {
  requireMay(session, maySetBudget(session.actor), 'set a budget line');
  const activity = requireText(input.activity, 'activity', 500);
  const note = optionalText(input.note, 'note');
  requireAmount(input.planned, 'planned');
  requireAmount(input.spent, 'spent');
  const { source, planned, spent } = input;
  const { actor, clock } = session;
  return session.write(async (em) => {
    const { id: plan } = await requirePlan(readerOf(em));
    const known = input.id == null ? null : await lockLine(em, plan, requireId(input.id, 'budget line'));
    const id = known?.id ?? randomUUID();
    const school = known === null ? (input.school ?? null) : known.school;
    if (known !== null && input.school != null && input.school !== school)
      throw new BadUserInput({
        field: 'school',
        expected: `the line's own school, ${school ?? 'none'}`,
        got: input.school,
      });
    if (school !== null) await requireSchool(em, school);
    const currentVersion = known?.version ?? 0;
    if (expectedVersion !== currentVersion)
      throw new VersionConflict({ what: 'budget line', id, expectedVersion, currentVersion });
    const at = clock.now();
    const row = {
      source,
      activity,
      planned,
      spent,
      note,
      version: currentVersion + 1,
      updatedBy: actor.subject,
      updatedAt: at,
    };
    if (known === null) await em.insert(BudgetLine, { id, plan, school, ...row });
    else await em.nativeUpdate(BudgetLine, { id }, row);
    await requireTotal(em, plan);
    const before = known === null ? null : { planned: known.planned, spent: known.spent };
    const data = { line: id, source, before, after: { planned, spent } };
    await appendEvents(em, actor, at, [{ type: 'rollout.budgetLineSet', school, data }]);
    return { id };
  });
}

interface KnownLine {
  id: string;
  school: string | null;
  planned: number;
  spent: number;
  version: number;
}

async function lockLine(em: EntityManager, plan: string, id: string): Promise<KnownLine> {
  const [known] = await em.execute<KnownLine[]>(
    `select id::text as id, school, planned::float8 as planned, spent::float8 as spent, version from rollout.budget_line
      where id = ? and plan = ? for update`,
    [id, plan],
  );
  if (known === undefined) throw new NotFound({ what: 'budget line', id });
  return known;
}

function requireAmount(amount: number, field: string): void {
  if (Number.isInteger(amount) && amount >= 0 && amount <= MAX_DONG) return;
  throw new BadUserInput({ field, expected: 'whole đồng from 0 to 1000000000000000', got: amount });
}

/** Sums travel as JSON numbers: beyond this they would lose đồng without a word. */
async function requireTotal(em: EntityManager, plan: string): Promise<void> {
  const [total] = await em.execute<{ isTooMuch: boolean }[]>(
    `select greatest(sum(planned), sum(spent)) > ?::numeric as "isTooMuch" from rollout.budget_line where plan = ?`,
    [String(MAX_DONG), plan],
  );
  if (total?.isTooMuch === true)
    throw new BadUserInput({
      field: 'planned',
      expected: 'a total of the plan that is not above 1000000000000000 đồng',
    });
}
