import { localDate } from '../../../shared/calendar.js';
import { IncompleteChecklist, VersionConflict } from '../../../shared/errors.js';
import type { Session } from '../../../shared/session.js';
import { detailFor, mayDeclare, maySubmit } from '../policy.js';
import { supersedeBatches } from '../rows/batches.js';
import { lockResponse, readResponses } from '../rows/checklist.js';
import { readKnownHeadcount } from '../rows/register.js';
import { requireItem, signersOf } from '../template.js';
import { readValue, requireKnownPeople, type ValueInput } from '../value.js';
import { draftItem, itemKey, moveItem, type ChecklistEntry } from './item.js';
import { requireMay, requireTemplate, writeSchools } from './transaction.js';

export interface SaveChecklistItem {
  school: string;
  item: string;
  value: ValueInput;
  /** The version that the change rests on; 0 for an item not started. */
  expectedVersion: number;
}

/**
 * Saves what the school answers to one item, as a draft (D3). A stale `expectedVersion` is refused with VERSION_CONFLICT, a verified
 * item with INVALID_TRANSITION, a value that is not of the item's kind with BAD_USER_INPUT naming the field.
 */
export async function saveChecklistItem(session: Session, input: SaveChecklistItem): Promise<ChecklistEntry> {
  const { school, expectedVersion } = input;
  requireMay(mayDeclare(session.actor, school), session.actor, 'edit the checklist', school);
  return writeSchools(session, [school], async (transaction) => {
    const { db, now } = transaction;
    const item = requireItem(await requireTemplate(db), input.item);
    const value = readValue(item, input.value, localDate(now));
    requireKnownPeople(item, value, await readKnownHeadcount(db, school));
    const response = await lockResponse(db, school, item.id);
    const currentVersion = response?.version ?? 0;
    if (currentVersion !== expectedVersion) {
      throw new VersionConflict({
        what: 'checklist item',
        id: itemKey(school, item.id),
        expectedVersion,
        currentVersion,
      });
    }
    const entry = await draftItem(transaction, { school, item, response }, value);
    // The school's last word is this ratio: batches that say another one no longer stand.
    const signers = signersOf(item.id);
    if (signers !== null) await supersedeBatches(db, school, signers, now);
    return entry;
  });
}

/**
 * The principal answers for the checklist (IV.1-4): every draft and reopened item becomes submitted, verified ones stay. Refused with
 * INCOMPLETE_CHECKLIST naming every item that has no value or was returned and not worked on; then nothing is submitted.
 */
export async function submitChecklist(
  session: Session,
  input: { school: string },
): Promise<ChecklistEntry[]> {
  const { school } = input;
  requireMay(maySubmit(session.actor, school), session.actor, 'submit the checklist', school);
  return writeSchools(session, [school], async (transaction) => {
    const template = await requireTemplate(transaction.db);
    const responses = new Map((await readResponses(transaction.db, [school])).map((row) => [row.item, row]));
    const entries = template.items.map((item) => ({
      school,
      item,
      response: responses.get(item.id) ?? null,
    }));
    const unmet = entries.flatMap((entry) => {
      const reason = reasonAgainst(entry);
      return reason === null ? [] : [{ item: entry.item.id, title: entry.item.titleVi, reason }];
    });
    if (unmet.length > 0) throw new IncompleteChecklist({ school, unmet });
    const submitted: ChecklistEntry[] = [];
    for (const entry of entries) {
      const isOpen = entry.response?.state === 'DRAFT' || entry.response?.state === 'REOPENED';
      submitted.push(
        isOpen
          ? await moveItem(transaction, entry, {
              to: 'SUBMITTED',
              changes: {
                submittedBy: session.actor.subject,
                submittedAt: transaction.now,
                returnReason: null,
              },
              event: 'readiness.itemSubmitted',
              facts: {},
            })
          : entry,
      );
    }
    return submitted;
  });
}

/** The version that a change of the item has to rest on, 0 where it is not started; for whoever may see the school in detail. */
export async function readChecklistVersion(
  session: Session,
  { school, item }: { school: string; item: string },
): Promise<number> {
  requireMay(detailFor(session.actor, school) === 'ALL', session.actor, 'read the checklist', school);
  const responses = await session.read('readiness', (db) => readResponses(db, [school]));
  return responses.find((response) => response.item === item)?.version ?? 0;
}

/** Why the entry keeps the checklist from being submitted; null where it does not. */
function reasonAgainst({ item, response }: ChecklistEntry): string | null {
  if (response?.state === 'NOT_APPLICABLE') return null;
  if (response === null || response.value === null) return 'no value yet';
  if (response.value.kind !== item.kind) {
    return `the value is of kind ${response.value.kind}, the item now asks for ${item.kind}`;
  }
  if (response.state === 'RETURNED')
    return `returned by the office and not saved since: ${response.returnReason ?? ''}`;
  return null;
}
