import { Forbidden, HubError } from '../../../shared/errors.js';
import type { Session } from '../../../shared/session.js';
import { writeAgain } from '../again.js';
import { mayImportUnits } from '../policy.js';
import { readStandings } from '../standing.js';
import type { UnitFault } from './check.js';
import { readLines, type ReadLines, type SchoolLines } from './lines.js';
import { writeUnits } from './write.js';

/** Schools that are written at once: enough that the database and this process both have work. */
const AT_ONCE = 4;
/** Faults that a report lists; all are counted. */
const MAX_LISTED = 1000;

export interface ImportOptions {
  /** For a file without a column of school years. */
  schoolYear?: string;
  /** Checks all and writes nothing. */
  dryRun?: boolean;
  onProgress?: (done: { schools: number; rows: number; ofRows: number }) => void;
}

/** What is wrong in the file: a cell, or what holds for all rows of a school (`row` null). */
export interface ImportFault {
  school: string;
  schoolYear: string;
  row: number | null;
  field: string;
  reason: string;
}

export interface ImportReport {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Schools of which all rows were taken, and those of which none were. */
  schoolsTaken: number;
  schoolsRefused: string[];
  faults: ImportFault[];
  faultCount: number;
}

/**
 * Takes record units from a CSV stream, each school in a transaction of its own: all its rows or, where one is at fault, none.
 * The same file twice changes nothing. Refuses the whole file for a wrong header, personal data above all. A report once given
 * is on disk.
 */
export async function importRecordUnits(
  session: Session,
  chunks: AsyncIterable<Uint8Array | string>,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { actor } = session;
  if (!mayImportUnits(actor)) throw new Forbidden({ action: 'import record units', role: actor.role });
  // Opening connections takes as long as the first schools do: they open while the file is read.
  const opened = Promise.allSettled(
    Array.from({ length: AT_ONCE }, () => session.write((em) => readStandings(em, []))),
  );
  const [read] = await Promise.allSettled([readLines(chunks, { schoolYear: options.schoolYear }), opened]);
  if (read.status === 'rejected') throw read.reason;
  const file = read.value;
  const report: ImportReport = {
    rows: file.rows,
    created: 0,
    updated: 0,
    unchanged: 0,
    schoolsTaken: 0,
    schoolsRefused: [],
    faults: [],
    faultCount: 0,
  };
  const waiting = file.schools.toReversed();
  let rows = 0;
  const work = async () => {
    for (let school = waiting.pop(); school !== undefined; school = waiting.pop()) {
      await importSchool(session, school, file, options, report);
      rows += school.rows.length;
      options.onProgress?.({
        schools: report.schoolsTaken + report.schoolsRefused.length,
        rows,
        ofRows: file.rows,
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  // Each school's commit did not wait for the disk; this one does, and with it everything before it.
  if (options.dryRun !== true && report.schoolsTaken > 0) {
    await session.write((em) => em.execute('select pg_current_xact_id()'));
  }
  report.faults.sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  return report;
}

/** Thrown to leave a transaction that was only a rehearsal. */
class Rehearsed extends Error {}

async function importSchool(
  session: Session,
  { school, schoolYear, lines, rows }: SchoolLines,
  { toUnit }: ReadLines,
  { dryRun = false }: ImportOptions,
  report: ImportReport,
): Promise<void> {
  const { actor, clock } = session;
  try {
    if (!mayImportUnits(actor, school)) {
      throw new Forbidden({ action: 'import record units', role: actor.role, school });
    }
    const units = Array.from(lines(), toUnit);
    let written = { created: 0, updated: 0, unchanged: 0 };
    await writeAgain(session, async (em) => {
      written = await writeUnits(em, {
        school,
        schoolYear,
        units,
        by: actor,
        now: clock.now(),
        isRelaxed: true,
      });
      if (dryRun) throw new Rehearsed();
    }).catch((error: unknown) => {
      if (!(error instanceof Rehearsed)) throw error;
    });
    report.created += written.created;
    report.updated += written.updated;
    report.unchanged += written.unchanged;
    report.schoolsTaken += 1;
  } catch (error) {
    // What a caller can act on is the school's; anything else ends the import.
    if (!(error instanceof HubError)) throw error;
    report.schoolsRefused.push(school);
    const faults = faultsOf(error, rows);
    report.faultCount += faults.length;
    for (const fault of faults.slice(0, MAX_LISTED - report.faults.length)) {
      report.faults.push({ school, schoolYear, ...fault });
    }
  }
}

function faultsOf(error: HubError, rows: readonly number[]): Omit<ImportFault, 'school' | 'schoolYear'>[] {
  const units = error.extensions['units'] as readonly UnitFault[] | undefined;
  if (units !== undefined) {
    return units.map(({ index, field, reason }) => ({ row: rows[index] ?? null, field, reason }));
  }
  return [
    {
      row: null,
      field: (error.extensions['field'] as string | undefined) ?? 'school',
      reason: error.message,
    },
  ];
}
