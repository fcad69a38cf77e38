import type { EntityManager } from '@mikro-orm/sql';

import type { Session } from '../../../shared/session.js';
import { foldHeading, type Column } from '../../../shared/tables/columns.js';
import type { Choice, RowReader } from '../../../shared/tables/faults.js';
import { readBySchool, rejectDuplicates, schoolColumn } from '../../../shared/tables/schools.js';
import { append, lockSchools, registered, requireOffice, type LockedSchool } from './guard.js';
import { summed, type Fate, type Imported, type ImportTable } from './import.js';
import { isSameEntry, writeEntries } from './register.js';

type Key = 'school' | 'name' | 'kind' | 'ownership' | 'ward' | 'hasPrimary';

/** The columns of a list of schools. */
export const schoolColumns: readonly Column<Key>[] = [
  schoolColumn,
  { key: 'name', title: 'Tên trường', names: ['School name', 'Name'], isRequired: true },
  { key: 'kind', title: 'Loại trường', names: ['Cấp học', 'Kind', 'School kind'], isRequired: true },
  { key: 'ward', title: 'Phường', names: ['Mã phường', 'Tên phường', 'Phường/xã', 'Ward'], isRequired: true },
  { key: 'ownership', title: 'Loại hình', names: ['Ownership'] },
  { key: 'hasPrimary', title: 'Có cấp tiểu học', names: ['Có tiểu học', 'Has primary'] },
];

const kinds: readonly Choice<LockedSchool['kind']>[] = [
  { value: 'PRIMARY', names: ['Tiểu học', 'Trường tiểu học', 'TH', 'PRIMARY'] },
  {
    value: 'MULTI_LEVEL',
    names: ['Nhiều cấp học', 'Phổ thông nhiều cấp học', 'TH&THCS', 'TH, THCS', 'Liên cấp', 'MULTI_LEVEL'],
  },
  { value: 'LOWER_SECONDARY', names: ['Trung học cơ sở', 'THCS', 'LOWER_SECONDARY'] },
];
const ownerships: readonly Choice<LockedSchool['ownership']>[] = [
  { value: 'PUBLIC', names: ['Công lập', 'PUBLIC'] },
  { value: 'PRIVATE', names: ['Ngoài công lập', 'Tư thục', 'Dân lập', 'PRIVATE'] },
];
const yesNo: readonly Choice<boolean>[] = [
  { value: true, names: ['Có', 'x', 'Yes', 'true', '1'] },
  { value: false, names: ['Không', 'No', 'false', '0'] },
];

type Entry = Pick<LockedSchool, 'name' | 'kind' | 'ward'> & {
  /** Null where the file does not say: an entry keeps what it has. */
  ownership: LockedSchool['ownership'] | null;
  hasPrimary: boolean | null;
};

/**
 * Enters or rewrites schools from a table, each school whole or not at all, and one event for each that differs: the same
 * table twice changes nothing. Status is not the table's to change: closing has a reason of its own.
 */
export async function importSchools(session: Session, { content, dryRun }: ImportTable): Promise<Imported> {
  requireOffice(session, 'import schools');
  const table = await readBySchool(content, schoolColumns, parse);
  rejectDuplicates(table, () => 'school', schoolColumn);
  return session.write(async (em) => {
    const wards = await readWardNames(em);
    const before = await lockSchools(em, [...table.groups.keys()]);
    const fates = new Map<string, Fate>();
    const entries: LockedSchool[] = [];
    for (const [code, [parsed]] of table.groups) {
      if (parsed === undefined) continue;
      const ward = wards.get(wardKey(parsed.item.ward));
      if (ward === undefined) {
        table.reject(code, {
          row: parsed.row,
          column: 'Phường',
          value: parsed.item.ward,
          reason: 'Không có phường này trong quận. / The district has no such ward.',
          fix: `Chọn một trong: ${[...new Set(wards.values())].join(', ')}. / Choose one of them, by code or by name.`,
        });
        continue;
      }
      const known = before.get(code);
      const entry = entryOf(code, { ...parsed.item, ward }, known);
      const isSame = known !== undefined && isSameEntry(known, entry);
      fates.set(code, known === undefined ? 'created' : isSame ? 'unchanged' : 'changed');
      if (!isSame) entries.push(entry);
    }
    if (!dryRun && entries.length > 0) {
      await writeEntries(em, entries);
      await append(session, em, ...entries.map((entry) => registered(entry)));
    }
    return summed(table, fates, dryRun);
  });
}

function parse(reader: RowReader<Key>): Entry | null {
  const name = reader.text('name');
  const kind = reader.choice('kind', kinds);
  const ward = reader.text('ward');
  const ownership = reader.choice<Entry['ownership']>('ownership', ownerships, null);
  const hasPrimary = reader.choice<boolean | null>('hasPrimary', yesNo, null);
  return name === null || kind === null || ward === null ? null : { name, kind, ward, ownership, hasPrimary };
}

function entryOf(code: string, entry: Entry, known: LockedSchool | undefined): LockedSchool {
  return {
    code,
    name: entry.name,
    kind: entry.kind,
    ownership: entry.ownership ?? known?.ownership ?? 'PUBLIC',
    ward: entry.ward,
    status: known?.status ?? 'ACTIVE',
    hasPrimary:
      entry.hasPrimary ?? (known?.kind === entry.kind ? known.hasPrimary : entry.kind !== 'LOWER_SECONDARY'),
    isSynthetic: known?.isSynthetic ?? false,
  };
}

/** Wards by their code and by their name, with or without "phường" before it. */
async function readWardNames(em: EntityManager): Promise<Map<string, string>> {
  const wards = await em.execute<{ code: string; name: string }[]>(
    `select w.code, w.name from schools.ward w join schools.district d on d.unit = w.organisation and d.is_overseen order by w.code`,
  );
  return new Map(
    wards.flatMap(({ code, name }) => [
      [wardKey(code), code],
      [wardKey(name), code],
    ]),
  );
}

function wardKey(text: string): string {
  return foldHeading(text).replace(/^(?:phuong|p) /, '');
}
