import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { saveChecklistItem } from '../../subgraphs/readiness/index.js';
import { person } from '../support/journeys.js';
import { CHANGES, doors, openDoor, openLiveHub, OTHER, SCHOOL, type LiveHub } from '../support/live-hub.js';
import { listen, refusalOf, untilFigure } from '../support/live.js';

const officer = person('district_officer');
const principal = person('principal', [SCHOOL]);
const admin = person('school_admin', [SCHOOL]);

let hub: LiveHub;
let isRegisterLost = false;
beforeAll(async () => {
  hub = await openLiveHub({
    onRead: (owner) => {
      if (isRegisterLost && owner === 'schools') throw new Error('connection lost');
    },
  });
});
afterAll(() => hub.close());
// What one test subscribed to must not be there in the next one.
afterEach(() => hub.quiet());

const COMPLIANCE = `subscription($after: Cursor, $filter: ComplianceChangeFilter) { complianceChanged(after: $after, filter: $filter) {
  cursor at before { status } after { status unmet score { numerator denominator } } cause { rule clause }
  school { code name checklist { counts { state count } } training { citySessions } } } }`;

const READINESS = `subscription($after: Cursor, $filter: ReadinessChangeFilter) { readinessChanged(after: $after, filter: $filter) {
  cursor item after { state version } school { code name training { citySessions } } } }`;

const SET_GROUP = `mutation($input: SetWorkingGroupInput!) { setWorkingGroup(input: $input) { item { state version } } }`;

function group(school: string, decisionNumber: string): { input: object } {
  const members = [{ name: 'Hiệu trưởng (dữ liệu giả)', role: 'HEAD' }];
  return { input: { school, decisionNumber, decisionDate: '2024-04-15', members } };
}

test('a subscription opened before a mutation delivers it with fields of three subgraphs and the clause behind it', async () => {
  const listener = listen(await openDoor(hub, officer), COMPLIANCE, { filter: { school: [SCHOOL] } });
  await untilFigure(hub.url, 'hub_subscriptions', 1);
  await hub.send(admin, SET_GROUP, group(SCHOOL, '01/QĐ-TH'));
  let event = await listener.next();
  // The item and the group are two facts; the rule is met with the second.
  while (event.after.unmet.includes('R01')) event = await listener.next();
  expect(event).toMatchObject({
    at: '2024-04-15T08:00:00.000+07:00',
    school: {
      code: SCHOOL,
      name: 'TH Mẫu 01 (dữ liệu giả)',
      checklist: { counts: expect.arrayContaining([{ state: 'DRAFT', count: 1 }]) },
      training: { citySessions: 0 },
    },
    cause: { rule: 'R01', clause: 'IV.2-1' },
  });
  await listener.stop();
});

describe.each(doors)('by $door', (door) => {
  test('a subscriber that returns with its last cursor misses nothing and sees nothing twice, in the order of the log', async () => {
    const first = listen(await openDoor(hub, officer, door), CHANGES, { after: await hub.headCursor() });
    await hub.tell();
    const last = await first.next();
    await first.stop();

    for (const school of [SCHOOL, OTHER, SCHOOL]) await hub.tell(school);
    await hub.host.settle();
    const missed = await hub.changesAfter(last.cursor);
    const second = listen(await openDoor(hub, officer, door), CHANGES, { after: last.cursor });
    const caughtUp = [await second.next()];
    // Written while it catches up: the seam between what it missed and what is live.
    for (const school of [OTHER, SCHOOL]) await hub.tell(school);
    await hub.host.settle();
    const all = await hub.changesAfter(last.cursor);
    expect(all.length).toBeGreaterThan(missed.length);
    while (caughtUp.length < all.length) caughtUp.push(await second.next());
    expect(caughtUp).toEqual(all);

    await hub.tell();
    await hub.host.settle();
    const live = await hub.changesAfter(all.at(-1)!.cursor);
    expect([await second.next()]).toEqual(live.slice(0, 1));
    await second.stop();
  });
});

test('two who ask the same with the same rights share one execution; other rights have their own', async () => {
  const filter = { school: [SCHOOL] };
  const colleague = { ...officer, subject: 'another-officer' };
  const readsOf = async (actors: Actor[]): Promise<Record<string, number>> => {
    const listeners = await Promise.all(
      actors.map(async (actor) => listen(await openDoor(hub, actor), READINESS, { filter })),
    );
    await untilFigure(hub.url, 'hub_subscriptions', actors.length);
    hub.takeReads();
    await saveComputers();
    const events = await Promise.all(listeners.map((listener) => listener.next()));
    for (const event of events) expect(event).toEqual(events[0]);
    const reads = hub.takeReads();
    await Promise.all(listeners.map((listener) => listener.stop()));
    await hub.quiet();
    return reads;
  };
  const alone = await readsOf([officer]);
  expect(alone).toMatchObject({ schools: 1, training: 1 });
  expect(await readsOf([officer, colleague])).toEqual(alone);
  const twice = Object.fromEntries(
    Object.entries(alone).map(([owner, statements]) => [owner, statements * 2]),
  );
  expect(await readsOf([officer, principal])).toEqual(twice);
});

test('an event that could not be read in whole is asked for anew by whoever comes back for it', async () => {
  const after = await hub.headCursor();
  await hub.tell();
  await hub.host.settle();
  isRegisterLost = true;
  const first = listen(await openDoor(hub, officer), CHANGES, { after });
  expect(await first.result()).toMatchObject({ errors: [{ path: ['changes', 'school'] }] });
  isRegisterLost = false;
  const [whole] = await hub.changesAfter(after);
  const second = listen(await openDoor(hub, officer), CHANGES, { after });
  expect(await second.next()).toEqual(whole);
  await Promise.all([first, second].map((listener) => listener.stop()));
});

test("a school's people are never told of another school, whatever they subscribe to", async () => {
  const after = await hub.headCursor();
  const door = await openDoor(hub, principal);
  const listeners = [CHANGES, READINESS, COMPLIANCE].map((query) => listen(door, query, { after }));
  await hub.send(person('school_admin', [OTHER]), SET_GROUP, group(OTHER, '02/QĐ-TH'));
  await hub.host.settle();
  await hub.send(admin, SET_GROUP, group(SCHOOL, '03/QĐ-TH'));
  await hub.send(
    admin,
    `mutation { assignDuty(input: { school: "${SCHOOL}", duty: "GENERAL_LEAD", person: "Hiệu trưởng" }) { duty { id } } }`,
  );
  await hub.tell();
  await hub.host.settle();
  const own = (await hub.changesAfter(after)).filter(({ school }) => school !== null);
  expect(new Set(own.map(({ school }) => school!.code))).toEqual(new Set([SCHOOL, OTHER]));
  const [changes, readiness] = listeners;
  for (const expected of own.filter(({ school }) => school!.code === SCHOOL)) {
    expect(await changes!.next()).toEqual(expected);
  }
  expect(await readiness!.next()).toMatchObject({ school: { code: SCHOOL } });
  const asked = listen(door, READINESS, { filter: { school: [OTHER] } });
  expect(await refusalOf(asked)).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  await Promise.all(listeners.map((listener) => listener.stop()));
});

/** One change of an item, without a read of the request that makes it. */
async function saveComputers(): Promise<void> {
  saved += 1;
  const input = {
    school: SCHOOL,
    item: 'COMPUTERS_CONNECTED',
    value: { count: saved },
    expectedVersion: saved - 1,
  };
  await saveChecklistItem(hub.host.openSession(admin), input);
}
let saved = 0;
