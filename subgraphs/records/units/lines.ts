import { isUtf8 } from 'node:buffer';

import { BadUserInput, LimitExceeded } from '../../../shared/errors.js';
import { cellsOf, delimiterOf, unitReader } from './cells.js';
import type { ReportedUnit } from './check.js';
import { readHeader, type Column } from './columns.js';
import { packedLines, type PackedLines } from './packs.js';

/** Rows that one file may have: what stays in memory while it is read. */
export const MAX_ROWS = 1_000_000;
const MAX_LINE_BYTES = 2000;
const [NEWLINE, RETURN, QUOTE] = [0x0a, 0x0d, 0x22];

/** A file's rows of one school and year, still as text. */
export interface SchoolLines extends Pick<PackedLines, 'lines' | 'rows'> {
  school: string;
  schoolYear: string;
}

export interface ReadLines {
  schools: SchoolLines[];
  rows: number;
  /** One unit from its line. */
  toUnit: (line: string) => ReportedUnit;
}

interface Header {
  columns: ReadonlyMap<Column, number>;
  delimiter: string;
  width: number;
}

/** Lines of one owner that follow each other in a block. */
interface Run {
  owner: string;
  kept: PackedLines;
  from: number;
  to: number;
}

/**
 * Reads a CSV file (UTF-8, with or without BOM; comma, semicolon or tab) and sorts its lines by school, so that rows may stand in
 * any order and yet each school is taken whole. Refuses with BAD_USER_INPUT what is not UTF-8, has a wrong header or a line that
 * is none, and with LIMIT_EXCEEDED more than `MAX_ROWS` rows.
 */
export async function readLines(
  chunks: AsyncIterable<Uint8Array | string>,
  defaults: { schoolYear?: string | undefined },
): Promise<ReadLines> {
  const schools = new Map<string, SchoolLines & PackedLines>();
  let header: Header | null = null;
  let ownerOf: OwnerOf = () => null;
  let row = 0;
  let count = 0;
  for await (const block of blocksOf(chunks)) {
    let run = null as Run | null;
    // Byte by byte and without a string per line: the database waits while a file is read.
    for (let from = 0, next = 0; from < block.length; from = next) {
      const newline = block.indexOf(NEWLINE, from);
      next = newline === -1 ? block.length : newline + 1;
      const last = newline === -1 ? next : newline;
      const to = last > from && block[last - 1] === RETURN ? last - 1 : last;
      row += 1;
      if (header === null) {
        header = headerOf(block.toString('utf8', from, to), defaults.schoolYear);
        ownerOf = ownersBy(header, defaults.schoolYear ?? '');
        continue;
      }
      if (to === from) continue;
      count += 1;
      if (count > MAX_ROWS) throw new LimitExceeded({ limit: 'rows', value: MAX_ROWS, got: count });
      const owner = to - from > MAX_LINE_BYTES ? null : ownerOf(block, from, to);
      if (owner === null) {
        const got = cellsOf(block.toString('utf8', from, to), header.delimiter).length;
        throw new BadUserInput({ field: `row ${row}`, expected: `${header.width} cells`, got });
      }
      if (run?.owner !== owner || run.to !== from) {
        run?.kept.add(block, run.from, run.to);
        let kept = schools.get(owner);
        if (kept === undefined) {
          const [school = '', schoolYear = ''] = owner.split(PARTED);
          schools.set(owner, (kept = { school, schoolYear, ...packedLines() }));
        }
        run = { kept, owner, from, to: from };
      }
      run.to = next;
      run.kept.rows.push(row);
    }
    run?.kept.add(block, run.from, run.to);
  }
  if (header === null)
    throw new BadUserInput({ field: 'file', expected: 'a header line', got: 'an empty file' });
  return {
    schools: [...schools.values()].toSorted((a, b) =>
      a.school < b.school ? -1 : Number(a.school > b.school),
    ),
    rows: count,
    toUnit: unitReader(header.columns, header.delimiter),
  };
}

function headerOf(line: string, schoolYear: string | undefined): Header {
  const text = line.replace(/^\uFEFF/, '');
  const delimiter = delimiterOf(text);
  const cells = cellsOf(text, delimiter);
  const columns = readHeader(cells);
  if (!columns.has('schoolYear') && schoolYear === undefined) {
    throw new BadUserInput({
      field: 'schoolYear',
      expected: 'a column with the school year, or one for the whole file',
    });
  }
  return { columns, delimiter, width: cells.length };
}

/** School and year of a line, parted by `PARTED`; null where the line has not as many cells as the header. */
type OwnerOf = (block: Buffer, from: number, to: number) => string | null;
const PARTED = '\n';

function ownersBy({ columns, delimiter, width }: Header, defaultYear: string): OwnerOf {
  const sign = delimiter.charCodeAt(0);
  const schoolAt = columns.get('school') ?? -1;
  const yearAt = columns.get('schoolYear') ?? -1;
  const owner = (school: string, year: string) => `${school.trim()}${PARTED}${year.trim() || defaultYear}`;
  // Lines of a school mostly follow each other.
  let last = { school: Buffer.alloc(0), year: Buffer.alloc(0), owner: owner('', '') };
  const quoted: OwnerOf = (block, from, to) => {
    const cells = cellsOf(block.toString('utf8', from, to), delimiter);
    return cells.length === width ? owner(cells[schoolAt] ?? '', cells[yearAt] ?? '') : null;
  };
  return (block, from, to) => {
    let index = 0;
    let [schoolFrom, schoolTo, yearFrom, yearTo] = [from, from, from, from];
    for (let at = from, start = from; at <= to; at += 1) {
      const byte = block[at];
      if (at < to && byte === QUOTE) return quoted(block, from, to);
      if (at < to && byte !== sign) continue;
      if (index === schoolAt) [schoolFrom, schoolTo] = [start, at];
      else if (index === yearAt) [yearFrom, yearTo] = [start, at];
      index += 1;
      start = at + 1;
    }
    if (index !== width) return null;
    if (!stands(last.school, block, schoolFrom, schoolTo) || !stands(last.year, block, yearFrom, yearTo)) {
      const school = Buffer.from(block.subarray(schoolFrom, schoolTo));
      const year = Buffer.from(block.subarray(yearFrom, yearTo));
      last = { school, year, owner: owner(school.toString(), year.toString()) };
    }
    return last.owner;
  };
}

function stands(cell: Buffer, block: Buffer, from: number, to: number): boolean {
  if (cell.length !== to - from) return false;
  for (let at = 0; at < cell.length; at += 1) if (cell[at] !== block[from + at]) return false;
  return true;
}

/** The stream in blocks of whole lines, each of them UTF-8: a file in another encoding must not arrive as question marks. */
async function* blocksOf(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk as string);
    const joined = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const end = joined.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield inUtf8(joined.subarray(0, end));
    rest = joined.subarray(end);
    if (rest.length > MAX_LINE_BYTES) {
      inUtf8(rest);
      throw new BadUserInput({ field: 'file', expected: `lines of at most ${MAX_LINE_BYTES} bytes` });
    }
  }
  if (rest.length > 0) yield inUtf8(rest);
}

function inUtf8(block: Buffer): Buffer {
  if (isUtf8(block)) return block;
  throw new BadUserInput({
    field: 'file',
    expected: 'text in UTF-8',
    fix: 'Save the file as “CSV UTF-8”.',
  });
}
