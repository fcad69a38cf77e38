import { randomUUID } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';

import { VisitFinding } from '../../../db/entities/rollout/oversight.js';
import { BadUserInput } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { DifficultySeverity } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { requirePlan } from '../plan/active.js';
import { readerOf } from '../projection/tables.js';
import { openDifficulty, type DifficultyCategory } from './difficulty.js';
import { requireText } from './guard.js';

export interface Finding {
  text: string;
  severity: DifficultySeverity;
  becomes: 'ITEM' | 'DIFFICULTY' | 'NOTE';
  /** The checklist item that a finding contradicts; only with ITEM. */
  item?: string | null | undefined;
  /** The field of the difficulty that a finding opens; OTHER when left out. */
  category?: DifficultyCategory | null | undefined;
}

/** The finding with its text trimmed; BAD_USER_INPUT where it names an item and does not become one, or the other way round. */
export function checkFinding(finding: Finding, index: number): Finding {
  const field = `findings[${index}]`;
  const text = requireText(finding.text, `${field}.text`);
  if ((finding.becomes === 'ITEM') !== (finding.item != null)) {
    throw new BadUserInput({
      field: `${field}.item`,
      expected: 'the checklist item with ITEM, and none otherwise',
    });
  }
  return { ...finding, text };
}

/** Throws BAD_USER_INPUT for items that the plan's checklist lacks: readiness would be asked for what is not there. */
export async function requireItems(em: EntityManager, findings: readonly Finding[]): Promise<void> {
  const asked = findings.flatMap(({ item }) => (item == null ? [] : [item]));
  if (asked.length === 0) return;
  const { compliance } = await requirePlan(readerOf(em));
  const { items } = compliance.checklists.at(-1) ?? compliance;
  const unknown = asked.filter((item) => !items.some(({ id }) => id === item));
  if (unknown.length > 0)
    throw new BadUserInput({ field: 'findings.item', expected: 'items of the checklist', got: unknown });
}

/** Writes what a visit found with what becomes of it, in the caller's transaction. */
export async function writeFindings(
  em: EntityManager,
  session: Session,
  { id: visit, school }: { id: string; school: string },
  findings: readonly Finding[],
): Promise<void> {
  for (const [index, finding] of findings.entries()) {
    const { text, severity, becomes, item = null, category } = finding;
    const id = randomUUID();
    const opened =
      becomes === 'DIFFICULTY'
        ? await openDifficulty(em, session, {
            school,
            category: category ?? 'OTHER',
            severity,
            description: text,
          })
        : null;
    const difficulty = opened?.id ?? null;
    await em.insert(VisitFinding, { id, visit, place: index + 1, text, severity, becomes, item, difficulty });
    if (item === null) continue;
    const data = { visit, finding: id, item, reason: text };
    await appendEvents(em, session.actor, session.clock.now(), [
      { type: 'rollout.findingRaised', school, data },
    ]);
  }
}
