import { describe, expect, test } from 'vitest';

import { differenceOf } from '../../scripts/cluster/chaos-log.js';
import { runChaos } from '../../scripts/cluster/chaos.js';
import { postgresPrograms } from '../../scripts/cluster/own-postgres.js';
import { silent } from '../support/log.js';
import { missing as apart } from './nats.js';

const programs = postgresPrograms();
const missing =
  apart === '' && programs === null ? ' (skipped: there is no PostgreSQL to start and to kill)' : apart;

describe.skipIf(missing !== '')(`relay, gateway, NATS and PostgreSQL killed in turn${missing}`, () => {
  test(
    'every subscriber that comes and goes is told of each event that it may see exactly once, in order',
    { timeout: 300_000 },
    async () => {
      const report = await runChaos({
        programs: programs!,
        subscribers: 20,
        seconds: 1,
        log: silent,
        say: () => {},
      });
      expect(report.faults).toEqual([]);
      expect(report.kills).toBe(4);
      // Nothing was told exactly once only because nothing happened.
      expect(report.events).toBeGreaterThanOrEqual(report.written);
      expect(report.written).toBeGreaterThan(20);
      expect(report.refused).toBeGreaterThan(0);
      expect(report.returns).toBeGreaterThan(20);
    },
  );
});

test.each([
  ['a gap', ['a', 'c'], '1 missing, 0 twice, 0 unknown, first difference at 1 of 3'],
  ['a double', ['a', 'b', 'b', 'c'], '0 missing, 1 twice, 0 unknown, first difference at 2 of 3'],
  ['another order', ['b', 'a', 'c'], '0 missing, 0 twice, 0 unknown, first difference at 0 of 3'],
  [
    'an event of somebody else',
    ['a', 'b', 'c', 'x'],
    '0 missing, 0 twice, 1 unknown, first difference at 3 of 3',
  ],
  ['an end too soon', ['a', 'b'], '1 missing, 0 twice, 0 unknown, first difference at 2 of 3'],
])('the comparison sees %s', (_, got, difference) => {
  expect(differenceOf(got, ['a', 'b', 'c'])).toBe(difference);
  expect(differenceOf(['a', 'b', 'c'], ['a', 'b', 'c'])).toBeNull();
});
