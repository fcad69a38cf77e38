import { BadUserInput } from '../../../shared/errors.js';
import { foldForSearch } from '../../../shared/search.js';

/** A column that the import knows; only the first six have to be there. */
export type Column =
  | 'uuid'
  | 'school'
  | 'grade'
  | 'class'
  | 'state'
  | 'at'
  | 'schoolYear'
  | 'errorCode'
  | 'replaces';

const required: readonly Column[] = ['uuid', 'school', 'grade', 'class', 'state', 'at'];

/** Headers as they are met, folded: without case, diacritics, spaces and signs. */
const named: Readonly<Record<Column, readonly string[]>> = {
  uuid: ['uuid', 'matracuuuuid', 'matracuu'],
  school: ['school', 'schoolcode', 'matruong'],
  schoolYear: ['schoolyear', 'namhoc'],
  grade: ['grade', 'khoi', 'makhoi', 'khoilop'],
  class: ['class', 'lop', 'tenlop'],
  state: ['state', 'trangthai'],
  at: ['at', 'thoidiem', 'thoigian', 'ngaycapnhat'],
  errorCode: ['errorcode', 'maloi'],
  replaces: ['replaces', 'thaythe', 'thaycho', 'uuidthaythe'],
};

/** Parts of headers under which people's data are kept: such a file is refused by name, so that nobody sends it again. */
const personal =
  /hoten|hovaten|tenhocsinh|tenhs|^(ho|ten|name)$|fullname|firstname|lastname|mahocsinh|mahs|studentid|studentcode|madinhdanh|sodinhdanh|madinhdanhcanhan|cccd|cmnd|citizen|identity|ngaysinh|namsinh|noisinh|birth|dob|gioitinh|gender|sex|diachi|address|quequan|thuongtru|dantoc|tongiao|dienthoai|phone|mobile|email|phuhuynh|parent|^(cha|bo|me)$|hotencha|hotenme|sodangbo/;

/**
 * Where each column stands in the header's cells. Refuses, each by its name, columns of personal data (Decree 13/2023), columns
 * that the hub does not know, columns twice, and required ones that are missing.
 */
export function readHeader(cells: readonly string[]): ReadonlyMap<Column, number> {
  const columns = new Map<Column, number>();
  for (const [index, cell] of cells.entries()) {
    const folded = foldForSearch(cell).replaceAll(/[^a-z0-9]/g, '');
    const column = (Object.keys(named) as Column[]).find((known) => named[known].includes(folded));
    if (column === undefined) throw refusal(cell, personal.test(folded));
    if (columns.has(column)) {
      throw new BadUserInput({ field: cell, expected: 'each column once', got: cell });
    }
    columns.set(column, index);
  }
  const missing = required.filter((column) => !columns.has(column));
  if (missing.length === 0) return columns;
  throw new BadUserInput({
    field: missing.join(', '),
    expected: `a header with the columns ${required.join(', ')}`,
    got: cells.join(', '),
  });
}

function refusal(cell: string, isPersonal: boolean): BadUserInput {
  return isPersonal
    ? new BadUserInput({
        field: cell,
        expected: 'no column of personal data',
        got: cell,
        fix: `The hub keeps no names and no personal numbers of pupils: take the column “${cell}” out of the file.`,
      })
    : new BadUserInput({
        field: cell,
        expected: `a known column: ${Object.keys(named).join(', ')}`,
        got: cell,
        fix: `Take the column “${cell}” out of the file.`,
      });
}
