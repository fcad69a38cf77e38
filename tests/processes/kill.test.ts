import { afterAll, beforeAll, expect, test } from 'vitest';

import { localActor, localToken } from '../../scripts/tokens.js';
import { cursorToPosition } from '../../shared/cursor.js';
import { sendTo, socketTo } from '../support/hub.js';
import { upTo } from '../support/log.js';
import { openPlace, SHORT_DEMO, startHubProcess, type HubProcess } from '../support/process.js';

const SCHOOLS = upTo(8).map((n) => `3130698${n}`);
/** How often the hub is killed while everyone writes, and how much is acknowledged before each. */
const KILLS = 3;
const ACKNOWLEDGED_BETWEEN = 60;

let place: Awaited<ReturnType<typeof openPlace>>;
let hub: HubProcess;
let url: string;

beforeAll(async () => {
  place = await openPlace();
  await start();
}, 120_000);
afterAll(async () => {
  await hub.end('SIGKILL');
  await place.close();
});

async function start(): Promise<void> {
  hub = startHubProcess({ ...place.env, ...SHORT_DEMO });
  ({ url } = await hub.ready());
}

const tokenOf = (school: string) =>
  localToken({ dataDir: place.dataDir }, localActor('school_admin', [school]));
const toolToken = () => localToken({ dataDir: place.dataDir }, localActor('reporting_tool', []));

interface Write {
  school: string;
  item: string;
  version: number;
}
const name = ({ school, item, version }: Write) => `${school} ${item} ${version}`;

interface Change {
  cursor: string;
  type: string;
  school: { code: string } | null;
  data: { item?: string; after?: { version?: number } };
}
const writeOf = ({ school, data }: Change): string =>
  name({ school: school?.code ?? '', item: data.item ?? '', version: data.after?.version ?? 0 });

/** Saves one item of one school over and over, as fast as it is answered, until the hub is gone; tells of each acknowledged write. */
async function write(school: string, item: string, onAcknowledged: (write: Write) => void): Promise<void> {
  const token = await tokenOf(school);
  const known = await sendTo(
    url,
    token,
    'query($code: ID!) { school(code: $code) { checklist { items { id version } } } }',
    {
      code: school,
    },
  );
  const items = known.data.school.checklist.items as { id: string; version: number }[];
  let { version } = items.find(({ id }) => id === item)!;
  for (;;) {
    const input = { school, item, value: { count: version + 1 }, expectedVersion: version };
    const answer = await sendTo(
      url,
      token,
      'mutation($input: SaveChecklistItemInput!) { saveChecklistItem(input: $input) { item { version } } }',
      { input },
    ).catch(() => null);
    if (answer === null) return;
    expect(answer.errors).toBeUndefined();
    ({ version } = answer.data.saveChecklistItem.item as { version: number });
    onAcknowledged({ school, item, version });
  }
}

/** Follows the log from the cursor on until the hub is gone, or until `isEnough`. */
async function follow(
  after: string | null,
  onChange: (change: Change) => void,
  isEnough = () => false,
): Promise<void> {
  const client = socketTo(url, await toolToken());
  try {
    const changes = client.iterate<{ changes: Change }>({
      query: 'subscription($after: Cursor) { changes(after: $after) { cursor type school { code } data } }',
      variables: { after },
    });
    for await (const { data } of changes) {
      onChange(data!.changes);
      if (isEnough()) return;
    }
  } catch {
    // The hub was killed under the socket.
  } finally {
    await client.dispose();
  }
}

/** The whole log by query, page for page. */
async function log(): Promise<Change[]> {
  const token = await toolToken();
  const all: Change[] = [];
  for (let after: string | null = null; ;) {
    const { data } = await sendTo(
      url,
      token,
      `query($after: Cursor) { changes(after: $after, first: 500) { nodes { cursor type school { code } data } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    all.push(...(data.changes.nodes as Change[]));
    if (data.changes.pageInfo.hasNextPage !== true) return all;
    after = data.changes.pageInfo.endCursor as string;
  }
}

test('killed in the middle of writes and started again, the hub holds every acknowledged write, and each event reaches a returning subscriber once, in order', async () => {
  const acknowledged: Write[] = [];
  const delivered: Change[] = [];
  const cursor = () => delivered.at(-1)?.cursor ?? null;
  const start0 = (await log()).at(-1)!.cursor;

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const enough = Promise.withResolvers<void>();
    const onAcknowledged = (own: Write) => {
      acknowledged.push(own);
      if (acknowledged.length >= kill * ACKNOWLEDGED_BETWEEN) enough.resolve();
    };
    const following = follow(cursor() ?? start0, (change) => delivered.push(change));
    const writing = SCHOOLS.map((school) => write(school, 'COMPUTERS_CONNECTED', onAcknowledged));
    await enough.promise;
    await hub.end('SIGKILL');
    await Promise.all([following, ...writing]);
    await start();
  }

  // A last write after the last start: once it is delivered, everything before it has been.
  const marker = await sendTo(
    url,
    await tokenOf(SCHOOLS[0]!),
    'mutation($input: LogCommunicationInput!) { logCommunication(input: $input) { school { code } } }',
    { input: { school: SCHOOLS[0], audiences: ['PUPILS'], heldOn: '2024-04-15', description: 'Dấu mốc' } },
  );
  expect(marker.errors).toBeUndefined();
  const isMarker = ({ type }: Change) => type === 'readiness.communicationLogged';
  await follow(
    cursor() ?? start0,
    (change) => delivered.push(change),
    () => isMarker(delivered.at(-1)!),
  );

  const events = await log();
  expect(events.map((change) => cursorToPosition(change.cursor))).toEqual(upTo(events.length));

  const saved = events.filter(({ type }) => type === 'readiness.itemSaved').map(writeOf);
  expect(new Set(saved).size).toBe(saved.length);
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * ACKNOWLEDGED_BETWEEN);
  expect(acknowledged.map(name).filter((own) => !saved.includes(own))).toEqual([]);

  const since = events.slice(cursorToPosition(start0));
  const last = since.findIndex(isMarker);
  expect(delivered.map((change) => change.cursor)).toEqual(
    since.slice(0, last + 1).map((change) => change.cursor),
  );

  for (const school of SCHOOLS) {
    const { data } = await sendTo(
      url,
      await tokenOf(school),
      'query($code: ID!) { school(code: $code) { checklist { items { id version value { count } } } } }',
      {
        code: school,
      },
    );
    const items = data.school.checklist.items as { id: string; version: number; value: { count: number } }[];
    const item = items.find(({ id }) => id === 'COMPUTERS_CONNECTED')!;
    const own = acknowledged.filter((done) => done.school === school).map(({ version }) => version);
    expect(item.version).toBeGreaterThanOrEqual(Math.max(...own));
    expect(item.value.count).toBe(item.version);
  }
}, 180_000);
