import { writeCsv, writeXlsx, type OutCell, type OutTable } from '../tables/write.js';
import { headLines, reportWords, schoolRow, totalLines, type ProgressReport } from './progress.js';

/** The report as a workbook of three sheets: totals with the signature block, schools, and rules; no cell is a formula. */
export async function progressXlsx(report: ProgressReport, checksum: string): Promise<Buffer> {
  return writeXlsx([
    {
      name: 'Tổng hợp',
      headers: [reportWords.title, 'Số lượng', 'Tổng', 'Tỉ lệ (%)'],
      rows: [
        ...totalLines(report),
        blank,
        ...headLines(report, checksum).map(([label, value]): OutCell[] => [label, value]),
        blank,
        [reportWords.preparedBy, null, reportWords.signedBy, null],
        [reportWords.signHint, null, reportWords.stampHint, null],
      ],
    },
    schoolTable(report),
    {
      name: 'Tiêu chí chưa đạt',
      headers: reportWords.ruleHeaders,
      rows: report.rules.map(({ id, clause, titleVi, unmetSchools }) => [id, clause, titleVi, unmetSchools]),
    },
  ]);
}

/** The report as one CSV: the schools, then totals, heads and signature block below an empty line. */
export function progressCsv(report: ProgressReport, checksum: string): Buffer {
  const { headers, rows } = schoolTable(report);
  const below: OutCell[][] = [
    ...totalLines(report).map((line): OutCell[] => [...line]),
    [],
    ...headLines(report, checksum).map(([label, value]): OutCell[] => [label, value]),
    [],
    [reportWords.preparedBy, null, reportWords.signedBy],
  ];
  const wide = [...rows, [], ...below].map((row) => headers.map((_, at) => row[at] ?? null));
  return Buffer.from(writeCsv({ headers, rows: wide }), 'utf8');
}

const blank: readonly OutCell[] = [];

function schoolTable(report: ProgressReport): OutTable {
  return { name: 'Các trường', headers: reportWords.schoolHeaders, rows: report.schools.map(schoolRow) };
}
