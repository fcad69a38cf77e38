import { randomUUID } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';

import { Recommendation } from '../../../db/entities/rollout/oversight.js';
import { BadUserInput, InvalidTransition, NotFound } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { RecommendationDirection, RecommendationState } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { mayAnswerRecommendations, mayRecommend } from '../policy.js';
import { requireId, requireMay, requireSchool, requireText } from './guard.js';
import { linkSources, MAX_SOURCES, requireSources } from './recommendation-source.js';

export interface SendRecommendation {
  /** A draft of the caller's that is written anew or sent; without it a new one begins. */
  id?: string | null | undefined;
  school?: string | null | undefined;
  direction: RecommendationDirection;
  text: string;
  /** Difficulties and recommendations that it rests on, by id. */
  sources: readonly string[];
  /** Keeps it with its author instead of sending it. */
  draft: boolean;
}

/** Where a recommendation may go from where it stands (domain D3). */
const transitions: Readonly<Record<RecommendationState, readonly RecommendationState[]>> = {
  DRAFT: ['SENT'],
  SENT: ['ACCEPTED', 'DECLINED', 'FORWARDED'],
  ACCEPTED: ['FORWARDED', 'ANSWERED'],
  DECLINED: ['ANSWERED'],
  FORWARDED: ['ANSWERED'],
  ANSWERED: [],
};

/**
 * Sends a recommendation: a school's to the office (IV.2-6), the office's to the city (IV.1-5); or keeps it as a draft. Sources have to
 * exist and, for a school, be its own.
 */
export async function sendRecommendation(
  session: Session,
  input: SendRecommendation,
): Promise<{ id: string }> {
  const { direction } = input;
  const school = input.school ?? null;
  const { actor, clock } = session;
  requireMay(
    session,
    mayRecommend(actor, { direction, school }),
    'send this recommendation',
    school ?? undefined,
  );
  const text = requireText(input.text, 'text', 10_000);
  return session.write(async (em) => {
    if (school !== null) await requireSchool(em, school);
    const sources = await requireSources(
      em,
      input.sources,
      direction === 'SCHOOL_TO_DISTRICT' ? school : null,
    );
    const known = input.id == null ? null : await lockRecommendation(em, input.id);
    const to: RecommendationState = input.draft ? 'DRAFT' : 'SENT';
    if (known !== null) {
      const isOwn =
        known.author === actor.subject && known.direction === direction && known.school === school;
      requireMay(session, isOwn, "change another's draft", known.school ?? undefined);
      if (known.state !== 'DRAFT') refuseMove(known, to);
    }
    const at = clock.now();
    const sentAt = input.draft ? null : at;
    const id = known?.id ?? (await begin(em, session, { direction, school, text, state: to, sentAt }));
    if (known !== null) {
      await em.execute(
        'update rollout.recommendation set text = ?, state = ?, sent_at = ?, updated_at = ? where id = ?',
        [text, to, sentAt?.toISOString() ?? null, at.toISOString(), id],
        'run',
      );
    }
    await linkSources(em, id, sources);
    // A draft is its author's alone: nobody is told of it.
    if (to === 'SENT') await tell(em, session, { id, school, direction }, known?.state ?? null, to);
    return { id };
  });
}

/** The office accepts or declines what was sent, with its reply; of one to the city it records the city's decision. */
export async function decideRecommendation(
  session: Session,
  input: { id: string; decision: 'ACCEPT' | 'DECLINE'; reply: string },
): Promise<{ id: string }> {
  requireMay(session, mayAnswerRecommendations(session.actor), 'decide on recommendations');
  const reply = requireText(input.reply, 'reply', 10_000);
  return session.write(async (em) => {
    const known = await lockRecommendation(em, input.id);
    const to = input.decision === 'ACCEPT' ? 'ACCEPTED' : 'DECLINED';
    requireTransition(known, to);
    const at = session.clock.now().toISOString();
    await em.execute(
      'update rollout.recommendation set state = ?, decision_reply = ?, decided_at = ?, updated_at = ? where id = ?',
      [to, reply, at, at, known.id],
      'run',
    );
    await tell(em, session, known, known.state, to);
    return { id: known.id };
  });
}

/** Passes schools' recommendations on to the city as one that is linked to them all (IV.1-5); all of them or none. */
export async function forwardRecommendations(
  session: Session,
  input: { ids: readonly string[]; text: string },
): Promise<{ id: string }> {
  requireMay(session, mayAnswerRecommendations(session.actor), 'forward recommendations');
  const text = requireText(input.text, 'text', 10_000);
  const ids = [...new Set(input.ids.map((id) => requireId(id, 'recommendation')))].toSorted();
  if (ids.length === 0 || ids.length > MAX_SOURCES)
    throw new BadUserInput({
      field: 'ids',
      expected: `1 to ${MAX_SOURCES} recommendations`,
      got: ids.length,
    });
  return session.write(async (em) => {
    const at = session.clock.now();
    const id = await begin(em, session, {
      direction: 'DISTRICT_TO_CITY',
      school: null,
      text,
      state: 'SENT',
      sentAt: at,
    });
    await linkSources(
      em,
      id,
      ids.map((source) => ({ source, kind: 'RECOMMENDATION' })),
    );
    // In the order of ids, so that two who forward overlapping lists wait for each other and do not lock each other out.
    for (const source of ids) {
      const known = await lockRecommendation(em, source);
      if (known.direction !== 'SCHOOL_TO_DISTRICT') {
        throw new BadUserInput({ field: 'ids', expected: 'recommendations of schools', got: source });
      }
      requireTransition(known, 'FORWARDED');
      await em.execute(
        `update rollout.recommendation set state = 'FORWARDED', decided_at = coalesce(decided_at, ?), updated_at = ? where id = ?`,
        [at.toISOString(), at.toISOString(), source],
        'run',
      );
      await tell(em, session, known, known.state, 'FORWARDED');
    }
    await tell(em, session, { id, school: null, direction: 'DISTRICT_TO_CITY' }, null, 'SENT');
    return { id };
  });
}

/** Gives a recommendation its answer, which ends it; of one to the city the office records the city's answer. */
export async function answerRecommendation(
  session: Session,
  input: { id: string; text: string },
): Promise<{ id: string }> {
  requireMay(session, mayAnswerRecommendations(session.actor), 'answer recommendations');
  const answer = requireText(input.text, 'text', 10_000);
  return session.write(async (em) => {
    const known = await lockRecommendation(em, input.id);
    requireTransition(known, 'ANSWERED');
    const at = session.clock.now().toISOString();
    await em.execute(
      `update rollout.recommendation set state = 'ANSWERED', answer = ?, answered_at = ?, updated_at = ? where id = ?`,
      [answer, at, at, known.id],
      'run',
    );
    await tell(em, session, known, known.state, 'ANSWERED');
    return { id: known.id };
  });
}

interface KnownRecommendation {
  id: string;
  school: string | null;
  direction: RecommendationDirection;
  state: RecommendationState;
  author: string;
}

async function lockRecommendation(em: EntityManager, given: string): Promise<KnownRecommendation> {
  const id = requireId(given, 'recommendation');
  const [known] = await em.execute<KnownRecommendation[]>(
    'select id, school, direction, state, author from rollout.recommendation where id = ? for update',
    [id],
  );
  if (known === undefined) throw new NotFound({ what: 'recommendation', id });
  return known;
}

function requireTransition(known: KnownRecommendation, to: RecommendationState): void {
  if (!transitions[known.state].includes(to)) refuseMove(known, to);
}

function refuseMove({ id, state: from }: KnownRecommendation, to: RecommendationState): never {
  throw new InvalidTransition({ what: 'recommendation', id, from, to, allowed: transitions[from] });
}

async function begin(
  em: EntityManager,
  { actor, clock }: Session,
  row: {
    direction: RecommendationDirection;
    school: string | null;
    text: string;
    state: RecommendationState;
    sentAt: Date | null;
  },
): Promise<string> {
  const id = randomUUID();
  const at = clock.now();
  const open = { decidedAt: null, decisionReply: null, answer: null, answeredAt: null };
  const author = { author: actor.subject, authorRole: actor.role };
  await em.insert(Recommendation, { id, ...row, ...author, ...open, createdAt: at, updatedAt: at });
  return id;
}

async function tell(
  em: EntityManager,
  { actor, clock }: Session,
  { id, school, direction }: Pick<KnownRecommendation, 'id' | 'school' | 'direction'>,
  before: RecommendationState | null,
  after: RecommendationState,
): Promise<void> {
  const data = { recommendation: id, direction, before, after };
  await appendEvents(em, actor, clock.now(), [{ type: 'rollout.recommendationChanged', school, data }]);
}
