import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import { startConsumer, type Consumer } from '../../shared/events/consumer.js';
import type { HubEvent } from '../../shared/events/contracts.js';
import { loadPlan } from '../../subgraphs/rollout/index.js';
import { conditionsMet, happened, local, registered } from '../support/compliance-plan.js';
import { openWorkbench, type Workbench } from '../support/subgraph.js';
import {
  checklistFile,
  complianceConsumer,
  fromHistory,
  happen,
  logOf,
  of,
  openRollout,
  planFile,
  registeredAs,
  until,
} from './bench.js';

describe('the projection', () => {
  let bench: Workbench;
  const code = '31306981';
  beforeAll(async () => {
    bench = await openRollout();
  });
  afterAll(() => bench.close());

  const current = async (school: string) => {
    const [row] = await bench.openSession(hubActor).write((em) =>
      em.execute<
        {
          status: string;
          unmet: object;
          valid_from: string | Date;
          next_transition: string | Date | null;
        }[]
      >('select status, unmet, valid_from, next_transition from rollout.compliance where school = ?', [
        school,
      ]),
    );
    return row;
  };

  test('lets a due pass without any event, at the millisecond after it, and says which rules it left late', async () => {
    await happen(bench, [
      ...registered('2024-04-16 08:00'),
      ...conditionsMet('2024-04-16 09:00', ['R09', 'R12']),
    ]);
    await happen(bench, [
      happened('rollout.difficultyChanged', '2024-04-28 08:00', {
        difficulty: 'd',
        severity: 'MINOR',
        before: null,
        after: 'OPEN',
      }),
    ]);
    await until(bench, '2024-04-28 23:59:59.000');
    expect((await current(code))?.status).toBe('AT_RISK');
    await until(bench, '2024-04-29 07:00');
    const row = await current(code);
    expect(row?.status).toBe('LATE');
    expect(new Date(row!.valid_from)).toEqual(local('2024-04-28 23:59:59.001'));
    const last = (await logOf(bench, 'rollout.complianceChanged')).at(-1);
    expect(last).toMatchObject({
      at: local('2024-04-28 23:59:59.001'),
      school: code,
      data: { newlyLate: ['R09'], after: { status: 'LATE' } },
    });
    expect(row?.unmet).toEqual({ R09: 7 });
  });

  test('evaluates an event that comes out of order from what was shown last, and rewrites no history', async () => {
    const before = await fromHistory(bench, [{ school: code, at: local('2024-04-20 12:00') }]);
    const late = happened('readiness.communicationLogged', '2024-04-20 10:00', {
      audiences: ['PUPILS'],
      heldOn: '2024-04-20',
    });
    await happen(bench, [late]);
    await until(bench, '2024-04-29 08:00');
    expect(await fromHistory(bench, [{ school: code, at: local('2024-04-20 12:00') }])).toEqual(before);
  });

  test('keeps no row for a school that the register has not named, and takes up what it did before once it is', async () => {
    const fresh = '31306990';
    await happen(
      bench,
      of(fresh, [
        happened('readiness.communicationLogged', '2024-05-02 10:00', {
          audiences: ['PUPILS'],
          heldOn: '2024-05-02',
        }),
      ]),
    );
    await until(bench, '2024-05-02 11:00');
    expect(await current(fresh)).toBeUndefined();
    await happen(bench, [registeredAs(fresh, '2024-05-03 10:00')]);
    await until(bench, '2024-05-03 11:00');
    const kept = (await fromHistory(bench, [{ school: fresh, at: local('2024-05-03 11:00') }])) as {
      lines: { rule: string; numerator: number }[];
    }[];
    expect(kept[0]?.lines.find(({ rule }) => rule === 'R11')).toMatchObject({ numerator: 1 });
  });

  test('follows a school that is closed out of the plan, and its new name into the lists', async () => {
    await happen(bench, [
      registeredAs('31306990', '2024-05-04 10:00', { status: 'CLOSED', name: 'TH Đằng Lâm' }),
    ]);
    await until(bench, '2024-05-04 11:00');
    expect(await current('31306990')).toMatchObject({ status: 'EXCLUDED', unmet: {}, next_transition: null });
    const [row] = await bench
      .openSession(hubActor)
      .write((em) =>
        em.execute<{ search_key: string }[]>('select search_key from rollout.compliance where school = ?', [
          '31306990',
        ]),
      );
    expect(row?.search_key).toBe('th dang lam 31306990');
  });

  test('run by two processes at once, takes every event and every transition exactly once', async () => {
    const log = { error: () => {}, warn: () => {} } as never;
    const other = startConsumer({
      ...complianceConsumer,
      feed: bench.feed,
      openSession: bench.openSession,
      log,
    });
    try {
      await happen(bench, of('31306991', registered('2024-05-06 08:00')));
      await until(bench, '2024-05-06 09:00');
      bench.clock.set(local('2024-07-01 00:00'));
      await Promise.all([1, 2, 3].map(async () => complianceConsumer.onIdle?.(bench.openSession)));
      await until(bench, '2024-07-01 00:00');
    } finally {
      await other.stop();
    }
    const own = (
      (await logOf(bench, 'rollout.complianceChanged')) as HubEvent<'rollout.complianceChanged'>[]
    ).filter(({ school }) => school === '31306991');
    own.forEach(({ data }, index) => expect(data.before).toEqual(own[index - 1]?.data.after ?? null));
    expect(
      own.filter(({ data }) => (data as { newlyLate?: readonly string[] }).newlyLate?.includes('R15')),
    ).toHaveLength(1);
  });

  test('does not let time pass beyond an event that is written and not taken yet', async () => {
    const halting = await openWorkbench(local('2024-04-16 08:00'));
    const log = { error: () => {}, warn: () => {} } as never;
    const start = () =>
      startConsumer({ ...complianceConsumer, feed: halting.feed, openSession: halting.openSession, log });
    const caughtUp = async (consumer: Consumer) => {
      for (;;) {
        await halting.settle();
        if (consumer.position() >= halting.feed.head()) return;
        // The embedded database answers without leaving the event loop's turn; the consumer waits by a timer.
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    try {
      await loadPlan(halting.openSession(hubActor), planFile(), checklistFile());
      await happen(halting, [
        ...registered('2024-04-16 08:00'),
        ...conditionsMet('2024-04-16 09:00', ['R09']),
      ]);
      const before = start();
      await caughtUp(before);
      await before.stop();
      await happen(halting, [registeredAs(code, '2024-04-28 12:00', { status: 'CLOSED' })]);
      halting.clock.set(local('2024-05-10 12:00'));
      await complianceConsumer.onIdle?.(halting.openSession);
      const after = start();
      await caughtUp(after);
      await after.stop();
      const told = (await logOf(
        halting,
        'rollout.complianceChanged',
      )) as HubEvent<'rollout.complianceChanged'>[];
      expect(told.map(({ data }) => data.after.status)).not.toContain('LATE');
      expect(told.at(-1)).toMatchObject({
        at: local('2024-04-28 12:00'),
        data: { after: { status: 'EXCLUDED' } },
      });
    } finally {
      await halting.close();
    }
  });
});
