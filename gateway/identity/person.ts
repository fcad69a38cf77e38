import { roles, type Actor, type Role } from '../../shared/actor.js';

/** What the table of accounts keeps of an actor beside name and address. */
export const actorFields = {
  subject: { type: 'string', required: true, input: false },
  role: { type: 'string', required: true, input: false },
  /** `*` for the whole district, or codes separated by commas. */
  schools: { type: 'string', required: true, input: false },
} as const;

/** An account's row, as far as it says who acts. */
export interface AccountRow {
  readonly id: string;
  readonly subject: string;
  readonly name: string;
  readonly role: string;
  readonly schools: string;
}

/** The columns that make that actor out of an account. */
export function toColumns({ subject, name, role, schools }: Actor): Omit<AccountRow, 'id'> {
  return { subject, name, role, schools: schools === 'all' ? '*' : schools.join(',') };
}

/** The actor of an account, the same as a token of that role and scope makes; throws where the row holds no role of the hub. */
export function toActor({ subject, name, role, schools }: AccountRow): Actor {
  const known: Role | undefined = roles.find((candidate) => candidate === role);
  if (known === undefined)
    throw new Error(`The account ${subject} has the role ${role}, which the hub does not know.`);
  const codes = schools.split(',').filter((code) => code !== '');
  return { subject, name, role: known, schools: schools === '*' ? 'all' : codes };
}
