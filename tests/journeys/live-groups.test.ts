import { afterAll, beforeAll, expect, test } from 'vitest';

import { readSchools } from '../../scripts/seed/data.js';
import { hubActor } from '../../shared/actor.js';
import { saveChecklistItem } from '../../subgraphs/readiness/index.js';
import { registerSchool } from '../../subgraphs/schools/index.js';
import { person } from '../support/journeys.js';
import { openLiveHub, type LiveHub } from '../support/live-hub.js';
import { asDoor, figure, listen, untilFigure, type Listener } from '../support/live.js';

const SCHOOLS = 50;
/** As many as a socket may have. */
const ON_A_SOCKET = 50;

/** By an item of a school's checklist that is saved again, the first two are touched. */
const OPERATIONS = [
  'subscription($school: ID!) { changes(filter: { school: $school }) { cursor id school { code name } } }',
  'subscription($school: ID!) { readinessChanged(filter: { school: [$school] }) { cursor item school { code name training { citySessions } } } }',
  'subscription($school: ID!) { complianceChanged(filter: { school: [$school] }) { cursor school { code name } } }',
  'subscription($school: ID!) { trainingChanged(filter: { school: $school }) { cursor school { code name } } }',
];
const TOUCHED = OPERATIONS.slice(0, 2);

let hub: LiveHub;
const schools = Array.from({ length: SCHOOLS }, (_, index) => String(39_000_001 + index));
beforeAll(async () => {
  hub = await openLiveHub();
  const [pattern] = readSchools().schools;
  const { gradeClasses: _classes, gradePupils: _pupils, headcount: _headcount, ...school } = pattern!;
  for (const code of schools) {
    await registerSchool(hub.host.openSession(hubActor), { ...school, code, name: `TH Thứ ${code}` });
    await save(code);
  }
  await hub.host.settle();
});
afterAll(() => hub.close());

const versions = new Map<string, number>();
async function save(school: string): Promise<void> {
  const version = versions.get(school) ?? 0;
  versions.set(school, version + 1);
  const session = hub.host.openSession(person('school_admin', [school]));
  const value = { count: version + 1 };
  await saveChecklistItem(session, { school, item: 'COMPUTERS_CONNECTED', value, expectedVersion: version });
}

/** So many subscribers to each operation on each school; what writing to some schools then costs in statements. */
async function readsWith(
  perGroup: number,
  written: readonly (readonly string[])[],
): Promise<Record<string, number>[]> {
  const asked = schools.flatMap((school) =>
    OPERATIONS.flatMap((operation) => Array.from({ length: perGroup }, () => ({ operation, school }))),
  );
  const clients = await Promise.all(
    Array.from({ length: Math.ceil(asked.length / ON_A_SOCKET) }, () =>
      hub.socket(person('district_officer')),
    ),
  );
  const listeners = new Map<string, Listener[]>();
  for (const [index, { operation, school }] of asked.entries()) {
    const listener = listen(asDoor(clients[Math.floor(index / ON_A_SOCKET)]!), operation, { school });
    const key = `${operation} ${school}`;
    listeners.set(key, [...(listeners.get(key) ?? []), listener]);
  }
  await untilFigure(hub.url, 'hub_subscriptions', asked.length);
  expect(await figure(hub.url, 'hub_live_groups')).toBe(schools.length * OPERATIONS.length);

  const reads: Record<string, number>[] = [];
  for (const touched of written) {
    hub.takeReads();
    for (const school of touched) await save(school);
    for (const school of touched) {
      const told = TOUCHED.flatMap((operation) => listeners.get(`${operation} ${school}`)!);
      expect(told).toHaveLength(TOUCHED.length * perGroup);
      for (const listener of told) expect(await listener.next()).toMatchObject({ school: { code: school } });
    }
    await hub.host.settle();
    reads.push(hub.takeReads());
  }
  for (const client of clients) await client.dispose();
  await hub.quiet();
  return reads;
}

test('of 200 groups an event costs the statements of those that it touches, whether a group has one subscriber or five', async () => {
  const [first, second, third] = schools as [string, string, string];
  const written = [[first], [first, second, third]];
  const [one, three] = await readsWith(1, written);
  expect(one).toEqual({ schools: 1, training: 1 });
  expect(three).toEqual({ schools: 3, training: 3 });
  expect(await readsWith(5, written)).toEqual([one, three]);
});
