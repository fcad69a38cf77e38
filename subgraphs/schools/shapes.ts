import { localDate } from '../../shared/calendar.js';
import type { SchoolsContext } from './context.js';
import { mayReadPhone } from './policy.js';
import type { StatusRow } from './rows/status.js';
import type { SchoolPerson } from './types/person.js';
import type { ProviderCommitment } from './types/provider.js';
import type { SchoolStatusChange } from './types/school.js';

/** Whom to phone at a school, without the numbers where they are not the actor's to see. */
export async function loadPeople(code: string, { actor, loaders }: SchoolsContext): Promise<SchoolPerson[]> {
  const rows = await loaders.people.load(code);
  const showsPhone = mayReadPhone(actor, code);
  return rows.map(({ phone, updatedAt, ...row }) => ({
    ...row,
    phone: showsPhone ? phone : null,
    updatedAt: new Date(updatedAt),
  }));
}

/** What a provider has shown or promised, with what of it is in force on the domain's day. */
export async function loadCommitments(
  provider: string,
  { clock, loaders }: SchoolsContext,
): Promise<ProviderCommitment[]> {
  const rows = await loaders.commitments.load(provider);
  const today = localDate(clock.now());
  return rows.map(({ isLatest, recordedAt, ...row }) => ({
    ...row,
    isInForce: isLatest && (row.validTo === null || row.validTo >= today),
    recordedAt: new Date(recordedAt),
  }));
}

/** A closing or reopening as the graph shows it. */
export function toStatusChange({ before, after, reason, at }: StatusRow): SchoolStatusChange {
  return { before, after, reason, at: new Date(at) };
}
