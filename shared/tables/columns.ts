import { foldForSearch } from '../search.js';
import { unreadable } from './refusals.js';

/** A column that an import knows. */
export interface Column<Key extends string = string> {
  readonly key: Key;
  /** How the hub itself heads it, in Vietnamese. */
  readonly title: string;
  /** Other headings it is known by, Vietnamese or English; case, diacritics and punctuation do not matter. */
  readonly names: readonly string[];
  /** A file without the column is refused; a row without a value is a fault. */
  readonly isRequired?: boolean;
}

/** Headings of what the hub must not hold: personal numbers and pupils' names (Decree 13/2023). Folded, matched as a whole. */
const personal: readonly RegExp[] = [
  /\b(?:so )?(?:cccd|cmnd|cmtnd|can cuoc|chung minh)\b/,
  /\b(?:so|ma) dinh danh\b/,
  /\bpersonal (?:id|number|identification)\b|\bnational id\b|\bidentity (?:card|number)\b/,
  /\b(?:ho|ho va|ho dem|ten|ho ten|ho va ten)(?: va)?(?: ten)? (?:hoc sinh|hs|tre)\b/,
  /\bma hoc sinh\b|\b(?:pupil|student) (?:name|code|id|number)\b|\bname of (?:pupil|student)\b/,
  /\bngay(?: thang(?: nam)?)? sinh\b|\bnam sinh\b|\b(?:date of birth|birth ?date|birthday|dob)\b/,
];

/** A heading as it is compared: no case, no diacritics, no punctuation, camelCase parted. */
export function foldHeading(heading: string): string {
  return foldForSearch(heading.replaceAll(/([a-z])([A-Z])/g, '$1 $2'))
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

/**
 * Where each known column stands in the header row. Refused with BAD_USER_INPUT: columns of personal data by name, a required
 * column that is missing, one that stands twice. Columns that the import does not know are left alone.
 */
export function matchColumns<Key extends string>(
  headings: readonly string[],
  columns: readonly Column<Key>[],
): ReadonlyMap<Key, number> {
  const folded = headings.map(foldHeading);
  refusePersonal(headings, folded);
  const places = new Map<Key, number>();
  for (const column of columns) {
    const known = new Set([column.title, column.key, ...column.names].map(foldHeading));
    const found = folded.flatMap((heading, index) => (known.has(heading) ? [index] : []));
    const [first, second] = found;
    if (second !== undefined) {
      throw unreadable(
        `một cột “${column.title}” / one column "${column.title}"`,
        `Cột “${column.title}” xuất hiện hai lần: xoá một cột. / The column stands twice: delete one.`,
      );
    }
    if (first !== undefined) places.set(column.key, first);
  }
  const missing = columns.filter(({ key, isRequired }) => isRequired === true && !places.has(key));
  if (missing.length > 0) {
    const titles = missing.map(({ title }) => `“${title}”`).join(', ');
    throw unreadable(
      `các cột ${titles} / the columns ${missing.map(({ key }) => key).join(', ')}`,
      `Thiếu cột ${titles}: thêm vào dòng tiêu đề (dòng 1). / Add the missing columns to the header row (row 1).`,
      headings.filter((heading) => heading !== '').slice(0, 30),
    );
  }
  return places;
}

function refusePersonal(headings: readonly string[], folded: readonly string[]): void {
  const refused = headings.filter((_, index) => personal.some((name) => name.test(folded[index] ?? '')));
  if (refused.length === 0) return;
  const names = refused.map((name) => `“${name}”`).join(', ');
  throw unreadable(
    'tệp không có dữ liệu cá nhân / a file without personal data',
    `Xoá cột ${names} rồi nhập lại: hệ thống không lưu số định danh, ngày sinh hay tên học sinh. / Delete the column ${names} and import again: the hub keeps no personal numbers, birthdays or names of pupils.`,
    refused,
  );
}
