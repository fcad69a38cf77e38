import { afterAll, beforeAll, expect, test } from 'vitest';

import { appendEvents } from '../../shared/events/append.js';
import { readChecklistVersion } from '../../subgraphs/readiness/index.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { actorOf } from '../support/subgraph.js';

const school = '31306984';
const admin = { ...actorOf('school_admin', [school]), subject: 'admin' };
const inspector = { ...actorOf('inspector', [school]), subject: 'inspector-1' };
let hub: TestHub;

beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

test('a finding of an inspection sends a submitted item back with its reason, and leaves a draft alone', async () => {
  const save = `mutation ($v: Int!) { saveChecklistItem(input: { school: "${school}", item: "COMPUTERS_CONNECTED", value: { count: 20 }, expectedVersion: $v }) { item { state version } } }`;
  await hub.send(admin, save, { v: 0 });
  await raise('Máy tính không nối mạng.');
  expect(await item()).toMatchObject({ state: 'DRAFT', returnReason: null });

  await hub.host
    .openSession(admin)
    .write((em) =>
      em.execute(
        `update readiness.checklist_response set state = 'SUBMITTED' where school = ? and item = 'COMPUTERS_CONNECTED'`,
        [school],
      ),
    );
  await raise('Chỉ 12 trong 20 máy nối mạng.');
  expect(await item()).toMatchObject({ state: 'RETURNED', returnReason: 'Chỉ 12 trong 20 máy nối mạng.' });
  const session = hub.host.openSession(admin);
  expect(await readChecklistVersion(session, { school, item: 'COMPUTERS_CONNECTED' })).toBe(2);
  await session.end();
});

async function raise(reason: string): Promise<void> {
  const data = { visit: 'v', finding: 'f', item: 'COMPUTERS_CONNECTED', reason };
  await hub.host
    .openSession(inspector)
    .write((em) =>
      appendEvents(em, inspector, hub.clock.now(), [{ type: 'rollout.findingRaised', school, data }]),
    );
  await hub.host.settle();
}

async function item(): Promise<unknown> {
  const { data } = await hub.send(
    actorOf('district_officer'),
    `{ school(code: "${school}") { checklist { items { id state returnReason } } } }`,
  );
  return data.school.checklist.items.find(({ id }: { id: string }) => id === 'COMPUTERS_CONNECTED');
}
