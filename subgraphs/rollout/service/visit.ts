import { randomUUID } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';

import { Visit } from '../../../db/entities/rollout/oversight.js';
import { localDate } from '../../../shared/calendar.js';
import { BadUserInput, InvalidTransition, NotFound } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { VisitState } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { mayVisit } from '../policy.js';
import { checkFinding, requireItems, writeFindings, type Finding } from './finding.js';
import { optionalText, requireId, requireMay, requireSchool, requireText } from './guard.js';

export interface PlanVisit {
  school: string;
  /** The token subject of who will go; the caller when left out. */
  inspector?: string | null | undefined;
  /** `YYYY-MM-DD`. */
  plannedOn: string;
  purpose?: string | null | undefined;
}

export interface RecordVisit {
  /** The planned visit; without it an unplanned one is recorded. */
  id?: string | null | undefined;
  school: string;
  inspector?: string | null | undefined;
  plannedOn?: string | null | undefined;
  doneOn: string;
  findings: readonly Finding[];
  /** The written report; a visit without one is DONE, with one REPORTED. */
  report?: string | null | undefined;
}

export interface ChangedVisit {
  id: string;
  school: string;
}

/** Where a visit may go from where it stands (domain D3). */
const transitions: Readonly<Record<VisitState, readonly VisitState[]>> = {
  PLANNED: ['DONE', 'REPORTED', 'CANCELLED'],
  DONE: ['REPORTED'],
  REPORTED: [],
  CANCELLED: [],
};

const MAX_FINDINGS = 50;

/** Plans a visit to a school (IV.1-1, T6): of the office, and of an inspector for its schools. Throws BAD_USER_INPUT for a day that has passed. */
export async function planVisit(session: Session, input: PlanVisit): Promise<ChangedVisit> {
  const { school, plannedOn } = input;
  const { actor, clock } = session;
  requireMay(session, mayVisit(actor, school), 'plan a visit', school);
  const today = localDate(clock.now());
  if (plannedOn < today) {
    throw new BadUserInput({
      field: 'plannedOn',
      expected: `a day from ${today} on`,
      got: plannedOn,
      fix: 'Use recordVisit for a visit that has taken place.',
    });
  }
  const purpose = optionalText(input.purpose, 'purpose');
  return session.write(async (em) => {
    await requireSchool(em, school);
    const inspector = inspectorOf(session, input.inspector);
    const id = await insertVisit(em, session, { school, inspector, plannedOn, purpose });
    await tell(em, session, school, {
      visit: id,
      before: null,
      after: 'PLANNED',
      plannedOn,
      doneOn: null,
      reason: null,
    });
    return { id, school };
  });
}

/**
 * Records what a visit found: a planned one by its id, or an unplanned one. A finding becomes a checklist item to take up again (an
 * event that readiness hears), a difficulty of the school, or stays a note. A visit that is DONE can be completed by its report only.
 */
export async function recordVisit(session: Session, input: RecordVisit): Promise<ChangedVisit> {
  const { school, doneOn } = input;
  const { actor, clock } = session;
  requireMay(session, mayVisit(actor, school), 'record a visit', school);
  const findings = input.findings.map(checkFinding);
  if (findings.length > MAX_FINDINGS)
    throw new BadUserInput({ field: 'findings', expected: `at most ${MAX_FINDINGS}`, got: findings.length });
  const report = optionalText(input.report, 'report', 20_000);
  const today = localDate(clock.now());
  if (doneOn > today)
    throw new BadUserInput({ field: 'doneOn', expected: 'a day that is not in the future', got: doneOn });
  return session.write(async (em) => {
    await requireSchool(em, school);
    await requireItems(em, findings);
    const known = input.id == null ? null : await lockVisit(em, requireId(input.id, 'visit'));
    if (known !== null && known.school !== school) {
      throw new BadUserInput({
        field: 'school',
        expected: `the visit's own school, ${known.school}`,
        got: school,
      });
    }
    const to: VisitState = report === null ? 'DONE' : 'REPORTED';
    const plannedOn = known?.plannedOn ?? input.plannedOn ?? doneOn;
    const inspector =
      input.inspector == null && known !== null ? known.inspector : inspectorOf(session, input.inspector);
    const id = known?.id ?? (await insertVisit(em, session, { school, inspector, plannedOn, purpose: null }));
    if (known !== null) requireTransition(known, to);
    if (known?.state === 'DONE' && findings.length > 0) {
      throw new BadUserInput({
        field: 'findings',
        expected: 'none: the findings of this visit are recorded already',
      });
    }
    const at = clock.now().toISOString();
    await em.execute(
      `update rollout.visit set state = ?, inspector = ?, done_on = coalesce(done_on, ?::date), report = coalesce(?::text, report), updated_at = ?
        where id = ?`,
      [to, inspector, doneOn, report, at, id],
      'run',
    );
    await writeFindings(em, session, { id, school }, findings);
    const before = known?.state ?? null;
    await tell(em, session, school, { visit: id, before, after: to, plannedOn, doneOn, reason: null });
    return { id, school };
  });
}

/** Cancels a planned visit and says why; what has taken place cannot be cancelled (INVALID_TRANSITION). */
export async function cancelVisit(
  session: Session,
  input: { id: string; reason: string },
): Promise<ChangedVisit> {
  const reason = requireText(input.reason, 'reason');
  return session.write(async (em) => {
    const known = await lockVisit(em, requireId(input.id, 'visit'));
    const { id, school, state: before, plannedOn } = known;
    requireMay(session, mayVisit(session.actor, school), 'cancel a visit', school);
    requireTransition(known, 'CANCELLED');
    await em.execute(
      `update rollout.visit set state = 'CANCELLED', cancel_reason = ?, updated_at = ? where id = ?`,
      [reason, session.clock.now().toISOString(), id],
      'run',
    );
    await tell(em, session, school, {
      visit: id,
      before,
      after: 'CANCELLED',
      plannedOn,
      doneOn: null,
      reason,
    });
    return { id, school };
  });
}

interface KnownVisit {
  id: string;
  school: string;
  inspector: string;
  plannedOn: string;
  state: VisitState;
}

async function lockVisit(em: EntityManager, id: string): Promise<KnownVisit> {
  const [known] = await em.execute<KnownVisit[]>(
    'select id, school, inspector, planned_on::text as "plannedOn", state from rollout.visit where id = ? for update',
    [id],
  );
  if (known === undefined) throw new NotFound({ what: 'visit', id });
  return known;
}

function requireTransition({ id, state: from }: KnownVisit, to: VisitState): void {
  const allowed = transitions[from];
  if (!allowed.includes(to)) throw new InvalidTransition({ what: 'visit', id, from, to, allowed });
}

function inspectorOf(session: Session, given: string | null | undefined): string {
  return optionalText(given, 'inspector', 200) ?? session.actor.subject;
}

async function insertVisit(
  em: EntityManager,
  { actor, clock }: Session,
  visit: { school: string; inspector: string; plannedOn: string; purpose: string | null },
): Promise<string> {
  const id = randomUUID();
  const at = clock.now();
  const open = { doneOn: null, report: null, cancelReason: null, state: 'PLANNED' };
  await em.insert(Visit, { id, ...visit, ...open, plannedBy: actor.subject, createdAt: at, updatedAt: at });
  return id;
}

async function tell(
  em: EntityManager,
  { actor, clock }: Session,
  school: string,
  data: {
    visit: string;
    before: VisitState | null;
    after: VisitState;
    plannedOn: string;
    doneOn: string | null;
    reason: string | null;
  },
): Promise<void> {
  await appendEvents(em, actor, clock.now(), [{ type: 'rollout.visitChanged', school, data }]);
}
