import { randomUUID } from 'node:crypto';

import { LimitExceeded } from '../../../shared/errors.js';
import type { Session } from '../../../shared/session.js';
import { mayComment } from '../policy.js';
import { countComments, insertComment } from '../rows/comments.js';
import { requireWords } from '../words.js';
import { lockEntry, parseItemKey, type ChecklistEntry } from './item.js';
import { requireMay, requireTemplate, writeSchools } from './transaction.js';

/** A talk longer than this is no talk about one item any more. */
const MAX_COMMENTS = 500;

/**
 * Adds to what is said about an item (`school:item`): by its school, the office or an assigned inspector. The newest comment says
 * whether the item is to be followed up; the item's state stays as it is.
 */
export async function commentItem(
  session: Session,
  input: { id: string; text: string; followUp: boolean },
): Promise<ChecklistEntry> {
  const { actor } = session;
  const key = parseItemKey(input.id, 'id');
  requireMay(mayComment(actor, key.school), actor, 'comment on items', key.school);
  const text = requireWords(input.text, 'text', 2000);
  return writeSchools(session, [key.school], async (transaction) => {
    const { db, now } = transaction;
    const entry = await lockEntry(transaction, await requireTemplate(db), key);
    if ((await countComments(db, key.school, key.item)) >= MAX_COMMENTS) {
      throw new LimitExceeded({ limit: 'comments', value: MAX_COMMENTS });
    }
    const comment = await insertComment(db, {
      ...key,
      id: randomUUID(),
      text,
      followUp: input.followUp,
      author: actor.subject,
      authorRole: actor.role,
      at: now,
    });
    const { id, item, followUp } = comment;
    await transaction.append('readiness.commentAdded', key.school, { comment: id, item, followUp });
    return entry;
  });
}
