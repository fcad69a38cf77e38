import { BadUserInput, LimitExceeded } from '../errors.js';

/** Where a refusal of a whole file points: files come as the argument `content`. */
export const FILE_FIELD = 'content';

/** A file that cannot be read as a table at all. */
export function unreadable(expected: string, fix: string, got?: unknown): BadUserInput {
  return new BadUserInput({ field: FILE_FIELD, expected, fix, ...(got === undefined ? {} : { got }) });
}

/** A CSV file that is not UTF-8: Vietnamese letters would come out wrong, and nobody would notice in a number column. */
export function wrongEncoding(found: string): BadUserInput {
  return unreadable(
    'tệp CSV mã hoá UTF-8 / a CSV file in UTF-8',
    `Tệp đang ở bảng mã ${found}: mở bằng Excel rồi lưu lại dạng CSV UTF-8. / The file is in ${found}: save it again as "CSV UTF-8".`,
    found,
  );
}

/** A workbook that would not fit, or that lies about what it unpacks to. */
export function notAWorkbook(why: string): BadUserInput {
  return unreadable(
    'tệp Excel .xlsx / an .xlsx workbook',
    `Tệp không đọc được (${why}): mở bằng Excel rồi lưu lại dạng .xlsx, không đặt mật khẩu. / The file cannot be read (${why}): save it again as .xlsx, without a password.`,
    why,
  );
}

export function tooLarge(limit: string, value: number, got: number): LimitExceeded {
  return new LimitExceeded({ limit, value, got });
}
