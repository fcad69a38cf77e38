import { localDaysBetween, startOfLocalDay } from '../../../shared/calendar.js';
import { BadUserInput } from '../../../shared/errors.js';
import type { Session } from '../../../shared/session.js';
import { detailedSchools, mayApprove, mayReadInbox } from '../policy.js';
import {
  readFollowUps,
  readToApprove,
  readToVerify,
  readUntouched,
  type WaitingItemRow,
} from '../rows/inbox.js';
import { readCurrentTemplate } from '../rows/template.js';
import { toCertificate } from '../shapes/organisation.js';
import type { Template } from '../template.js';
import type { ReadinessInbox, WaitingItem } from '../types/inbox.js';
import { itemKey } from './item.js';
import { requireMay } from './transaction.js';

const MAX_FIRST = 500;

/**
 * What waits for the office, and for an inspector at its schools, at most `first` of each kind, the longest first; items returned
 * count from `untouchedDays` local days on. Certificates are listed to those who approve them.
 */
export async function readInbox(
  session: Session,
  { first, untouchedDays }: { first: number; untouchedDays: number },
): Promise<ReadinessInbox> {
  requireMay(mayReadInbox(session.actor), session.actor, 'read the inbox of the office');
  if (first < 1 || first > MAX_FIRST) {
    throw new BadUserInput({ field: 'first', expected: `1 to ${MAX_FIRST}`, got: first });
  }
  if (untouchedDays < 0 || untouchedDays > 366) {
    throw new BadUserInput({ field: 'untouchedDays', expected: '0 to 366 days', got: untouchedDays });
  }
  const now = session.clock.now();
  const before = untouchedDays === 0 ? now : new Date(startOfLocalDay(now, 1 - untouchedDays).getTime() - 1);
  const codes = detailedSchools(session.actor);
  return session.read('readiness', async (db) => {
    const template = await readCurrentTemplate(db);
    const items = template?.items.map(({ id }) => id) ?? [];
    const toVerify = await readToVerify(db, { items, codes, limit: first });
    const toApprove = mayApprove(session.actor) ? await readToApprove(db, first) : [];
    const untouched = await readUntouched(db, { items, codes, before, limit: first });
    const followUps = await readFollowUps(db, { items, codes, limit: first });
    return {
      itemsToVerify: toVerify.map(({ school, items: count, oldest }) => ({
        school: { code: school },
        items: count,
        oldestSubmittedAt: new Date(oldest),
        waitingDays: localDaysBetween(new Date(oldest), now),
      })),
      schoolsToVerifyTotal: toVerify[0]?.total ?? 0,
      certificatesToApprove: toApprove.map((row) => ({
        school: { code: row.school },
        certificate: toCertificate(row, now),
        waitingDays: localDaysBetween(new Date(row.updatedAt), now),
      })),
      certificatesToApproveTotal: toApprove[0]?.total ?? 0,
      returnedUntouched: untouched.map((row) => toWaitingItem(template, row, now)),
      returnedUntouchedTotal: untouched[0]?.total ?? 0,
      followUps: followUps.map((row) => toWaitingItem(template, row, now)),
      followUpsTotal: followUps[0]?.total ?? 0,
    };
  });
}

function toWaitingItem(
  template: Template | null,
  { school, item: id, reason, since }: WaitingItemRow,
  now: Date,
): WaitingItem {
  const item = template?.items.find((known) => known.id === id);
  return {
    school: { code: school },
    key: itemKey(school, id),
    titleVi: item?.titleVi ?? id,
    titleEn: item?.titleEn ?? id,
    reason,
    since: new Date(since),
    days: localDaysBetween(new Date(since), now),
  };
}
