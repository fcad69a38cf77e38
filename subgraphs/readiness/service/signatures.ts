import { randomUUID } from 'node:crypto';

import { isoWithOffset } from '../../../shared/calendar.js';
import { BadUserInput, LimitExceeded, VersionConflict } from '../../../shared/errors.js';
import type { ItemState, ItemValue } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { mayDeclare } from '../policy.js';
import { insertBatches, readDrift, supersedeBatches, type Drift } from '../rows/batches.js';
import { lockResponse } from '../rows/checklist.js';
import { lockSchools, readKnownHeadcount } from '../rows/register.js';
import { readCurrentTemplate } from '../rows/template.js';
import { requireItem, signatureItems, type Signers } from '../template.js';
import { requireWords } from '../words.js';
import { draftItem, itemKey, keepSignatures, moveItem, type ChecklistEntry } from './item.js';
import { requireMay, requireTemplate, write, writeSchools, type Transaction } from './transaction.js';

const MAX_BATCHES = 50;

/** So many people whose signatures run for the same time. */
export interface Batch {
  count: number;
  issuer: string;
  validFrom: Date;
  validTo: Date;
}

export interface DeclareSignatures {
  school: string;
  group: Signers;
  batches: readonly Batch[];
  /** The version of the group's item that the change rests on; 0 for one not started. */
  expectedVersion: number;
}

/**
 * Declares a group's personal signatures (II.3-3) by how long they run, over what was declared before, and drafts the group's ratio with
 * those valid now, of all whom the register counts. Refused with BAD_USER_INPUT where at any time more would be valid than there are
 * people (who renews early is counted in one batch), with VERSION_CONFLICT on a stale version.
 */
export async function declareSignatures(session: Session, input: DeclareSignatures): Promise<ChecklistEntry> {
  const { school, group, expectedVersion } = input;
  requireMay(mayDeclare(session.actor, school), session.actor, 'declare signatures', school);
  const batches = readBatchInput(input.batches);
  return writeSchools(session, [school], async (transaction) => {
    const { db, now, actor } = transaction;
    const item = requireItem(await requireTemplate(db), signatureItems[group], 'group');
    const response = await lockResponse(db, school, item.id);
    const currentVersion = response?.version ?? 0;
    if (currentVersion !== expectedVersion) {
      const id = itemKey(school, item.id);
      throw new VersionConflict({ what: 'checklist item', id, expectedVersion, currentVersion });
    }
    const people = await requirePeople(transaction, school, group);
    requireEnoughPeople(batches, people, now);
    await supersedeBatches(db, school, group, now);
    await insertBatches(
      db,
      batches.map((batch) => ({
        ...batch,
        school,
        id: randomUUID(),
        signers: group,
        declaredBy: actor.subject,
        declaredAt: now,
      })),
    );
    await transaction.append('readiness.signaturesDeclared', school, {
      group,
      batches: batches.map(({ validFrom, validTo, ...batch }) => ({
        ...batch,
        validFrom: isoWithOffset(validFrom),
        validTo: isoWithOffset(validTo),
      })),
    });
    const numerator = validAt(batches, now);
    return draftItem(
      transaction,
      { school, item, response },
      { kind: 'RATIO', numerator, denominator: people },
    );
  });
}

/**
 * Brings every group's ratio to what its batches give now: signatures that have run out no longer count (R07, R08). What was verified is
 * reopened, what was submitted is a draft again; says how many changed. The hub's own doing, on the domain's clock.
 */
export async function followSignatureDates(session: Session): Promise<number> {
  return write(session, async (transaction) => {
    const { db, now } = transaction;
    const drifted = await readDrift(db, now);
    await lockSchools(
      db,
      drifted.map(({ school }) => school),
    );
    let changed = 0;
    for (const school of new Set(drifted.map((drift) => drift.school))) {
      for (const drift of await readDrift(db, now, school)) {
        if (await follow(transaction, drift)) changed += 1;
      }
    }
    return changed;
  });
}

const afterChange: Partial<Record<ItemState, ItemState>> = { VERIFIED: 'REOPENED', SUBMITTED: 'DRAFT' };

async function follow(transaction: Transaction, { school, signers, valid }: Drift): Promise<boolean> {
  const { db } = transaction;
  const template = await readCurrentTemplate(db);
  const item = template?.items.find(({ id }) => id === signatureItems[signers]);
  const response = item === undefined ? null : await lockResponse(db, school, item.id);
  if (item === undefined || response?.value?.kind !== 'RATIO') return false;
  const { denominator } = response.value;
  // The register may count fewer people than when the batches were declared: a part never exceeds its whole.
  const value: ItemValue = { kind: 'RATIO', numerator: Math.min(valid, denominator), denominator };
  if (value.numerator === response.value.numerator) return false;
  const reason = `Số chữ ký số còn hiệu lực thay đổi theo thời hạn đã khai: ${value.numerator}/${denominator}.`;
  await moveItem(
    transaction,
    { school, item, response },
    {
      to: afterChange[response.state] ?? response.state,
      changes: {
        value,
        submittedBy: null,
        submittedAt: null,
        verifiedBy: null,
        verifiedAt: null,
        note: null,
        // What the office asked for stands until the school has answered it.
        returnReason: response.state === 'RETURNED' ? response.returnReason : reason,
      },
      event: 'readiness.itemReturned',
      facts: { reason },
      mayStay: true,
    },
  );
  await keepSignatures(transaction, school, item.id, value);
  return true;
}

async function requirePeople({ db }: Transaction, school: string, group: Signers): Promise<number> {
  const people = await readKnownHeadcount(db, school);
  if (people !== null) return group === 'MANAGERS' ? people.managers : people.homeroomInScope;
  throw new BadUserInput({
    field: 'school',
    expected: 'a school whose number of people the register holds',
    got: school,
    fix: 'The office records its headcount first.',
  });
}

/** The most that are ever valid at once stand at an instant at which a batch begins. */
function requireEnoughPeople(batches: readonly Batch[], people: number, now: Date): void {
  const instants = [now, ...batches.map(({ validFrom }) => validFrom).filter((from) => from > now)];
  for (const instant of instants) {
    const valid = validAt(batches, instant);
    if (valid <= people) continue;
    const expected = `at most ${people} people with a valid signature at any time, as the register counts them`;
    const fix = `On ${isoWithOffset(instant)} there would be ${valid}: count whoever renews in one batch.`;
    throw new BadUserInput({ field: 'batches', expected, got: valid, fix });
  }
}

function validAt(batches: readonly Batch[], instant: Date): number {
  return batches
    .filter(({ validFrom, validTo }) => validFrom <= instant && instant < validTo)
    .reduce((sum, { count }) => sum + count, 0);
}

function readBatchInput(given: readonly Batch[]): Batch[] {
  if (given.length > MAX_BATCHES) {
    throw new LimitExceeded({ limit: 'batches', value: MAX_BATCHES, got: given.length });
  }
  return given.map(({ count, issuer, validFrom, validTo }, index) => {
    const field = `batches[${index}]`;
    if (!Number.isSafeInteger(count) || count < 1 || count > 1_000_000) {
      throw new BadUserInput({
        field: `${field}.count`,
        expected: 'a number of people, at least 1',
        got: count,
      });
    }
    if (validTo <= validFrom) {
      const expected = `an instant after validFrom, ${isoWithOffset(validFrom)}`;
      throw new BadUserInput({ field: `${field}.validTo`, expected, got: isoWithOffset(validTo) });
    }
    return { count, issuer: requireWords(issuer, `${field}.issuer`, 100), validFrom, validTo };
  });
}
