import { describe, expect, test } from 'vitest';

import type { Task } from '../../gateway/dashboard/src/graph/types.js';
import { makeScale } from '../../gateway/dashboard/src/timeline/scale.js';

const task = (plannedStart: string, due: string, rest: Partial<Task> = {}): Task =>
  ({ plannedStart, due, originalDue: due, startedAt: null, doneAt: null, ...rest }) as Task;

const april = task('2024-04-08T00:00:00+07:00', '2024-04-14T23:59:59+07:00');
const july = task('2024-07-01T00:00:00+07:00', '2024-07-31T23:59:59+07:00');

describe('the time axis', () => {
  test('holds whole months of Hải Phòng, whatever the zone of the browser', () => {
    const { months, at } = makeScale([april, july], null);
    expect(months.map(({ name }) => name)).toEqual(['04/2024', '05/2024', '06/2024', '07/2024']);
    expect(at('2024-04-01T00:00:00+07:00')).toBe(0);
    expect(at('2024-08-01T00:00:00+07:00')).toBe(100);
    expect(months[1]?.from).toBeCloseTo((100 * 30) / 122, 6);
  });

  test('grows to hold a today that is near and work that ended late', () => {
    const late = task('2024-04-08T00:00:00+07:00', '2024-04-14T23:59:59+07:00', {
      doneAt: '2024-05-02T09:00:00+07:00',
    });
    const { months } = makeScale([late], new Date('2024-06-03T08:00:00+07:00'));
    expect(months.at(-1)?.name).toBe('06/2024');
  });

  test('leaves out a today that is years away, instead of pressing the plan into a sliver', () => {
    const { months, at } = makeScale([april, july], new Date('2026-01-01T00:00:00+07:00'));
    expect(months).toHaveLength(4);
    expect(at(new Date('2026-01-01T00:00:00+07:00'))).toBeNull();
  });

  test('marks the Mondays, where the plan begins its weeks', () => {
    const { weeks, at } = makeScale([april], null);
    expect(weeks[0]).toBe(at('2024-04-01T00:00:00+07:00'));
    expect(weeks).toHaveLength(5);
  });

  test('clips a span to the axis', () => {
    const { span } = makeScale([april], null);
    expect(span('2020-01-01T00:00:00+07:00', '2030-01-01T00:00:00+07:00')).toEqual({ from: 0, length: 100 });
  });
});
