import { createHash, randomBytes, randomUUID } from 'node:crypto';

import { AccessGrant } from '../../../../db/entities/schools/access.js';
import type { Role } from '../../../../shared/actor.js';
import { BadUserInput, Forbidden } from '../../../../shared/errors.js';
import type { Session } from '../../../../shared/session.js';
import { isBoundToSchools, mayGrant } from '../../policy.js';
import { append, lockSchools, requireText } from '../guard.js';

const HOUR_MS = 3_600_000;
const DEFAULT_INVITATION_H = 72;
const MAX_INVITATION_H = 14 * 24;
const DEFAULT_TOKEN_DAYS = 90;
const MAX_TOKEN_DAYS = 366;
/** By this a tool's token is known for what it is, also to those who search code for secrets that slipped in. */
export const TOOL_TOKEN_PREFIX = 'hbh_';

export interface InvitePerson {
  name: string;
  email: string;
  role: Role;
  schools?: readonly string[] | null | undefined;
  validHours?: number | null | undefined;
}

export interface IssueToolToken {
  name: string;
  schools?: readonly string[] | null | undefined;
  validDays?: number | null | undefined;
}

export interface Granted {
  readonly id: string;
  /** Told this once: the hub keeps its digest only. */
  readonly secret: string;
}

/** Invites a person: whoever opens the link in time makes an account of that role. An account of the address that stands is taken over by it. */
export async function invitePerson(session: Session, input: InvitePerson): Promise<Granted> {
  const { role } = input;
  requireMayGrant(session, role);
  if (role === 'reporting_tool')
    throw new BadUserInput({
      field: 'role',
      expected: "a person's role",
      got: role,
      fix: 'Issue a token to a tool.',
    });
  const email = requireEmail(input.email);
  const validHours = requireWhole(input.validHours ?? DEFAULT_INVITATION_H, 'validHours', MAX_INVITATION_H);
  return grant(session, {
    kind: 'PERSON',
    name: requireText(input.name, 'name', 100),
    email,
    role,
    schools: input.schools ?? [],
    secret: randomBytes(32).toString('base64url'),
    validMs: validHours * HOUR_MS,
  });
}

/** Issues a token to a reporting tool, for the whole district or for some schools. */
export async function issueToolToken(session: Session, input: IssueToolToken): Promise<Granted> {
  requireMayGrant(session, 'reporting_tool');
  const validDays = requireWhole(input.validDays ?? DEFAULT_TOKEN_DAYS, 'validDays', MAX_TOKEN_DAYS);
  return grant(session, {
    kind: 'TOOL',
    name: requireText(input.name, 'name', 100),
    email: null,
    role: 'reporting_tool',
    schools: input.schools ?? [],
    secret: `${TOOL_TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`,
    validMs: validDays * 24 * HOUR_MS,
  });
}

/** Under which subject whoever was let in acts. */
export function subjectOf({ id, kind }: { id: string; kind: 'PERSON' | 'TOOL' }): string {
  return `${kind === 'PERSON' ? 'person' : 'tool'}:${id}`;
}

/** What is kept of a secret: it has 256 bits of chance, which no search finds by its digest. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

interface Grant {
  readonly kind: 'PERSON' | 'TOOL';
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly schools: readonly string[];
  readonly secret: string;
  readonly validMs: number;
}

async function grant(session: Session, { secret, validMs, ...what }: Grant): Promise<Granted> {
  const schools = [...new Set(what.schools)].toSorted();
  if (isBoundToSchools(what.role) !== schools.length > 0 && what.role !== 'reporting_tool')
    throw new BadUserInput({
      field: 'schools',
      expected: isBoundToSchools(what.role)
        ? `the schools of the ${what.role}`
        : `none: the ${what.role} has the district`,
    });
  const id = randomUUID();
  const grantedAt = new Date();
  await session.write(async (em) => {
    const known = await lockSchools(em, schools);
    const unknown = schools.find((code) => !known.has(code));
    if (unknown !== undefined)
      throw new BadUserInput({ field: 'schools', expected: 'codes of the register', got: unknown });
    // Whoever may not make such an account may not take one over either, by inviting its address anew.
    const [standing] = await em.execute<{ role: Role }[]>(
      'select role from schools.access_grant where email = ? and accepted_at is not null and ended_at is null',
      [what.email],
    );
    if (standing !== undefined) requireMayGrant(session, standing.role);
    em.create(AccessGrant, {
      ...what,
      id,
      schools: schools.length === 0 ? '*' : schools.join(','),
      secretHash: digestOf(secret),
      grantedBy: session.actor.subject,
      grantedAt,
      expiresAt: new Date(grantedAt.getTime() + validMs),
      acceptedAt: null,
      endedAt: null,
      endedBy: null,
      endReason: null,
    });
    await append(session, em, {
      type: 'schools.accessGranted',
      school: null,
      data: { grant: id, kind: what.kind, role: what.role, schools },
    });
  });
  return { id, secret };
}

function requireMayGrant({ actor }: Session, role: Role): void {
  if (!mayGrant(actor, role)) throw new Forbidden({ action: `let in a ${role}`, role: actor.role });
}

function requireEmail(value: string): string {
  const email = value.normalize('NFC').trim().toLowerCase();
  if (/^[^\s@]{1,64}@[^\s@]+\.[^\s@.]+$/.test(email) && email.length <= 200) return email;
  throw new BadUserInput({ field: 'email', expected: 'an e-mail address', got: email.slice(0, 100) });
}

function requireWhole(value: number, field: string, max: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new BadUserInput({ field, expected: `a whole number from 1 to ${max}`, got: value });
}
