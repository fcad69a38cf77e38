import { isoWithOffset } from '../../../shared/calendar.js';
import { LimitExceeded } from '../../../shared/errors.js';
import { checksum } from '../../../shared/report/canonical.js';
import { progressHtml } from '../../../shared/report/page.js';
import type { ProgressReport, ReportSchool } from '../../../shared/report/progress.js';
import { progressCsv, progressXlsx } from '../../../shared/report/sheets.js';
import type { Reader, Session } from '../../../shared/session.js';
import { daysLate } from '../compliance/summary.js';
import { momentOf, type Moment } from '../moment.js';
import { averageScore, districtShares, statusCounts } from '../overview.js';
import { requirePlan, type ActivePlan } from '../plan/active.js';
import { mayExportReport } from '../policy.js';
import { readDistrict, readUnmetRules } from '../rows/district.js';
import { readReportRows, type ReportRow } from '../rows/report.js';
import { requireMay } from './guard.js';

export type ReportFormat = 'XLSX' | 'CSV' | 'HTML';

export interface ReportFileContent {
  readonly fileName: string;
  readonly mime: string;
  readonly bytes: Buffer;
  readonly checksum: string;
  readonly dataAsOf: Date;
  readonly isSynthetic: boolean;
}

/** What an answer may carry inline: base64 makes it a third longer, and a page beyond it is better read by query. */
export const MAX_REPORT_BYTES = 2 * 1024 * 1024;

/**
 * The district's report to the city as a file, true of `asOf` (now when left out). The checksum is of the report's data, the same
 * in every format. Throws LIMIT_EXCEEDED for a file above 2 MB, BAD_USER_INPUT for an instant in the future.
 */
export async function exportReport(
  session: Session,
  input: { format: ReportFormat; asOf?: Date | null | undefined },
): Promise<ReportFileContent> {
  requireMay(session, mayExportReport(session.actor), 'export the report to the city');
  const moment = momentOf(session.clock, input.asOf);
  const report = await session.read('rollout', async (db) =>
    readProgressReport(db, await requirePlan(db), moment),
  );
  const sum = checksum(report);
  const { bytes, mime, extension } = await render(report, sum, input.format);
  if (bytes.length > MAX_REPORT_BYTES) {
    throw new LimitExceeded({ limit: 'report.bytes', value: MAX_REPORT_BYTES, got: bytes.length });
  }
  const stamp = report.dataAsOf.slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-');
  return {
    fileName: `bao-cao-hoc-ba-so-${stamp}.${extension}`,
    mime,
    bytes,
    checksum: sum,
    dataAsOf: moment.at,
    isSynthetic: report.isSynthetic,
  };
}

/** The report's data at a moment; the same from history at any later time under the same version of the plan. */
export async function readProgressReport(
  db: Reader,
  plan: ActivePlan,
  { at, past }: Moment,
): Promise<ProgressReport> {
  const district = await readDistrict(db, { codes: null, asOf: past });
  const unmet = new Map(
    (await readUnmetRules(db, { codes: null, asOf: past })).map((row) => [row.rule, row]),
  );
  const rows = await readReportRows(db, past);
  const { id, title, number, issuedOn, schoolYear, unit, rules } = plan.document;
  const { inScope, readyDeclared, readyVerified } = districtShares(district);
  const wards = wardNames(plan);
  return {
    kind: 'CITY_PROGRESS',
    dataAsOf: isoWithOffset(at),
    plan: { id, title, number, issuedOn, schoolYear, version: plan.version },
    unit: { code: unit.code, nameVi: unit.nameVi },
    isSynthetic: district.isSynthetic,
    totals: {
      counts: Object.fromEntries(statusCounts(district).map(({ status, count }) => [status, count])) as never,
      inScope: whole(inScope),
      readyDeclared: whole(readyDeclared),
      readyVerified: whole(readyVerified),
      averageScore: whole(averageScore(district)),
    },
    rules: rules.map((rule) => ({
      id: rule.id,
      clause: rule.clause,
      titleVi: rule.titleVi,
      unmetSchools: unmet.get(rule.id)?.schools ?? 0,
    })),
    schools: rows.map((row) => toReportSchool(row, wards, at)),
  };
}

function toReportSchool(row: ReportRow, wards: ReadonlyMap<string, string>, at: Date): ReportSchool {
  const { school: code, name, ward, isSynthetic, status, readyDeclared, readyVerified, result } = row;
  return {
    code,
    name,
    ward: wards.get(ward) ?? ward,
    isSynthetic,
    status,
    score: { numerator: row.scoreNumerator, denominator: row.scoreDenominator },
    readyDeclared,
    readyVerified,
    daysLate: daysLate(row.lateSince === null ? null : new Date(row.lateSince), at),
    unmet: result.lines
      .filter(({ inForce, state }) => inForce && (state === 'UNMET' || state === 'UNKNOWN'))
      .map(({ rule, clause }) => ({ rule, clause })),
  };
}

/** Names of wards as the plan's file gives them; the register of wards is another room's. */
function wardNames({ document }: ActivePlan): ReadonlyMap<string, string> {
  const wards = (document as { wards?: readonly { code: string; name: string }[] }).wards ?? [];
  return new Map(wards.map(({ code, name }) => [code, name]));
}

function whole({ numerator, denominator }: { numerator: number; denominator: number }) {
  return { numerator, denominator };
}

async function render(
  report: ProgressReport,
  sum: string,
  format: ReportFormat,
): Promise<{ bytes: Buffer; mime: string; extension: string }> {
  switch (format) {
    case 'XLSX':
      return {
        bytes: await progressXlsx(report, sum),
        mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        extension: 'xlsx',
      };
    case 'CSV':
      return { bytes: progressCsv(report, sum), mime: 'text/csv; charset=utf-8', extension: 'csv' };
    case 'HTML':
      return { bytes: progressHtml(report, sum), mime: 'text/html; charset=utf-8', extension: 'html' };
    default: {
      const never: never = format;
      return never;
    }
  }
}
