import type { Column } from '../../shared/tables/columns.js';
import { headcountColumns, schoolColumns } from '../../subgraphs/schools/index.js';
import { attendanceColumns } from '../../subgraphs/training/index.js';
import { batchesOf } from './batches.js';
import type { Ask } from './door.js';
import { readFileTable } from './file.js';
import { addTo, emptyOutcome, type Outcome } from './outcome.js';

interface TableImport {
  readonly columns: readonly Column[];
  readonly mutation: string;
  readonly input: string;
}

/** What the hub takes as a table, and by which mutation. */
export const tableImports = {
  schools: { columns: schoolColumns, mutation: 'importSchools', input: 'ImportTableInput' },
  staff: { columns: headcountColumns, mutation: 'importHeadcounts', input: 'ImportTableInput' },
  attendance: { columns: attendanceColumns, mutation: 'importAttendance', input: 'ImportAttendanceInput' },
} as const satisfies Record<string, TableImport>;

/** Sends a file to the hub in batches of whole schools; faults name the rows of the file. */
export async function importTable(
  ask: Ask,
  { what, path, dryRun }: { what: keyof typeof tableImports; path: string; dryRun: boolean },
  say: (line: string) => void,
): Promise<Outcome> {
  const { columns, mutation, input }: TableImport = tableImports[what];
  const document = `mutation Import($input: ${input}!) {
    ${mutation}(input: $input) { rows created changed unchanged errors { row column value reason fix } }
  }`;
  const rows = [];
  for await (const row of readFileTable(path, columns, (count) => say(`Đã đọc ${count} dòng.`)))
    rows.push(row);
  const batches = batchesOf(rows, columns);
  const outcome = emptyOutcome();
  for (const [index, batch] of batches.entries()) {
    const data = await ask(document, { input: { content: batch.content, dryRun } });
    const part = data[mutation] as Outcome;
    const errors = part.errors.map((fault) => ({ ...fault, row: batch.rows[fault.row - 2] ?? fault.row }));
    addTo(outcome, { ...part, errors });
    say(`Đã gửi ${outcome.rows}/${rows.length} dòng (${index + 1}/${batches.length} lượt).`);
  }
  return outcome;
}
