import type { ComplianceStatus } from '../events/contracts.js';
import { percent, type Ratio } from '../percent.js';

/** The district's report to the city, as data: whatever format shows it, and the checksum is taken over it. */
export interface ProgressReport {
  readonly kind: 'CITY_PROGRESS';
  /** ISO 8601 with offset: the instant that all of it is true of. */
  readonly dataAsOf: string;
  readonly plan: {
    readonly id: string;
    readonly title: string;
    readonly number: string | null;
    readonly issuedOn: string | null;
    readonly schoolYear: string;
    readonly version: string;
  };
  readonly unit: { readonly code: string; readonly nameVi: string };
  readonly isSynthetic: boolean;
  readonly totals: ReportTotals;
  readonly rules: readonly ReportRule[];
  readonly schools: readonly ReportSchool[];
}

export interface ReportTotals {
  readonly counts: Readonly<Record<ComplianceStatus, number>>;
  /** Of all that are registered (I.1). */
  readonly inScope: Ratio;
  readonly readyDeclared: Ratio;
  readonly readyVerified: Ratio;
  readonly averageScore: Ratio;
}

export interface ReportRule {
  readonly id: string;
  readonly clause: string;
  readonly titleVi: string;
  /** Schools that the rule is in force for and that have not met it. */
  readonly unmetSchools: number;
}

export interface ReportSchool {
  readonly code: string;
  readonly name: string;
  readonly ward: string;
  readonly isSynthetic: boolean;
  readonly status: ComplianceStatus;
  readonly score: Ratio;
  readonly readyDeclared: boolean;
  readonly readyVerified: boolean;
  readonly daysLate: number;
  readonly unmet: readonly { readonly rule: string; readonly clause: string }[];
}

/** The words of the report's Vietnamese form. */
export const reportWords = {
  title: 'BÁO CÁO TIẾN ĐỘ TRIỂN KHAI HỌC BẠ SỐ',
  synthetic: 'DỮ LIỆU GIẢ – không phải số liệu của trường có thật',
  preparedBy: 'NGƯỜI LẬP BIỂU',
  signedBy: 'TRƯỞNG PHÒNG',
  signHint: '(Ký, ghi rõ họ tên)',
  stampHint: '(Ký, đóng dấu, ghi rõ họ tên)',
  schoolHeaders: [
    'STT',
    'Mã trường',
    'Tên trường',
    'Phường',
    'Tình trạng',
    'Điểm đạt',
    'Điểm tối đa',
    'Tỉ lệ (%)',
    'Đủ điều kiện (khai báo)',
    'Đủ điều kiện (đã xác minh)',
    'Số ngày chậm',
    'Tiêu chí chưa đạt',
    'Điều khoản chưa đạt',
    'Dữ liệu giả',
  ],
  ruleHeaders: ['Tiêu chí', 'Điều khoản', 'Nội dung', 'Số trường chưa đạt'],
} as const;

export const statusWords: Readonly<Record<ComplianceStatus, string>> = {
  COMPLIANT: 'Đúng tiến độ',
  AT_RISK: 'Có nguy cơ',
  LATE: 'Chậm',
  UNKNOWN: 'Chưa có dữ liệu',
  EXCLUDED: 'Ngoài phạm vi',
};

/** The totals line by line, as every format shows them; a share as part, whole and percentage. */
export function totalLines({
  totals,
}: ProgressReport): (readonly [string, number, number | null, number | null])[] {
  const share = (label: string, ratio: Ratio) =>
    [label, ratio.numerator, ratio.denominator, percent(ratio)] as const;
  return [
    share('Trường thuộc phạm vi / đã đăng ký', totals.inScope),
    ...Object.entries(statusWords).map(
      ([status, word]) => [word, totals.counts[status as ComplianceStatus], null, null] as const,
    ),
    share('Đủ điều kiện theo khai báo', totals.readyDeclared),
    share('Đủ điều kiện đã xác minh', totals.readyVerified),
    share('Điểm trung bình', totals.averageScore),
  ];
}

/** What identifies the report, line by line. */
export function headLines(report: ProgressReport, checksum: string): (readonly [string, string])[] {
  const { plan, unit } = report;
  return [
    ['Đơn vị', unit.nameVi],
    ['Kế hoạch', plan.title],
    ['Số văn bản', plan.number ?? 'chưa vào sổ'],
    ['Năm học', plan.schoolYear],
    ['Số liệu tính đến', localInstant(report.dataAsOf)],
    ['Phiên bản kế hoạch', plan.version],
    ['Mã kiểm tra SHA-256', checksum],
    ...(report.isSynthetic ? [['Lưu ý', reportWords.synthetic] as const] : []),
  ];
}

/** A school's row in the order of the headers. */
export function schoolRow(school: ReportSchool, index: number): (string | number | null)[] {
  const { numerator, denominator } = school.score;
  return [
    index + 1,
    school.code,
    school.name,
    school.ward,
    statusWords[school.status],
    rounded(numerator),
    rounded(denominator),
    percent(school.score),
    yesNo(school.readyDeclared),
    yesNo(school.readyVerified),
    school.daysLate,
    school.unmet.map(({ rule }) => rule).join(', '),
    [...new Set(school.unmet.map(({ clause }) => clause))].join(', '),
    school.isSynthetic ? 'có' : '',
  ];
}

export function yesNo(value: boolean): string {
  return value ? 'có' : 'chưa';
}

/** `08:00 20/06/2024` of an ISO 8601 instant with the offset of Việt Nam. */
export function localInstant(iso: string): string {
  const [day = '', time = ''] = iso.split('T');
  return `${time.slice(0, 5)} ${day.split('-').toReversed().join('/')}`;
}

// Weighted scores are kept exact; a sheet shows them to a hundredth of a point.
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
