import type { EntityManager } from '@mikro-orm/sql';

import { SchoolProvider } from '../../../db/entities/schools/provider.js';
import { Enrolment, School } from '../../../db/entities/schools/school.js';
import { BadUserInput } from '../../../shared/errors.js';
import type { NewEvent } from '../../../shared/events/contracts.js';
import { foldForSearch } from '../../../shared/search.js';
import type { Session } from '../../../shared/session.js';
import { append, lockSchools, registered, requireOffice, type LockedSchool } from './guard.js';

export interface RegisterSchool {
  code: string;
  name: string;
  kind: LockedSchool['kind'];
  ownership: string;
  ward: string;
  status: LockedSchool['status'];
  hasPrimary: boolean;
  isSynthetic: boolean;
  providers: readonly string[];
}

/** Enters a school into the register, or rewrites its entry; one event for the entry and one for its providers, each when anything differs. */
export async function registerSchool(
  session: Session,
  { code, name, kind, ownership, ward, status, hasPrimary, isSynthetic, providers }: RegisterSchool,
): Promise<void> {
  requireOffice(session, 'edit the register');
  if (!/^\d{8}$/.test(code)) throw new BadUserInput({ field: 'code', expected: 'eight digits', got: code });
  const entry = { code, name, kind, ward, status, hasPrimary, isSynthetic } as const;
  const after: LockedSchool = { ...entry, ownership: ownership as LockedSchool['ownership'] };
  await session.write(async (em) => {
    const before = (await lockSchools(em, [code])).get(code);
    if (before === undefined || !isSameEntry(before, after)) {
      await writeEntries(em, [after]);
      await append(session, em, registered(after));
    }
    const event = await replaceProviders(em, code, providers);
    if (event !== null) await append(session, em, event);
  });
}

/** Writes the entries with the keys that they are searched and sorted by. */
export async function writeEntries(em: EntityManager, entries: readonly LockedSchool[]): Promise<void> {
  await em.upsertMany(
    School,
    entries.map((entry) => ({ ...entry, searchKey: searchKey(entry), sortKey: sortKey(entry.name) })),
  );
}

/** Whether two entries say the same. */
export function isSameEntry(a: LockedSchool, b: LockedSchool): boolean {
  return (Object.keys(b) as (keyof LockedSchool)[]).every((field) => a[field] === b[field]);
}

/** Sets who serves the school; the event that tells of it, or null where nothing differs. */
export async function replaceProviders(
  em: EntityManager,
  school: string,
  providers: readonly string[],
): Promise<NewEvent | null> {
  const rows = await em.execute<{ provider: string }[]>(
    'select provider from schools.school_provider where school = ? order by provider',
    [school],
  );
  const before = rows.map(({ provider }) => provider);
  const after = [...new Set(providers)].toSorted();
  if (JSON.stringify(before) === JSON.stringify(after)) return null;
  await em.nativeDelete(SchoolProvider, { school });
  await em.insertMany(
    SchoolProvider,
    after.map((provider) => ({ school, provider })),
  );
  return { type: 'schools.providersSet', school, data: { before, after } };
}

/** Sets a school's classes and pupils by grade for a school year. */
export async function recordEnrolment(
  session: Session,
  input: {
    school: string;
    schoolYear: string;
    grades: readonly { grade: number; classes: number; pupils: number }[];
  },
): Promise<void> {
  requireOffice(session, 'edit the register');
  const { school, schoolYear, grades } = input;
  await session.write(async (em) => {
    await em.nativeDelete(Enrolment, { school, schoolYear });
    await em.insertMany(
      Enrolment,
      grades.map((grade) => ({ school, schoolYear, ...grade })),
    );
    await append(session, em, { type: 'schools.enrolmentRecorded', school, data: { schoolYear, grades } });
  });
}

function searchKey({ name, code }: { name: string; code: string }): string {
  return `${foldForSearch(name)} ${code}`;
}

/** Folded name with numbers padded, so that "Mẫu 9" stands before "Mẫu 10" in byte order. */
function sortKey(name: string): string {
  return foldForSearch(name).replaceAll(/\d+/g, (digits) => digits.padStart(6, '0'));
}
