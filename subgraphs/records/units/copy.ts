import type { EntityManager } from '@mikro-orm/sql';

import { copyRows } from '../../../db/copy.js';
import type { ReportedUnit } from './check.js';

/** Whose units are written, and who told of them. */
export interface Owner {
  school: string;
  schoolYear: string;
  source: string;
}

/** Bytes that travel at once. */
const CHUNK_BYTES = 65_536;
/** What a UTF-16 unit can come to in UTF-8. */
const WIDEST = 3;
const TAB = 0x09;
/** Of an instant, a grade and the signs between cells. */
const LONGEST_REST = 60;

/** To where a transaction goes back when a UUID is taken. */
export const SAVEPOINT = 'savepoint units';

/**
 * Adds units by COPY, where the connection has it, after a `SAVEPOINT` in the same message; rejects with the server's error where
 * the UUID of one is taken.
 */
export async function copyUnits(
  em: EntityManager,
  owner: Owner,
  units: readonly ReportedUnit[],
): Promise<void> {
  const columns = 'uuid, class, state, at, grade, school, school_year, source, error_code, replaces';
  await copyRows(em, `${SAVEPOINT}; copy records.unit (${columns}) from stdin`, chunksOf(owner, units));
}

/** The units in COPY's text format, written straight into bytes: as texts, they would be most of what an import leaves to collect. */
function* chunksOf(
  { school, schoolYear, source }: Owner,
  units: readonly ReportedUnit[],
): Generator<Buffer, void, void> {
  const owned = `\t${copied(school)}\t${copied(schoolYear)}\t${copied(source)}\t`;
  const common = `${owned}${NULL}\t${NULL}\n`;
  const instant = instantWriter();
  let chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let used = 0;
  const add = (text: string) => {
    used += chunk.write(text, used);
  };
  for (const { uuid, grade, class: name, state, at, errorCode, replaces } of units) {
    const className = copied(name);
    const end =
      errorCode == null && replaces == null ? common : `${owned}${copied(errorCode)}\t${replaces ?? NULL}\n`;
    const longest = WIDEST * (uuid.length + className.length + state.length + end.length + LONGEST_REST);
    if (used + longest > chunk.length) {
      yield chunk.subarray(0, used);
      chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, longest));
      used = 0;
    }
    add(uuid);
    for (const cell of [className, state, instant(at), String(grade)]) {
      chunk[used] = TAB;
      used += 1;
      add(cell);
    }
    add(end);
  }
  if (used > 0) yield chunk.subarray(0, used);
}

/** Writes instants in ISO 8601; units that follow each other mostly came to their states at one. */
export function instantWriter(): (at: Date) => string {
  let last = { at: Number.NaN, text: '' };
  return (at) => {
    if (at.getTime() !== last.at) last = { at: at.getTime(), text: at.toISOString() };
    return last.text;
  };
}

/** COPY's word for null, and the signs that it reads as its own. */
const NULL = String.raw`\N`;
const special = /[\\\t\n\r]/;
const specials = /[\\\t\n\r]/g;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copied(text: string | null | undefined): string {
  if (text == null) return NULL;
  return special.test(text) ? text.replaceAll(specials, (sign) => escapes[sign] ?? sign) : text;
}
