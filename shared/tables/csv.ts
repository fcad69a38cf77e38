import { CsvError, parse } from 'csv-parse';

import { tableLimits } from './limits.js';
import { tooLarge, unreadable, wrongEncoding } from './refusals.js';

/** A row of a table as text, numbered as a spreadsheet numbers it: the first is 1. */
export interface RawRow {
  readonly row: number;
  readonly cells: readonly string[];
}

const delimiters = [';', ',', '\t'] as const;
/** A header longer than this is no header. */
const MAX_HEADER = 64 * 1024;

/**
 * The rows of a CSV file as it streams by: UTF-8 with or without a mark at its start, parted by `;`, `,` or tabs, whichever its
 * first row uses. Refused with BAD_USER_INPUT where it is in another encoding or its quotes do not close.
 */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow, void, void> {
  const texts = decode(bytes);
  const { head, isWhole } = await readHead(texts);
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(head),
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 1024 * 1024,
  });
  const feeding = feed(parser, head, isWhole ? null : texts);
  let row = 0;
  try {
    for await (const record of parser) {
      row += 1;
      const cells = record as string[];
      if (cells.length > tableLimits.columns)
        throw tooLarge('csv.columns', tableLimits.columns, cells.length);
      yield { row, cells: cells.map((cell) => cell.trim()) };
    }
    await feeding;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unreadable(
      'tệp CSV có dấu nháy đóng mở đủ / a CSV file whose quotes close',
      `Dòng ${row + 1} có dấu nháy kép không khớp: sửa dòng đó rồi nhập lại. / Row ${row + 1} has a quote that does not close: correct it and import again.`,
      error.code,
    );
  } finally {
    parser.destroy();
    await feeding.catch(() => undefined);
  }
}

async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let isFirst = true;
  let seen = 0;
  for await (const block of bytes) {
    seen += block.length;
    if (seen > tableLimits.csvBytes) throw tooLarge('csv.bytes', tableLimits.csvBytes, seen);
    if (isFirst) requireNoWideLetters(block);
    isFirst = false;
    yield decoded(() => decoder.decode(block, { stream: true }));
  }
  yield decoded(() => decoder.decode());
}

function decoded(work: () => string): string {
  let text: string;
  try {
    text = work();
  } catch {
    throw wrongEncoding('Windows-1258 / Windows-1252');
  }
  // What was read in the wrong encoding on its way here carries the replacement character instead of its letters.
  if (text.includes('\uFFFD')) throw wrongEncoding('Windows-1258 / Windows-1252');
  return text;
}

function requireNoWideLetters(block: Uint8Array): void {
  const [first, second] = block;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isMarked || block.subarray(0, 1000).includes(0)) throw wrongEncoding('UTF-16');
}

async function readHead(texts: AsyncGenerator<string>): Promise<{ head: string; isWhole: boolean }> {
  let head = '';
  while (!head.includes('\n')) {
    const { value, done } = await texts.next();
    if (done === true) return { head, isWhole: true };
    head += value;
    if (head.length > MAX_HEADER && !head.includes('\n'))
      throw unreadable(
        'một dòng tiêu đề rồi các dòng số liệu / a header row and rows of data',
        'Tệp không phải CSV: lưu lại dạng CSV UTF-8. / The file is no CSV: save it as "CSV UTF-8".',
      );
  }
  return { head, isWhole: false };
}

/** The sign that parts the first row into most cells; a comma where none does. */
function delimiterOf(head: string): string {
  const unquoted = (head.split('\n', 1)[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counts = delimiters.map((sign) => ({ sign, count: unquoted.split(sign).length - 1 }));
  const most = counts.reduce((best, next) => (next.count > best.count ? next : best));
  return most.count === 0 ? ',' : most.sign;
}

async function feed(
  parser: ReturnType<typeof parse>,
  head: string,
  rest: AsyncIterable<string> | null,
): Promise<void> {
  try {
    parser.write(head);
    if (rest !== null) {
      for await (const text of rest) {
        if (parser.destroyed) return;
        if (!parser.write(text)) await drained(parser);
      }
    }
    parser.end();
  } catch (error) {
    // The reader of the rows hears of it through the parser, after the rows that came before.
    parser.destroy(error as Error);
  }
}

function drained(parser: ReturnType<typeof parse>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const go = () => {
    parser.off('drain', go).off('close', go);
    resolve();
  };
  parser.on('drain', go).on('close', go);
  return promise;
}
