import type { EntityManager } from '@mikro-orm/sql';

import { hubActor, type Role } from '../../../shared/actor.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { HubEvent, ItemState } from '../../../shared/events/contracts.js';
import { lockSchools } from '../rows/register.js';
import { lockEntry, moveItem } from './item.js';
import { readerOf, requireTemplate, type Transaction } from './transaction.js';

/** Where an inspector's finding takes an item; one that the school has in hand anyway stays as it is. */
const FOUND_WANTING: Partial<Record<ItemState, ItemState>> = {
  SUBMITTED: 'RETURNED',
  VERIFIED: 'REOPENED',
  NOT_APPLICABLE: 'REOPENED',
};

/**
 * Sends the item that an inspection (T6) found wanting back to the school, under the inspector's name and with the finding as its
 * reason, in the consumer's transaction: each finding counts once.
 */
export async function takeUpFinding(
  em: EntityManager,
  { school, at, actor, data }: HubEvent<'rollout.findingRaised'>,
): Promise<void> {
  if (school === null) return;
  const by = { ...hubActor, subject: actor.subject, role: actor.role as Role };
  const transaction: Transaction = {
    actor: by,
    now: at,
    db: readerOf(em),
    append: (type, where, facts) => appendEvents(em, by, at, [{ type, school: where, data: facts }]),
  };
  await lockSchools(transaction.db, [school]);
  const template = await requireTemplate(transaction.db);
  // An item of a former template, or of another plan's, is not this school's to answer any more.
  if (!template.items.some(({ id }) => id === data.item)) return;
  const entry = await lockEntry(transaction, template, { school, item: data.item });
  const to = FOUND_WANTING[entry.response?.state ?? 'NOT_STARTED'];
  if (to === undefined) return;
  await moveItem(transaction, entry, {
    to,
    changes: { verifiedBy: null, verifiedAt: null, note: null, returnReason: data.reason },
    event: 'readiness.itemReturned',
    facts: { reason: data.reason },
  });
}
