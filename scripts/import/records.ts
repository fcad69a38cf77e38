import { createHash } from 'node:crypto';

import { recordStates } from '../../shared/events/contracts.js';
import type { Column } from '../../shared/tables/columns.js';
import { readerOf, type RowFault, type RowReader } from '../../shared/tables/faults.js';
import { SCHOOL_CODE, schoolColumn } from '../../shared/tables/schools.js';
import { Refused, type Ask } from './door.js';
import { readFileTable } from './file.js';
import { addTo, emptyOutcome, type Outcome } from './outcome.js';

type Key = 'school' | 'schoolYear' | 'uuid' | 'grade' | 'class' | 'state' | 'at' | 'errorCode';

/** The columns of a file of record units: no name, no personal number. */
export const recordColumns: readonly Column<Key>[] = [
  schoolColumn,
  { key: 'schoolYear', title: 'Năm học', names: ['School year'], isRequired: true },
  {
    key: 'uuid',
    title: 'Mã tra cứu',
    names: ['Mã tra cứu UUID', 'MA_TRA_CUU_UUID', 'UUID'],
    isRequired: true,
  },
  { key: 'grade', title: 'Khối', names: ['Mã khối', 'Grade'], isRequired: true },
  { key: 'class', title: 'Lớp', names: ['Tên lớp', 'Class'], isRequired: true },
  { key: 'state', title: 'Trạng thái', names: ['State', 'Status'], isRequired: true },
  { key: 'at', title: 'Thời điểm', names: ['Ngày', 'Ngày giờ', 'At', 'Time'], isRequired: true },
  { key: 'errorCode', title: 'Mã lỗi', names: ['Error code'] },
];

interface Unit {
  uuid: string;
  grade: number;
  class: string;
  state: string;
  at: string;
  errorCode: string | null;
}

/** Consecutive rows of one school and year: one call. */
interface Push {
  school: string;
  schoolYear: string;
  units: Unit[];
  rows: number[];
  faults: RowFault[];
}

/** Units that the hub takes in one call. */
const MAX_UNITS = 5000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/;
const document = `mutation Push($input: PushRecordsInput!) { pushRecords(input: $input) { created updated unchanged } }`;

/**
 * Streams a file of record units to `pushRecords`, one call for the rows of a school that follow each other, so that memory
 * holds one school. Its key is a digest of the call's content: the same file twice changes nothing. A dry run checks the form only.
 */
export async function importRecords(
  ask: Ask,
  { path, dryRun }: { path: string; dryRun: boolean },
  say: (line: string) => void,
): Promise<Outcome> {
  const outcome = emptyOutcome();
  const flush = async (push: Push | null): Promise<void> => {
    if (push === null) return;
    addTo(outcome, await send(ask, push, dryRun));
    say(`Đã gửi ${outcome.rows} dòng.`);
  };
  let push = null as Push | null;
  for await (const row of readFileTable(path, recordColumns)) {
    const reader = readerOf(row, recordColumns);
    const school = reader.matching('school', SCHOOL_CODE, '8 chữ số / eight digits');
    const schoolYear = reader.matching('schoolYear', /^\d{4}-\d{4}$/, '2023-2024');
    const unit = unitOf(reader);
    if (school === null || schoolYear === null) {
      addTo(outcome, { ...emptyOutcome(), rows: 1, errors: reader.faults });
      continue;
    }
    if (push?.school !== school || push.schoolYear !== schoolYear || push.rows.length === MAX_UNITS) {
      await flush(push);
      push = { school, schoolYear, units: [], rows: [], faults: [] };
    }
    push.rows.push(row.row);
    push.faults.push(...reader.faults);
    if (unit !== null) push.units.push(unit);
  }
  await flush(push);
  return outcome;
}

function unitOf(reader: RowReader<Key>): Unit | null {
  const uuid = reader.matching('uuid', UUID, 'UUID');
  const grade = reader.count('grade');
  const name = reader.text('class', 10);
  const state = reader.choice(
    'state',
    recordStates.map((value) => ({ value, names: [value] })),
  );
  const at = instantOf(reader);
  const errorCode = reader.has('errorCode') ? reader.text('errorCode', 32) : null;
  if (uuid === null || grade === null || name === null || state === null || at === null) return null;
  return { uuid: uuid.toLowerCase(), grade, class: name, state, at, errorCode };
}

/** An instant with offset as it is; a day alone is its start in Asia/Ho_Chi_Minh. */
function instantOf(reader: RowReader<Key>): string | null {
  const text = reader.text('at', 40);
  if (text === null || INSTANT.test(text)) return text;
  const day = reader.day('at');
  return day === null ? null : `${day}T00:00:00+07:00`;
}

async function send(
  ask: Ask,
  { school, schoolYear, units, rows, faults }: Push,
  dryRun: boolean,
): Promise<Outcome> {
  const outcome = { ...emptyOutcome(), rows: rows.length };
  if (faults.length > 0) return { ...outcome, errors: faults };
  if (dryRun) return outcome;
  const idempotencyKey = createHash('sha256')
    .update(JSON.stringify([school, schoolYear, units]))
    .digest('base64url');
  try {
    const data = await ask(document, { input: { school, schoolYear, units, idempotencyKey } });
    const { created, updated, unchanged } = data['pushRecords'] as Record<string, number>;
    return { ...outcome, created: created ?? 0, changed: updated ?? 0, unchanged: unchanged ?? 0 };
  } catch (error) {
    if (!(error instanceof Refused) || error.extensions['code'] === 'UNAUTHENTICATED') throw error;
    return { ...outcome, errors: faultsOf(error, rows, school) };
  }
}

/** The hub's faults of units under the file's rows; a refusal of the whole call stands at its first row. */
function faultsOf(error: Refused, rows: readonly number[], school: string): RowFault[] {
  const { units, fix } = error.extensions;
  const whole = {
    row: rows[0] ?? 1,
    column: schoolColumn.title,
    value: school,
    reason: error.message,
    fix: typeof fix === 'string' ? fix : 'Sửa rồi nhập lại. / Mend it and import again.',
  };
  if (!Array.isArray(units) || units.length === 0) return [whole];
  return (units as { index: number; uuid: string; field: string; reason: string }[]).map(
    ({ index, uuid, field, reason }) => ({
      row: rows[index] ?? 1,
      column: recordColumns.find(({ key }) => key === field)?.title ?? field,
      value: uuid,
      reason,
      fix: 'Sửa dòng này rồi nhập lại. / Mend the row and import again.',
    }),
  );
}
