import { localDate } from '../../../shared/calendar.js';
import type { Headcount } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import type { Column } from '../../../shared/tables/columns.js';
import type { RowFault, RowReader } from '../../../shared/tables/faults.js';
import { readBySchool, rejectDuplicates, schoolColumn } from '../../../shared/tables/schools.js';
import { lockSchools, requireOffice } from './guard.js';
import { addHeadcounts, lockHeadcounts, type DatedHeadcount } from './headcount.js';
import { summed, type Fate, type Imported, type ImportTable } from './import.js';

type Key = 'school' | 'asOf' | keyof Headcount;

/** The columns of a list of staff counts. */
export const headcountColumns: readonly Column<Key>[] = [
  schoolColumn,
  { key: 'asOf', title: 'Tính đến ngày', names: ['Ngày', 'As of', 'Date'] },
  {
    key: 'managers',
    title: 'Số CBQL',
    names: ['CBQL', 'Số cán bộ quản lý', 'Cán bộ quản lý', 'Managers'],
    isRequired: true,
  },
  {
    key: 'teachers',
    title: 'Số giáo viên',
    names: ['Giáo viên', 'Số GV', 'GV', 'Teachers'],
    isRequired: true,
  },
  { key: 'staff', title: 'Số nhân viên', names: ['Nhân viên', 'Số NV', 'NV', 'Staff'], isRequired: true },
  {
    key: 'homeroomInScope',
    title: 'GVCN khối 1–4',
    names: ['GVCN khối 1–5', 'Số GVCN', 'GVCN', 'GVCN trong phạm vi', 'Homeroom teachers in scope'],
    isRequired: true,
  },
];

type Entry = Headcount & { asOf: string | null };

/**
 * Adds headcounts from a table, one row a school, and one event for each that differs from the one in force: the same table
 * twice changes nothing. Without a day the counts are of today.
 */
export async function importHeadcounts(
  session: Session,
  { content, dryRun }: ImportTable,
): Promise<Imported> {
  requireOffice(session, 'import headcounts');
  const today = localDate(session.clock.now());
  const table = await readBySchool(content, headcountColumns, (reader) => parse(reader, today));
  rejectDuplicates(table, () => 'school', schoolColumn);
  return session.write(async (em) => {
    const codes = [...table.groups.keys()];
    const known = await lockSchools(em, codes);
    const inForce = await lockHeadcounts(em, codes);
    const fates = new Map<string, Fate>();
    const added: DatedHeadcount[] = [];
    for (const [school, [parsed]] of table.groups) {
      if (parsed === undefined) continue;
      const { asOf, ...counts } = parsed.item;
      const before = inForce.get(school);
      const fault = faultOf(parsed.row, school, known.has(school), asOf, before);
      if (fault !== null) {
        table.reject(school, fault);
        continue;
      }
      const isSame =
        before !== undefined && isSameCount(before, counts) && (asOf ?? before.asOf) === before.asOf;
      fates.set(school, before === undefined ? 'created' : isSame ? 'unchanged' : 'changed');
      if (!isSame) added.push({ school, asOf: asOf ?? today, ...counts });
    }
    if (!dryRun && added.length > 0) await addHeadcounts(session, em, added);
    return summed(table, fates, dryRun);
  });
}

function parse(reader: RowReader<Key>, today: string): Entry | null {
  const managers = reader.count('managers');
  const teachers = reader.count('teachers');
  const staff = reader.count('staff');
  const homeroomInScope = reader.count('homeroomInScope');
  const asOf = reader.has('asOf') ? reader.day('asOf') : null;
  if (asOf !== null && asOf > today) {
    return reader.blame(
      'asOf',
      `Sau hôm nay (${today}). / After today.`,
      'Ghi ngày đã qua. / Write a day up to today.',
    );
  }
  if (managers === null || teachers === null || staff === null || homeroomInScope === null) return null;
  if (homeroomInScope > teachers) {
    return reader.blame(
      'homeroomInScope',
      `GVCN nhiều hơn số giáo viên (${teachers}). / More than the teachers.`,
      'GVCN là một phần của giáo viên: sửa một trong hai số. / They are among the teachers: correct one of the two.',
    );
  }
  return { asOf, managers, teachers, staff, homeroomInScope };
}

function faultOf(
  row: number,
  school: string,
  isKnown: boolean,
  asOf: string | null,
  before: DatedHeadcount | undefined,
): RowFault | null {
  if (!isKnown) {
    return {
      row,
      column: schoolColumn.title,
      value: school,
      reason: 'Không có trường này. / There is no such school.',
      fix: 'Sửa mã, hoặc nhập danh sách trường trước. / Correct the code, or import the schools first.',
    };
  }
  if (before === undefined || asOf === null || asOf >= before.asOf) return null;
  return {
    row,
    column: 'Tính đến ngày',
    value: asOf,
    reason: `Cũ hơn số liệu hiện có (${before.asOf}). / Older than what is recorded.`,
    fix: 'Bỏ dòng này. / Leave the row out.',
  };
}

function isSameCount(a: Headcount, b: Headcount): boolean {
  return (['managers', 'teachers', 'staff', 'homeroomInScope'] as const).every(
    (field) => a[field] === b[field],
  );
}
