import { clauseText, plan, type SchoolEntry } from './plan.js';

export type Status = 'COMPLIANT' | 'AT_RISK' | 'LATE' | 'UNKNOWN' | 'EXCLUDED';

export interface Ratio {
  numerator: number;
  denominator: number;
  percent: number | null;
}

export interface Standing {
  code: string;
  status: Status;
  readyDeclared: boolean;
  readyVerified: boolean;
  /** Rules that are not met, with how far they are. */
  missing: Record<string, readonly [numerator: number, denominator: number]>;
  daysLate: number;
}

/** The domain's clock of the fake: the demo's. */
export const now = '2024-06-20T08:00:00.000+07:00';

/** Where each school stands when the fake begins: something of every status. */
export function firstStandings(schools: readonly SchoolEntry[]): Map<string, Standing> {
  const missing: readonly Standing['missing'][] = [
    {},
    { R08: [27, 30], R15: [610, 1076] },
    { R09: [0, 1], R08: [19, 28], R13: [41, 57], R15: [120, 980] },
    { R15: [840, 1130] },
    {},
    { R13: [48, 52], R15: [905, 1012] },
    { R07: [1, 2], R08: [22, 30], R02: [0, 1], R11: [3, 5], R15: [0, 1060] },
    { R15: [700, 990] },
    { R05: [0, 0], R13: [0, 0], R15: [0, 0] },
    { R15: [655, 702] },
  ];
  const statuses: readonly Status[] = [
    'COMPLIANT',
    'COMPLIANT',
    'LATE',
    'AT_RISK',
    'COMPLIANT',
    'COMPLIANT',
    'LATE',
    'AT_RISK',
    'UNKNOWN',
    'COMPLIANT',
    'EXCLUDED',
    'EXCLUDED',
  ];
  const standings = schools.map(({ code }, index): Standing => {
    const status = statuses[index % statuses.length] ?? 'UNKNOWN';
    return {
      code,
      status,
      missing: missing[index % statuses.length] ?? {},
      readyDeclared: status === 'COMPLIANT' || status === 'AT_RISK',
      readyVerified: status === 'COMPLIANT' && index % 2 === 0,
      daysLate: status === 'LATE' ? 53 - (index % 3) : 0,
    };
  });
  return new Map(standings.map((standing) => [standing.code, standing]));
}

/** The hub's percentage: floored to 0.1. */
export function ratio(numerator: number, denominator: number): Ratio {
  const percent = denominator === 0 ? null : Math.floor((1000 * numerator) / denominator) / 10;
  return { numerator, denominator, percent };
}

export function linesOf({ status, missing, daysLate }: Standing) {
  if (status === 'EXCLUDED') return [];
  const lines = plan.rules.map((rule) => {
    const [numerator, denominator] = missing[rule.id] ?? [1, 1];
    const state = missing[rule.id] === undefined ? 'MET' : denominator === 0 ? 'UNKNOWN' : 'UNMET';
    const share = denominator === 0 ? 0 : numerator / denominator;
    const isLate = state !== 'MET' && rule.due < now;
    return {
      rule: rule.id,
      titleVi: rule.titleVi,
      titleEn: rule.titleEn,
      clause: rule.clause,
      clauseText: clauseText(rule.clause),
      state,
      numerator,
      denominator,
      pointsLost: state === 'MET' ? 0 : Math.round(rule.weight * (1 - share) * 10) / 10,
      due: rule.due,
      daysLate: isLate ? daysLate : 0,
      doneLate: false,
      inForce: true,
      fixVi: rule.fixVi,
      fixEn: rule.fixEn,
    };
  });
  return lines.toSorted((left, right) => right.pointsLost - left.pointsLost);
}

export function scoreOf(standing: Standing): Ratio {
  if (standing.status === 'EXCLUDED') return ratio(0, 0);
  const lost = linesOf(standing).reduce((sum, { pointsLost }) => sum + pointsLost, 0);
  return ratio(Math.round((100 - lost) * 10), 1000);
}

export function summaryOf(standing: Standing) {
  const { status, readyDeclared, readyVerified } = standing;
  const unmet = linesOf(standing)
    .filter(({ state }) => state !== 'MET')
    .map(({ rule }) => rule);
  return { status, score: scoreOf(standing), readyDeclared, readyVerified, unmet };
}

/** Ignores case and diacritics, đ included, as the hub's search does. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase();
}
