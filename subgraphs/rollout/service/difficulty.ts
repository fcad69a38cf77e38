import { randomUUID } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';

import { Difficulty, DifficultyReply } from '../../../db/entities/rollout/difficulty.js';
import { BadUserInput, InvalidTransition, NotFound } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { DifficultySeverity, DifficultyState } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { mayMoveDifficulty, mayReply, maySpeakForSchool } from '../policy.js';
import { requireId, requireMay, requireSchool, requireText } from './guard.js';

export type DifficultyCategory =
  | 'INFRASTRUCTURE'
  | 'SOFTWARE'
  | 'SIGNATURES'
  | 'CERTIFICATE'
  | 'DATA'
  | 'STAFF'
  | 'TRAINING'
  | 'FUNDING'
  | 'OTHER';

export interface ReportDifficulty {
  school: string;
  category: DifficultyCategory;
  severity: DifficultySeverity;
  description: string;
}

/** What an answer names of a changed difficulty. */
export interface ChangedDifficulty {
  id: string;
  school: string;
}

/** Where a difficulty may go from where it stands (domain D3). */
const transitions: Readonly<Record<DifficultyState, readonly DifficultyState[]>> = {
  OPEN: ['ACKNOWLEDGED', 'ESCALATED_TO_CITY'],
  ACKNOWLEDGED: ['IN_PROGRESS', 'RESOLVED', 'ESCALATED_TO_CITY'],
  IN_PROGRESS: ['RESOLVED', 'ESCALATED_TO_CITY'],
  ESCALATED_TO_CITY: ['IN_PROGRESS', 'RESOLVED'],
  RESOLVED: ['CLOSED', 'REOPENED'],
  CLOSED: ['REOPENED'],
  REOPENED: ['ACKNOWLEDGED', 'IN_PROGRESS', 'ESCALATED_TO_CITY'],
};

/** The clock that each state sets (KẾT: "kịp thời hỗ trợ"). */
const stampOf: Readonly<Partial<Record<DifficultyState, string>>> = {
  ACKNOWLEDGED: 'acknowledged_at',
  RESOLVED: 'resolved_at',
  CLOSED: 'closed_at',
  REOPENED: 'reopened_at',
};

/** A school reports a difficulty to the office (KẾT): OPEN until someone answers. */
export async function reportDifficulty(
  session: Session,
  input: ReportDifficulty,
): Promise<ChangedDifficulty> {
  const { school, category, severity } = input;
  requireMay(session, maySpeakForSchool(session.actor, school), 'report a difficulty', school);
  const description = requireText(input.description, 'description');
  return session.write(async (em) => {
    await requireSchool(em, school);
    return openDifficulty(em, session, { school, category, severity, description });
  });
}

/** Writes a new difficulty with its event, in the caller's transaction; who may is the caller's to have checked. */
export async function openDifficulty(
  em: EntityManager,
  session: Session,
  { school, category, severity, description }: ReportDifficulty,
): Promise<ChangedDifficulty> {
  const { actor } = session;
  const id = randomUUID();
  const at = session.clock.now();
  const row = { id, school, category, severity, description, state: 'OPEN' as const, version: 1 };
  const clocks = {
    reopenedAt: null,
    acknowledgedAt: null,
    resolvedAt: null,
    closedAt: null,
    resolution: null,
  };
  await em.insert(Difficulty, {
    ...row,
    ...clocks,
    reportedBy: actor.subject,
    reportedAt: at,
    updatedAt: at,
  });
  const data = { difficulty: id, severity, before: null, after: row.state };
  await appendEvents(em, actor, at, [{ type: 'rollout.difficultyChanged', school, data }]);
  return { id, school };
}

/**
 * Adds to a difficulty's thread and, where a state is given, moves it there. The first answer of the office or an inspector to an
 * open one acknowledges it. RESOLVED is not reached by a reply: resolving says how (`resolveDifficulty`).
 */
export async function replyDifficulty(
  session: Session,
  input: { difficulty: string; message: string; state?: DifficultyState | null | undefined },
): Promise<ChangedDifficulty> {
  const message = requireText(input.message, 'message');
  if (input.state === 'RESOLVED') {
    throw new BadUserInput({
      field: 'state',
      expected: 'a state other than RESOLVED',
      got: input.state,
      fix: 'Use resolveDifficulty, which keeps how it was resolved.',
    });
  }
  return session.write(async (em) => {
    const known = await lockDifficulty(em, session, input.difficulty);
    const isFirstAnswer =
      (known.state === 'OPEN' || known.state === 'REOPENED') &&
      mayMoveDifficulty(session.actor, known.school, 'ACKNOWLEDGED');
    const to = input.state ?? (isFirstAnswer ? 'ACKNOWLEDGED' : known.state);
    return move(em, session, known, { to, message });
  });
}

/** The office settles a difficulty and says how; the school may reopen it. */
export async function resolveDifficulty(
  session: Session,
  input: { id: string; resolution: string },
): Promise<ChangedDifficulty> {
  const resolution = requireText(input.resolution, 'resolution');
  return session.write(async (em) => {
    const known = await lockDifficulty(em, session, input.id);
    return move(em, session, known, { to: 'RESOLVED', message: resolution, resolution });
  });
}

/**
 * Brings a difficulty into a state that a message explains: acknowledged, closed, reopened, or sent up to the city. Throws
 * INVALID_TRANSITION also where it stands there already.
 */
export async function moveDifficulty(
  session: Session,
  input: { id: string; to: 'ACKNOWLEDGED' | 'CLOSED' | 'REOPENED' | 'ESCALATED_TO_CITY'; message: string },
): Promise<ChangedDifficulty> {
  const message = requireText(input.message, 'message');
  return session.write(async (em) => {
    const known = await lockDifficulty(em, session, input.id);
    const { id, school, state: from } = known;
    requireMay(
      session,
      mayMoveDifficulty(session.actor, school, input.to),
      `bring a difficulty to ${input.to}`,
      school,
    );
    if (from === input.to) {
      throw new InvalidTransition({ what: 'difficulty', id, from, to: input.to, allowed: transitions[from] });
    }
    return move(em, session, known, { to: input.to, message });
  });
}

interface KnownDifficulty {
  id: string;
  school: string;
  category: string;
  severity: DifficultySeverity;
  state: DifficultyState;
}

async function lockDifficulty(em: EntityManager, session: Session, given: string): Promise<KnownDifficulty> {
  const id = requireId(given, 'difficulty');
  const [known] = await em.execute<KnownDifficulty[]>(
    'select id, school, category, severity, state from rollout.difficulty where id = ? for update',
    [id],
  );
  if (known === undefined) throw new NotFound({ what: 'difficulty', id });
  requireMay(session, mayReply(session.actor, known), 'answer a difficulty', known.school);
  return known;
}

async function move(
  em: EntityManager,
  session: Session,
  { id, school, severity, state: before }: KnownDifficulty,
  change: { to: DifficultyState; message: string; resolution?: string },
): Promise<ChangedDifficulty> {
  const { to, message, resolution } = change;
  const { actor } = session;
  if (to !== before) {
    requireMay(session, mayMoveDifficulty(actor, school, to), `bring a difficulty to ${to}`, school);
    const allowed = transitions[before];
    if (!allowed.includes(to))
      throw new InvalidTransition({ what: 'difficulty', id, from: before, to, allowed });
  } else if (resolution !== undefined) {
    throw new InvalidTransition({ what: 'difficulty', id, from: before, to, allowed: transitions[before] });
  }
  const at = session.clock.now();
  const stamp = to === before ? undefined : stampOf[to];
  await em.execute(
    `update rollout.difficulty set state = ?, resolution = coalesce(?::text, resolution), version = version + 1, updated_at = ?
       ${stamp === undefined ? '' : `, ${stamp} = ?`} where id = ?`,
    [to, resolution ?? null, at.toISOString(), ...(stamp === undefined ? [] : [at.toISOString()]), id],
    'run',
  );
  const author = { author: actor.subject, authorRole: actor.role };
  await em.insert(DifficultyReply, { difficulty: id, message, state: to, ...author, at });
  const data = { difficulty: id, severity, before, after: to };
  await appendEvents(em, actor, at, [{ type: 'rollout.difficultyChanged', school, data }]);
  return { id, school };
}
