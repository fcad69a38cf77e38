import { sql } from 'kysely';

import type { Reader } from '../../../shared/session.js';
import type { CommitmentKind, ServiceProvider } from '../types/provider.js';

const columns = sql`p.code, p.name, p.services, p.licence, p.is_synthetic as "isSynthetic"`;

export async function readAllProviders(db: Reader): Promise<ServiceProvider[]> {
  const { rows } = await sql<ServiceProvider>`
    select ${columns} from schools.service_provider p order by p.name, p.code`.execute(db);
  return rows;
}

export async function readProviders(db: Reader, codes: readonly string[]): Promise<ServiceProvider[]> {
  const { rows } = await sql<ServiceProvider>`
    select ${columns} from schools.service_provider p where p.code = any(${[...codes]})`.execute(db);
  return rows;
}

export interface SchoolProviderRow extends ServiceProvider {
  school: string;
}

/** The providers of each school, by name. */
export async function readSchoolProviders(
  db: Reader,
  codes: readonly string[],
): Promise<SchoolProviderRow[]> {
  const { rows } = await sql<SchoolProviderRow>`
    select l.school, ${columns} from schools.school_provider l join schools.service_provider p on p.code = l.provider
     where l.school = any(${[...codes]}) order by p.name, p.code`.execute(db);
  return rows;
}

export interface ServedRow {
  provider: string;
  school: string;
}

/** The schools that each provider serves, in Vietnamese order of names. */
export async function readServed(db: Reader, providers: readonly string[]): Promise<ServedRow[]> {
  const { rows } = await sql<ServedRow>`
    select l.provider, l.school from schools.school_provider l join schools.school s on s.code = l.school
     where l.provider = any(${[...providers]}) order by s.sort_key, s.code`.execute(db);
  return rows;
}

export interface CommitmentRow {
  provider: string;
  id: string;
  kind: CommitmentKind;
  number: string;
  signedOn: string;
  validTo: string | null;
  note: string | null;
  recordedAt: string;
  isLatest: boolean;
}

/** What each provider has shown or promised, kind by kind, the latest first. */
export async function readCommitments(db: Reader, providers: readonly string[]): Promise<CommitmentRow[]> {
  const { rows } = await sql<CommitmentRow>`
    select provider, id, kind, number, signed_on::text as "signedOn", valid_to::text as "validTo", note, recorded_at as "recordedAt",
           row_number() over (partition by provider, kind order by signed_on desc, recorded_at desc, id) = 1 as "isLatest"
      from schools.provider_commitment where provider = any(${[...providers]})
     order by provider, kind, signed_on desc, recorded_at desc, id`.execute(db);
  return rows;
}
