import { createHash } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';

import { RecordPush } from '../../../db/entities/records/unit.js';
import { BadUserInput, Forbidden, LimitExceeded } from '../../../shared/errors.js';
import type { Session } from '../../../shared/session.js';
import { writeAgain } from '../again.js';
import { mayUpdateCounts } from '../policy.js';
import { lockSchools } from '../standing.js';
import type { StateCounts } from '../states.js';
import type { ReportedUnit } from './check.js';
import { writeUnits } from './write.js';

/** Units that one call may carry. */
export const MAX_PUSH = 5000;
const MAX_KEY = 200;

export interface PushRecords {
  school: string;
  /** `2023-2024`. */
  schoolYear: string;
  units: readonly ReportedUnit[];
  /** Chosen by the caller: the same key with the same body is answered as it was, and changes nothing more. */
  idempotencyKey: string;
}

/** What a push did, as it was first answered. */
export interface PushAnswer {
  created: number;
  updated: number;
  unchanged: number;
  grades: { grade: number; eligible: number; byState: StateCounts; version: number; updatedAt: string }[];
}

/**
 * Takes the units of one school from a provider's or the school's own system: all or none. Refused with LIMIT_EXCEEDED past
 * `MAX_PUSH` units, NOT_FOUND for an unknown school and BAD_USER_INPUT, with every fault in `units`, for units that D3 does not
 * let be as they are reported, or a key that was used for another body.
 */
export async function pushRecords(
  session: Session,
  input: PushRecords,
): Promise<PushAnswer & { isReplay: boolean }> {
  const { actor, clock } = session;
  const { school, schoolYear, units, idempotencyKey: key } = input;
  if (!mayUpdateCounts(actor, school))
    throw new Forbidden({ action: 'push records', role: actor.role, school });
  requireSize(units.length);
  if (key.trim() === '' || key.length > MAX_KEY) {
    throw new BadUserInput({
      field: 'idempotencyKey',
      expected: `1 to ${MAX_KEY} characters`,
      got: key.length,
    });
  }
  const digest = digestOf(input);
  return writeAgain(session, async (em) => {
    // Under the school's lock, so that a repeated call that overtakes the first one waits for its answer.
    await lockSchools(em, [school]);
    const known = await findPush(em, actor.subject, key);
    if (known !== null) return replayed(known, digest, key);
    const now = clock.now();
    const { grades, ...numbers } = await writeUnits(em, { school, schoolYear, units, by: actor, now });
    const answer: PushAnswer = {
      ...numbers,
      grades: grades.map(({ grade, eligible, byState, version, updatedAt }) => ({
        grade,
        eligible,
        byState,
        version,
        updatedAt: updatedAt.toISOString(),
      })),
    };
    await em.insert(RecordPush, {
      subject: actor.subject,
      key,
      school,
      digest,
      answer: { ...answer },
      at: now,
    });
    return { ...answer, isReplay: false };
  });
}

function requireSize(got: number): void {
  if (got === 0) throw new BadUserInput({ field: 'units', expected: `1 to ${MAX_PUSH} units`, got });
  if (got > MAX_PUSH) throw new LimitExceeded({ limit: 'units', value: MAX_PUSH, got });
}

function digestOf({ school, schoolYear, units }: PushRecords): string {
  const body = units.map(({ uuid, grade, class: name, state, at, errorCode, replaces }) => [
    uuid,
    grade,
    name,
    state,
    Number.isNaN(at.getTime()) ? null : at.toISOString(),
    errorCode ?? null,
    replaces ?? null,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([school, schoolYear, body]))
    .digest('hex');
}

async function findPush(
  em: EntityManager,
  subject: string,
  key: string,
): Promise<{ digest: string; answer: PushAnswer } | null> {
  const [row] = await em.execute<{ digest: string; answer: PushAnswer }[]>(
    'select digest, answer from records.push where subject = ? and key = ?',
    [subject, key],
  );
  return row ?? null;
}

function replayed(
  known: { digest: string; answer: PushAnswer },
  digest: string,
  key: string,
): PushAnswer & { isReplay: boolean } {
  if (known.digest === digest) return { ...known.answer, isReplay: true };
  throw new BadUserInput({
    field: 'idempotencyKey',
    expected: 'a key that was not used for another report',
    got: key,
    fix: 'Choose a new key for each new report; repeat a key only with the very same body.',
  });
}
