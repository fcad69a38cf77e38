import { InvalidTransition } from '../../shared/errors.js';
import type { CertificateState, ItemState } from '../../shared/events/contracts.js';

/** Domain D3, checklist item. A submitted item may be taken back to draft by its own school until the office has verified it. */
const itemMoves: Record<ItemState, readonly ItemState[]> = {
  NOT_STARTED: ['DRAFT', 'NOT_APPLICABLE'],
  DRAFT: ['DRAFT', 'SUBMITTED', 'NOT_APPLICABLE'],
  SUBMITTED: ['DRAFT', 'VERIFIED', 'RETURNED', 'NOT_APPLICABLE'],
  VERIFIED: ['RETURNED', 'REOPENED'],
  RETURNED: ['DRAFT', 'NOT_APPLICABLE'],
  REOPENED: ['DRAFT', 'SUBMITTED', 'NOT_APPLICABLE'],
  NOT_APPLICABLE: ['REOPENED'],
};

/** Domain D3, organisation certificate. */
const certificateMoves: Record<CertificateState, readonly CertificateState[]> = {
  DECLARED: ['REGISTERED'],
  REGISTERED: ['APPROVED', 'REJECTED'],
  APPROVED: ['EXPIRED', 'REVOKED'],
  REJECTED: [],
  EXPIRED: [],
  REVOKED: [],
};

/** Refuses with INVALID_TRANSITION, naming what is allowed, where D3 has no such step for a checklist item. */
export function requireItemMove(id: string, from: ItemState, to: ItemState): void {
  requireMove('checklist item', id, from, to, itemMoves[from]);
}

/** Refuses with INVALID_TRANSITION, naming what is allowed, where D3 has no such step for a certificate. */
export function requireCertificateMove(id: string, from: CertificateState, to: CertificateState): void {
  requireMove('certificate', id, from, to, certificateMoves[from]);
}

/** Declared: the principal has answered for it. */
export const declaredStates: readonly ItemState[] = ['SUBMITTED', 'VERIFIED'];

function requireMove(what: string, id: string, from: string, to: string, allowed: readonly string[]): void {
  if (!allowed.includes(to)) throw new InvalidTransition({ what, id, from, to, allowed });
}
