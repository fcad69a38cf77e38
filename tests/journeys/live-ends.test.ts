import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { positionToCursor } from '../../shared/cursor.js';
import { socketTo } from '../support/hub.js';
import { person } from '../support/journeys.js';
import { CHANGES, doors, openDoor, openLiveHub, OTHER, SCHOOL, type LiveHub } from '../support/live-hub.js';
import { asDoor, listen, refusalOf, streamTo, untilFigure } from '../support/live.js';

const officer = person('district_officer');

let hub: LiveHub;
beforeAll(async () => {
  hub = await openLiveHub();
});
afterAll(() => hub.close());
afterEach(() => hub.quiet());

describe.each(doors)('by $door', (door) => {
  test.each([
    ['a text that no cursor is', 'nonsense', { code: 'BAD_USER_INPUT', field: 'after' }],
    [
      "a list's cursor",
      Buffer.from('["page",["a"]]').toString('base64url'),
      { code: 'BAD_USER_INPUT', field: 'after' },
    ],
    ['an empty text', '', { code: 'BAD_USER_INPUT', field: 'after' }],
    ['a place beyond the log', positionToCursor(1_000_000), { code: 'CURSOR_EXPIRED' }],
  ])('%s is refused with its code, not answered with silence', async (_, after, extensions) => {
    const listener = listen(await openDoor(hub, officer, door), CHANGES, { after });
    expect(await refusalOf(listener)).toMatchObject({ extensions });
  });

  test('who leaves while nothing happens is gone at once, and its execution with it', async () => {
    const listener = listen(await openDoor(hub, officer, door), CHANGES, {});
    await untilFigure(hub.url, 'hub_live_groups', 1);
    await listener.stop();
    await untilFigure(hub.url, 'hub_live_groups', 0);
  });

  test('a connection that breaks leaves nothing behind', async () => {
    const client = await openDoor(hub, officer, door);
    const listener = listen(client, CHANGES, {});
    await untilFigure(hub.url, 'hub_live_groups', 1);
    await client.dispose();
    await listener.result().catch(() => undefined);
    await untilFigure(hub.url, 'hub_live_groups', 0);
  });
});

describe('a token that ends while its holder listens', () => {
  test('closes that socket with 4401, and the others go on', async () => {
    const [short, long] = [await hub.token(officer, 1), await hub.token({ ...officer, subject: 'long' })];
    const [client, other] = [socketTo(hub.url, short), socketTo(hub.url, long)];
    onTestFinished(() => void other.dispose());
    const closed = new Promise((resolve) => client.on('closed', resolve));
    const ending = listen(asDoor(client), CHANGES, {});
    const staying = listen(asDoor(other), CHANGES, {});
    await expect(ending.result()).rejects.toMatchObject({ code: 4401 });
    expect(await closed).toMatchObject({ code: 4401, reason: expect.stringContaining('expired') });
    await hub.tell();
    expect(await staying.next()).toMatchObject({ type: 'readiness.communicationLogged' });
    await staying.stop();
  });

  test('ends that event stream', async () => {
    await hub.host.settle();
    const ending = listen(streamTo(hub.url, await hub.token(officer, 1)), CHANGES, {});
    await expect(ending.result()).rejects.toThrow('Connection closed');
  });
});

describe('a log whose old months have left', () => {
  test.each(doors)(
    'answers an old cursor by $door with CURSOR_EXPIRED and the oldest one that still holds',
    async (door) => {
      await hub.tell();
      const last = await hub.forget();
      await hub.tell();
      await hub.host.settle();
      const after = positionToCursor(last - 1);
      const refused = await refusalOf(listen(await openDoor(hub, officer, door), CHANGES, { after }));
      const oldest = positionToCursor(last);
      expect(refused).toMatchObject({ extensions: { code: 'CURSOR_EXPIRED', oldest } });
      const again = listen(await openDoor(hub, officer, door), CHANGES, { after: oldest });
      expect(await again.next()).toMatchObject({ cursor: positionToCursor(last + 1) });
      await again.stop();
    },
  );

  test('answers the same by query, and an audit trail that has forgotten nothing', async () => {
    const trail = `query($school: ID!) { auditTrail(entity: { kind: SCHOOL, id: $school }, first: 500) { nodes { type at hash } } }`;
    await hub.tell();
    await hub.host.settle();
    const before = await hub.send(officer, trail, { school: SCHOOL });
    expect(before.data.auditTrail.nodes.length).toBeGreaterThan(0);
    const last = await hub.forget();
    await hub.tell(OTHER);
    await hub.host.settle();

    const query = `query($after: Cursor) { changes(after: $after) { nodes { school { code } } } }`;
    const { errors } = await hub.send(officer, query, { after: positionToCursor(last - 1) });
    const oldest = positionToCursor(last);
    expect(errors).toMatchObject([{ extensions: { code: 'CURSOR_EXPIRED', oldest } }]);
    const { data } = await hub.send(officer, query, { after: oldest });
    expect(data.changes.nodes).toContainEqual({ school: { code: OTHER } });
    expect(await hub.send(officer, trail, { school: SCHOOL })).toEqual(before);
  });

  test('lets the services find the schools as they were registered before', async () => {
    await hub.forget();
    const mutation = `mutation($school: ID!) { reportDifficulty(input: { school: $school, category: INFRASTRUCTURE, severity: MINOR, description: "Hỏng máy" }) { difficulty { id } } }`;
    const reported = await hub.send(person('school_admin', [SCHOOL]), mutation, { school: SCHOOL });
    expect(reported.errors).toBeUndefined();
  });
});
