import { BadUserInput, NotFound } from '../../../shared/errors.js';
import type {
  EventData,
  ItemChange,
  ItemSnapshot,
  ItemState,
  ItemValue,
} from '../../../shared/events/contracts.js';
import { lockResponse, putResponse, type NewResponse, type ResponseRow } from '../rows/checklist.js';
import { readKnownHeadcount, isKnownSchool } from '../rows/register.js';
import { insertSignatures, readLatestSignatures, type SignatureFacts } from '../rows/signatures.js';
import {
  MANAGER_SIGNATURES_ITEM,
  TEACHER_SIGNATURES_ITEM,
  type Template,
  type TemplateItem,
} from '../template.js';
import { requireItemMove } from '../workflow.js';
import type { Transaction } from './transaction.js';

/** An item of the template with what the school answered; null is not started. */
export interface ChecklistEntry {
  readonly school: string;
  readonly item: TemplateItem;
  readonly response: ResponseRow | null;
}

type ItemEvent =
  | 'readiness.itemSaved'
  | 'readiness.itemSubmitted'
  | 'readiness.itemVerified'
  | 'readiness.itemReturned'
  | 'readiness.itemNotApplicable';

/** How callers name an item of a school: `31306981:WORKING_GROUP`. */
export function itemKey(school: string, item: string): string {
  return `${school}:${item}`;
}

/** School, item and version of a key such as `31306981:WORKING_GROUP@3`; without `@` the version is null. */
export function parseVersionedKey(
  key: string,
  field: string,
): { school: string; item: string; version: number | null } {
  const [, plain, version] = /^([^@]*)(?:@(\d{1,9}))?$/.exec(key) ?? [];
  return { ...parseItemKey(plain ?? key, field), version: version === undefined ? null : Number(version) };
}

/** School and item of a key; anything else is refused with BAD_USER_INPUT naming `field`. */
export function parseItemKey(key: string, field: string): { school: string; item: string } {
  const [, school, item] = /^(\d{8}):([A-Z][A-Z0-9_]*)$/.exec(key) ?? [];
  if (school === undefined || item === undefined) {
    throw new BadUserInput({ field, expected: 'school and item such as 31306981:WORKING_GROUP', got: key });
  }
  return { school, item };
}

/** The entry of a key, locked; refuses with NOT_FOUND where there is no such school or item. */
export async function lockEntry(
  { db }: Transaction,
  template: Template,
  key: { school: string; item: string },
): Promise<ChecklistEntry> {
  const item = template.items.find(({ id }) => id === key.item);
  const response = item === undefined ? null : await lockResponse(db, key.school, key.item);
  if (item === undefined || (response === null && !(await isKnownSchool(db, key.school)))) {
    throw new NotFound({ what: 'checklist item', id: itemKey(key.school, key.item) });
  }
  return { school: key.school, item, response };
}

/** Takes the item one step of D3 further, with the rows' changes and the event that tells of it; the version counts every step. */
export async function moveItem<Type extends ItemEvent>(
  transaction: Transaction,
  entry: ChecklistEntry,
  move: {
    to: ItemState;
    changes?: Partial<NewResponse>;
    event: Type;
    facts: Omit<EventData[Type], keyof ItemChange>;
    /** Whether the value may change while the state stays, which D3 has no step for: time alone did it. */
    mayStay?: boolean;
  },
): Promise<ChecklistEntry> {
  const { school, item } = entry;
  const before = snapshot(entry.response);
  const stays = move.mayStay === true && before.state === move.to;
  if (!stays) requireItemMove(itemKey(school, item.id), before.state, move.to);
  const response = await putResponse(transaction.db, {
    ...(entry.response ?? notStarted(school, item.id)),
    ...move.changes,
    state: move.to,
    version: before.version + 1,
    updatedAt: transaction.now,
  });
  const change: ItemChange = {
    item: item.id,
    rule: item.rule,
    clause: item.clause,
    gate: item.gate,
    before,
    after: snapshot(response),
  };
  await transaction.append(move.event, school, { ...change, ...move.facts } as EventData[Type]);
  return { ...entry, response };
}

/** Writes the value as a draft; what the office had said of the former one no longer stands, but for a return's reason. */
export async function draftItem(
  transaction: Transaction,
  entry: ChecklistEntry,
  value: ItemValue,
): Promise<ChecklistEntry> {
  const { subject, role } = transaction.actor;
  const drafted = await moveItem(transaction, entry, {
    to: 'DRAFT',
    changes: {
      value,
      declaredBy: subject,
      declaredByRole: role,
      submittedBy: null,
      submittedAt: null,
      verifiedBy: null,
      verifiedAt: null,
      note: null,
    },
    event: 'readiness.itemSaved',
    facts: {},
  });
  await keepSignatures(transaction, entry.school, entry.item.id, value);
  return drafted;
}

function snapshot(response: ResponseRow | null): ItemSnapshot {
  if (response === null) return { state: 'NOT_STARTED', value: null, version: 0 };
  const { state, value, version } = response;
  return { state, value, version };
}

function notStarted(school: string, item: string): Omit<NewResponse, 'updatedAt'> {
  return {
    school,
    item,
    state: 'NOT_STARTED',
    value: null,
    version: 0,
    declaredBy: null,
    declaredByRole: null,
    submittedBy: null,
    submittedAt: null,
    verifiedBy: null,
    verifiedAt: null,
    note: null,
    returnReason: null,
  };
}

/** Signatures are followed over time (the bottleneck curve): each declaration adds what is known from now on. */
export async function keepSignatures(
  { db, now }: Transaction,
  school: string,
  item: string,
  value: ItemValue,
): Promise<void> {
  if (value.kind !== 'RATIO') return;
  const declared = declaredSignatures(item, value);
  if (declared === null) return;
  const [latest] = await readLatestSignatures(db, [school]);
  const people = await readKnownHeadcount(db, school);
  await insertSignatures(db, school, now, {
    managersSigned: latest?.managersSigned ?? null,
    managersDeclared: latest?.managersDeclared ?? null,
    managersHeadcount: people?.managers ?? null,
    teachersSigned: latest?.teachersSigned ?? null,
    teachersDeclared: latest?.teachersDeclared ?? null,
    teachersHeadcount: people?.homeroomInScope ?? null,
    ...declared,
  });
}

function declaredSignatures(
  item: string,
  { numerator, denominator }: { numerator: number; denominator: number },
): Partial<SignatureFacts> | null {
  if (item === MANAGER_SIGNATURES_ITEM) return { managersSigned: numerator, managersDeclared: denominator };
  if (item === TEACHER_SIGNATURES_ITEM) return { teachersSigned: numerator, teachersDeclared: denominator };
  return null;
}
