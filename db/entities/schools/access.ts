import { defineEntity, p } from '@mikro-orm/core';

/**
 * Who was let in, by whom and as what (Quyền truy cập): a person by a link, a reporting tool by a token. Of either secret only the
 * digest is kept. Times are real ones, not the domain's: a demo's clock keeps nobody's link alive.
 */
export const AccessGrant = defineEntity({
  name: 'AccessGrant',
  tableName: 'access_grant',
  schema: 'schools',
  properties: {
    id: p.uuid().primary(),
    kind: p.text(),
    name: p.text(),
    email: p.text().nullable().index(),
    role: p.text(),
    /** `*` for the whole district, or codes separated by commas. */
    schools: p.text(),
    secretHash: p.text().unique(),
    grantedBy: p.text(),
    grantedAt: p.datetime(3),
    expiresAt: p.datetime(3),
    acceptedAt: p.datetime(3).nullable(),
    endedAt: p.datetime(3).nullable(),
    endedBy: p.text().nullable(),
    endReason: p.text().nullable(),
  },
  indexes: [{ name: 'access_grant_listed_index', properties: ['grantedAt', 'id'] }],
});

/** Whatever was issued to that subject up to then, tokens and sessions alike, is no good any more. */
export const AccessWithdrawal = defineEntity({
  name: 'AccessWithdrawal',
  tableName: 'access_withdrawal',
  schema: 'schools',
  properties: {
    subject: p.text().primary(),
    before: p.datetime(3),
    withdrawnBy: p.text(),
    reason: p.text(),
  },
});
