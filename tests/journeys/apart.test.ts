import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { openApartHub, type ApartHub } from '../support/apart.js';
import { comparable } from '../support/comparable.js';
import { isPostgres } from '../support/database.js';
import { openTestHub } from '../support/hub.js';
import { journeys, JOURNEY_TIME, person, walk } from '../support/journeys.js';
import { asDoor, listen, refusalOf, untilFigure } from '../support/live.js';
import { playSeason, type Season } from '../support/season.js';

const officer = person('district_officer');

const READINESS = `subscription($after: Cursor) { readinessChanged(after: $after) { cursor item after { version }
  school { code name training { citySessions } compliance { status } } } }`;

const reason = isPostgres ? '' : ' (skipped: subgraphs that run apart share a PostgreSQL server)';

describe.skipIf(!isPostgres)(`five subgraph processes and one gateway${reason}`, () => {
  let season: Season;
  let apart: ApartHub;
  let single: Map<string, unknown>;
  let several: Map<string, unknown>;

  beforeAll(async () => {
    season = await playSeason(JOURNEY_TIME);
    const hub = await openTestHub({ database: await season.copy(), fill: 'nothing', start: JOURNEY_TIME });
    single = comparable(await walk({ send: hub.send, settle: hub.host.settle }), JOURNEY_TIME);
    await hub.close();
    apart = await openApartHub(await season.copy());
    several = comparable(await walk(apart), JOURNEY_TIME);
  });
  afterAll(async () => {
    await apart?.close();
  });

  describe.each(journeys)('answer the journey of the $name as one process does', ({ name, steps }) => {
    test.each(steps)('$name', (step) => {
      const answer = several.get(`${name}: ${step.name}`);
      expect(answer).toBeDefined();
      expect(answer).toEqual(single.get(`${name}: ${step.name}`));
    });
  });

  describe('deliver to subscribers', () => {
    test('what a mutation in one process changes, with fields of others, and what a subscriber missed, once and in order', async () => {
      const door = asDoor(await apart.socket(officer));
      onTestFinished(async () => door.dispose());
      const first = listen(door, READINESS);
      await untilFigure(apart.gateway.url, 'hub_subscriptions', 1);
      await save(1);
      const event = await first.next();
      expect(event).toMatchObject({
        item: 'COMPUTERS_CONNECTED',
        school: {
          name: 'TH&THCS Mẫu 10 (dữ liệu giả)',
          training: { citySessions: 1 },
          compliance: { status: 'AT_RISK' },
        },
      });
      await first.stop();

      const missed = [await save(2), await save(3)];
      const second = listen(door, READINESS, { after: event.cursor });
      const caughtUp = [await second.next(), await second.next()];
      const live = await save(4);
      expect([...caughtUp, await second.next()].map(({ after }) => after.version)).toEqual([...missed, live]);
      await second.stop();
      await untilFigure(apart.gateway.url, 'hub_live_groups', 0);
    });

    test('the loss of the subgraph that feeds them, so that they come back with their cursor', async () => {
      const door = asDoor(await apart.socket(officer));
      onTestFinished(async () => door.dispose());
      const listener = listen(door, READINESS);
      await untilFigure(apart.gateway.url, 'hub_subscriptions', 1);
      await apart.kill('readiness');
      expect(await refusalOf(listener)).toMatchObject({
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'readiness' },
      });
      expect(await listener.result()).toBeUndefined();
      await apart.revive('readiness');
      await untilFigure(apart.gateway.url, 'hub_live_groups', 0);
    });

    test('an event without the part of a subgraph that is gone, with the error that says so', async () => {
      const door = asDoor(await apart.socket(officer));
      onTestFinished(async () => door.dispose());
      const listener = listen(door, READINESS);
      await untilFigure(apart.gateway.url, 'hub_subscriptions', 1);
      await apart.kill('training');
      await save(5);
      const { data, errors } = (await listener.result())!;
      await listener.stop();
      await apart.revive('training');
      expect(data).toMatchObject({
        readinessChanged: { school: { name: 'TH&THCS Mẫu 10 (dữ liệu giả)', training: null } },
      });
      expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'training' } }]);
    });
  });

  /** Saves a count anew; the version that it makes. */
  async function save(count: number): Promise<number> {
    const school = '31306990';
    const admin = person('school_admin', [school]);
    const read = `query($code: ID!) { school(code: $code) { checklist { items { id version } } } }`;
    const { data } = await apart.send(admin, read, { code: school });
    const item = data.school.checklist.items.find(({ id }: { id: string }) => id === 'COMPUTERS_CONNECTED');
    const write = `mutation($input: SaveChecklistItemInput!) { saveChecklistItem(input: $input) { item { version } } }`;
    const input = { school, item: item.id, value: { count }, expectedVersion: item.version };
    return (await apart.send(admin, write, { input })).data.saveChecklistItem.item.version;
  }
});
