import type { Actor } from '../../../shared/actor.js';
import { BadUserInput, LimitExceeded, VersionConflict } from '../../../shared/errors.js';
import type { Session } from '../../../shared/session.js';
import { isOwnDeclaration, mayApprove, mayVerify } from '../policy.js';
import { requireWords } from '../words.js';
import {
  itemKey,
  lockEntry,
  moveItem,
  parseItemKey,
  parseVersionedKey,
  type ChecklistEntry,
} from './item.js';
import { requireMay, requireTemplate, writeSchools } from './transaction.js';

/** Items that one call may verify: a district's worth of one item, far below what a transaction bears. */
const MAX_IDS = 500;

/**
 * Verifies submitted items (`school:item`) of any number of schools, all or none. Refused with FORBIDDEN for one that the caller
 * declared or submitted himself, with INVALID_TRANSITION for one that is not submitted, with VERSION_CONFLICT for one that has changed
 * since the version named with it (`school:item@version`, or `versions` in the order of `ids`): nobody verifies what he has not seen.
 */
export async function verifyItems(
  session: Session,
  input: {
    ids: readonly string[];
    versions?: readonly number[] | null | undefined;
    note?: string | null | undefined;
  },
): Promise<ChecklistEntry[]> {
  const { actor } = session;
  const keys = readKeys(input.ids, input.versions ?? null);
  for (const { school } of keys) requireMay(mayVerify(actor, school), actor, 'verify items', school);
  const note = input.note == null ? null : requireWords(input.note, 'note', 2000);
  return writeSchools(
    session,
    keys.map(({ school }) => school),
    async (transaction) => {
      const template = await requireTemplate(transaction.db);
      const verified: ChecklistEntry[] = [];
      for (const key of keys) {
        const entry = await lockEntry(transaction, template, key);
        requireSeen(entry, key.version);
        const declaredBy = [entry.response?.declaredBy ?? null, entry.response?.submittedBy ?? null];
        requireMay(
          !isOwnDeclaration(actor, declaredBy),
          actor,
          'verify what the same person declared',
          key.school,
        );
        verified.push(
          await moveItem(transaction, entry, {
            to: 'VERIFIED',
            changes: { verifiedBy: actor.subject, verifiedAt: transaction.now, note },
            event: 'readiness.itemVerified',
            facts: { note },
          }),
        );
      }
      return verified;
    },
  );
}

/** Sends a submitted or verified item back with a reason: the school has to save it again. */
export async function returnItem(session: Session, input: Decision): Promise<ChecklistEntry> {
  const unverified = { verifiedBy: null, verifiedAt: null, note: null };
  return decide(session, input, 'return items', mayVerify, (reason) => ({
    to: 'RETURNED',
    changes: { ...unverified, submittedBy: null, submittedAt: null, returnReason: reason },
    event: 'readiness.itemReturned',
    facts: { reason },
  }));
}

/** Opens a verified item, or one that was granted not to apply, again: its value stands until the school submits it anew. */
export async function reopenItem(session: Session, input: Decision): Promise<ChecklistEntry> {
  const unverified = { verifiedBy: null, verifiedAt: null, note: null };
  return decide(session, input, 'reopen items', mayVerify, (reason) => ({
    to: 'REOPENED',
    changes: { ...unverified, submittedBy: null, submittedAt: null, returnReason: reason },
    event: 'readiness.itemReturned',
    facts: { reason },
  }));
}

/** Grants that an item does not concern the school (D3: by the district office alone); a verified one is reopened first. */
export async function setNotApplicable(session: Session, input: Decision): Promise<ChecklistEntry> {
  return decide(session, input, 'grant that an item does not apply', mayApprove, (reason) => ({
    to: 'NOT_APPLICABLE',
    changes: { note: reason, returnReason: null },
    event: 'readiness.itemNotApplicable',
    facts: { reason },
  }));
}

/** An item (`school:item`) and why. */
export interface Decision {
  id: string;
  reason: string;
}

type Move = Parameters<typeof moveItem<'readiness.itemReturned' | 'readiness.itemNotApplicable'>>[2];

async function decide(
  session: Session,
  input: Decision,
  action: string,
  may: (actor: Actor, school: string) => boolean,
  moveFor: (reason: string) => Move,
): Promise<ChecklistEntry> {
  const key = parseItemKey(input.id, 'id');
  requireMay(may(session.actor, key.school), session.actor, action, key.school);
  const reason = requireWords(input.reason, 'reason', 2000);
  return writeSchools(session, [key.school], async (transaction) => {
    const template = await requireTemplate(transaction.db);
    return moveItem(transaction, await lockEntry(transaction, template, key), moveFor(reason));
  });
}

function requireSeen({ school, item, response }: ChecklistEntry, expectedVersion: number | null): void {
  const currentVersion = response?.version ?? 0;
  if (expectedVersion === null || expectedVersion === currentVersion) return;
  const id = itemKey(school, item.id);
  throw new VersionConflict({ what: 'checklist item', id, expectedVersion, currentVersion });
}

interface SeenKey {
  school: string;
  item: string;
  version: number | null;
}

function readKeys(ids: readonly string[], versions: readonly number[] | null): SeenKey[] {
  if (ids.length === 0) throw new BadUserInput({ field: 'ids', expected: 'at least one item' });
  if (ids.length > MAX_IDS) throw new LimitExceeded({ limit: 'ids', value: MAX_IDS, got: ids.length });
  if (versions !== null && versions.length !== ids.length) {
    const expected = `as many versions as ids, ${ids.length}`;
    throw new BadUserInput({ field: 'versions', expected, got: versions.length });
  }
  const keys = new Map<string, SeenKey>();
  for (const [index, id] of ids.entries()) {
    const key = parseVersionedKey(id, 'ids');
    const named = { ...key, version: versions?.[index] ?? key.version };
    keys.set(`${itemKey(named.school, named.item)}@${named.version}`, named);
  }
  return [...keys.values()];
}
