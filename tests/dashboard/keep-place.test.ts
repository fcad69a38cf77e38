import { describe, expect, test } from 'vitest';

import type { Change, Line, SchoolRow } from '../../gateway/dashboard/src/graph/types.js';
import { keepNames, keepPlace, patchRow } from '../../gateway/dashboard/src/schools/keepPlace.js';

const row = (code: string, percent = 50): SchoolRow =>
  ({
    school: { code, name: `Trường ${code}`, ward: { name: 'Cát Bi' }, isSynthetic: true },
    status: 'LATE',
    score: { numerator: percent, denominator: 100, percent },
    daysLate: 3,
    lines: [] as Line[],
  }) as unknown as SchoolRow;

const codes = (rows: readonly SchoolRow[] | null) => rows?.map(({ school }) => school.code);

describe('live rows', () => {
  test('in the same order are simply newer', () => {
    const newer = [row('1', 60), row('2')];
    expect(keepPlace([row('1'), row('2')], newer)).toEqual({ rows: newer, reordered: null });
  });

  test('in another order keep their places with their new numbers, and the new order waits', () => {
    const placed = keepPlace([row('1'), row('2')], [row('2'), row('1', 60)]);
    expect(codes(placed.rows)).toEqual(['1', '2']);
    expect(placed.rows[0]?.score.percent).toBe(60);
    expect(codes(placed.reordered)).toEqual(['2', '1']);
  });

  test('that came or went change no place either', () => {
    const placed = keepPlace([row('1'), row('2')], [row('2'), row('3')]);
    expect(codes(placed.rows)).toEqual(['1', '2']);
    expect(codes(placed.reordered)).toEqual(['2', '3']);
  });

  test('without a name keep the one that was known', () => {
    const unnamed = { ...row('1'), school: { code: '1', name: null, ward: null, isSynthetic: null } };
    expect(keepNames([row('1')], [unnamed])[0]?.school.name).toBe('Trường 1');
    expect(keepNames([row('2')], [unnamed])[0]?.school.name).toBeNull();
  });

  test('take from an event which rules are unmet now, and claim no progress that it does not tell', () => {
    const line = (rule: string, state: string, inForce = true) =>
      ({ rule, state, inForce, numerator: 3, denominator: 4, pointsLost: 2, daysLate: 3 }) as Line;
    const before = {
      ...row('1'),
      lines: [line('R08', 'UNMET'), line('R09', 'UNMET'), line('R13', 'MET'), line('R15', 'UNKNOWN', false)],
    };
    const after = {
      status: 'AT_RISK',
      score: { numerator: 9, denominator: 10, percent: 90 },
      readyDeclared: true,
      readyVerified: false,
      unmet: ['R09', 'R13'],
    };
    const patched = patchRow(before, { after } as unknown as Change);
    expect(patched.lines.map(({ rule, state }) => [rule, state])).toEqual([
      ['R08', 'MET'],
      ['R09', 'UNMET'],
      ['R13', 'UNMET'],
      ['R15', 'UNKNOWN'],
    ]);
    expect(patched.lines[2]?.denominator).toBe(0);
    expect(patched).toMatchObject({ status: 'AT_RISK', daysLate: 0, readyDeclared: true });
  });
});
