import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { person } from '../support/journeys.js';
import {
  CHANGES,
  doors,
  openDoor,
  openLiveHub,
  OTHER,
  SCHOOL,
  type Change,
  type LiveHub,
} from '../support/live-hub.js';
import { listen, refusalOf, untilFigure } from '../support/live.js';
import { manualLater } from '../support/manual-later.js';

const officer = person('district_officer');
const time = manualLater();

let hub: LiveHub;
beforeAll(async () => {
  hub = await openLiveHub({ later: time.later });
});
afterAll(() => hub.close());
afterEach(() => hub.quiet());

const LAST = `subscription($after: Cursor, $coalesce: Duration) { changes(after: $after, coalesce: $coalesce) {
  cursor id type school { code name } } }`;

/** The last event of each school among these, in the order of the log; those of no school all. */
function lastOfEach(changes: readonly Change[]): Change[] {
  return changes.filter(
    ({ school }, index) =>
      school === null || changes.findLastIndex((later) => later.school?.code === school.code) === index,
  );
}

describe.each(doors)('by $door', (door) => {
  test('within a window a school’s last change is given for all of them, with the cursor behind which nothing is missed', async () => {
    const after = await hub.headCursor();
    const every = listen(await openDoor(hub, officer, door), CHANGES, { after });
    const last = listen(await openDoor(hub, officer, door), LAST, { after, coalesce: '1s' });
    await untilFigure(hub.url, 'hub_subscriptions', 2);
    for (const school of [SCHOOL, OTHER, SCHOOL, SCHOOL, OTHER]) await hub.tell(school);
    await hub.host.settle();
    const all = await hub.changesAfter(after);
    // Over a socket, all of them have come: the folding, which is in the process, has them as well.
    for (const change of all) expect(await every.next()).toEqual(change);

    time.pass(1000);
    const expected = lastOfEach(all);
    expect(expected.length).toBeLessThan(all.length);
    const given = [];
    while (given.length < expected.length) given.push(await last.next());
    expect(given).toEqual(expected);

    const [first] = given;
    const rest = listen(await openDoor(hub, officer, door), CHANGES, { after: first.cursor });
    for (const change of all.slice(all.findIndex(({ id }) => id === first.id) + 1)) {
      expect(await rest.next()).toEqual(change);
    }
    await Promise.all([every, last, rest].map((listener) => listener.stop()));
  });

  test('who comes back gets the last of each school that it missed, then lives on', async () => {
    const after = await hub.headCursor();
    for (const school of [SCHOOL, OTHER, OTHER, SCHOOL]) await hub.tell(school);
    await hub.host.settle();
    const missed = lastOfEach(await hub.changesAfter(after));
    const last = listen(await openDoor(hub, officer, door), LAST, { after, coalesce: '500ms' });
    for (const change of missed) expect(await last.next()).toEqual(change);
    await hub.tell(OTHER);
    await hub.host.settle();
    const live = await hub.changesAfter(missed.at(-1)!.cursor);
    while (time.waiting() === 0) await new Promise((resolve) => setImmediate(resolve));
    time.pass(500);
    expect(await last.next()).toEqual(live[0]);
    await last.stop();
  });
});

test('a window costs one read of a school’s fields, however many events it holds', async () => {
  const listener = listen(await openDoor(hub, officer), LAST, { coalesce: '2s' });
  await untilFigure(hub.url, 'hub_subscriptions', 1);
  hub.takeReads();
  for (let count = 0; count < 8; count += 1) await hub.tell(SCHOOL);
  await hub.host.settle();
  time.pass(2000);
  expect(await listener.next()).toMatchObject({ school: { code: SCHOOL } });
  expect(hub.takeReads()).toEqual({ schools: 1 });
  await listener.stop();
});

test.each(['50ms', '2m', '61s', 'often', '', '1.5s'])(
  'a span of "%s" is refused by its name',
  async (coalesce) => {
    const byVariable = listen(await openDoor(hub, officer), LAST, { coalesce });
    const expected = { extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('coalesce') };
    expect(await refusalOf(byVariable)).toMatchObject(expected);
    const written = `subscription { changes(coalesce: "${coalesce}") { cursor } }`;
    expect(await refusalOf(listen(await openDoor(hub, officer), written))).toMatchObject(expected);
  },
);
