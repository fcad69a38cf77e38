import type { ChecklistItemKind, ChecklistValueInput } from '../../generated/graphql.js';
import { fieldsOfValue, readFields, sameFields, sameValue, type Fields } from '../checklist/fields.js';

/** An item's answer as the hub has it. */
export interface Seen {
  /** 0 for an item not started. */
  readonly version: number;
  readonly value: ChecklistValueInput | null;
}

/** Why the hub does not take a draft as it is; it stays with the person who typed it. */
export interface Refusal {
  /** A code of the hub's closed list. */
  readonly code: string;
  /** The field it speaks of, for example `numerator`; null for the item as a whole. */
  readonly field: string | null;
  readonly expected: string | null;
}

/** What somebody typed into one item and the hub does not have yet. */
export interface Draft {
  readonly item: string;
  readonly kind: ChecklistItemKind;
  readonly fields: Fields;
  /** What stood there when the typing began: the version that it is sent with. */
  readonly base: Seen;
  /** The last value that went out without its answer coming back: the hub may have it. */
  readonly sent: ChecklistValueInput | null;
  /** What somebody else saved in the meantime; the draft waits until one of the two is chosen. */
  readonly theirs: Seen | null;
  readonly refusal: Refusal | null;
  /** By this machine's clock, in milliseconds. */
  readonly editedAt: number;
}

/** How the hub answered when a draft was sent. */
export type Outcome =
  | { readonly kind: 'saved'; readonly seen: Seen }
  | { readonly kind: 'conflict'; readonly seen: Seen }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** No answer: the hub may or may not have it. */
  | { readonly kind: 'unreachable' }
  /** Nobody is signed in any more: it was not taken, and the draft waits for the next sign-in. */
  | { readonly kind: 'signedOut' };

/**
 * The draft after somebody typed; null where it says again what the hub already has, unless that is what is meant (`isAgain`): an item
 * that was returned is declared anew although its value was right.
 */
export function typed(
  before: Draft | null,
  seen: Seen,
  given: Pick<Draft, 'item' | 'kind' | 'fields' | 'editedAt'>,
  isAgain = false,
): Draft | null {
  const base = before?.base ?? seen;
  const isBack = !isAgain && sameFields(given.fields, fieldsOfValue(base.value));
  if (isBack && (before === null || (before.sent === null && before.theirs === null))) return null;
  return { sent: null, theirs: null, ...before, ...given, base, refusal: null };
}

/**
 * The draft after the hub's own state of the item is read. What the hub says at a newer version is the draft itself come back (its
 * answer was lost: sent once, nothing to send again), or somebody else's word (a conflict that keeps both). Null where nothing is left.
 */
export function meet(draft: Draft, seen: Seen): Draft | null {
  const known = draft.theirs ?? draft.base;
  if (seen.version <= known.version) return draft;
  if (sameFields(draft.fields, fieldsOfValue(seen.value))) return null;
  const isOwn = draft.sent !== null && sameValue(draft.sent, seen.value);
  if (isOwn) return { ...draft, base: seen, sent: null, theirs: null };
  // The office's return or reopening moves the version and leaves the value: there is nothing to choose between.
  if (sameValue(seen.value, draft.base.value))
    return { ...draft, base: seen, sent: null, theirs: null, refusal: null };
  return { ...draft, theirs: seen, sent: null };
}

/** The draft after `value` was sent and answered; typing may have gone on meanwhile. Null where nothing is left to send. */
export function answered(draft: Draft, value: ChecklistValueInput, outcome: Outcome): Draft | null {
  switch (outcome.kind) {
    case 'saved':
      return sameFields(draft.fields, fieldsOfValue(value))
        ? null
        : { ...draft, base: outcome.seen, sent: null, theirs: null, refusal: null };
    case 'conflict':
      return meet({ ...draft, sent: value }, outcome.seen);
    case 'refused':
      return { ...draft, sent: null, refusal: outcome.refusal };
    case 'unreachable':
    case 'signedOut':
      return draft;
    default:
      return outcome satisfies never;
  }
}

/** The draft after its author chose it over what somebody else saved: it goes out on top of that. */
export function keptMine(draft: Draft): Draft {
  return { ...draft, base: draft.theirs ?? draft.base, theirs: null, refusal: null };
}

/** The value to send now; null where it waits: incomplete, faulty, refused as it is, or in conflict. */
export function sendable(draft: Draft, today: string): ChecklistValueInput | null {
  if (draft.theirs !== null || draft.refusal !== null) return null;
  const reading = readFields(draft.kind, draft.fields, today);
  return reading.kind === 'value' ? reading.value : null;
}
