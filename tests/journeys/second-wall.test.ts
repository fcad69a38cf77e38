import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { hubActor, type Actor, type Role } from '../../shared/actor.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { JOURNEY_TIME, person } from '../support/journeys.js';
import { checks, taken } from '../support/opened.js';
import { playSeason, type Season } from '../support/season.js';
import { FOREIGN, ids, OWN, plantSecrets, SECRET } from '../support/secrets.js';

// Mocks come before every import of this file.
const opened = vi.hoisted(() => () => import('../support/opened.js'));
vi.mock('../../subgraphs/schools/policy.js', async (load) =>
  (await opened()).openable('schools', await load()),
);
vi.mock('../../subgraphs/readiness/policy.js', async (load) =>
  (await opened()).openable('readiness', await load()),
);
vi.mock('../../subgraphs/training/policy.js', async (load) =>
  (await opened()).openable('training', await load()),
);
vi.mock('../../subgraphs/records/policy.js', async (load) =>
  (await opened()).openable('records', await load()),
);
vi.mock('../../subgraphs/rollout/policy.js', async (load) =>
  (await opened()).openable('rollout', await load()),
);

const BOUND: readonly Role[] = ['school_admin', 'principal', 'inspector', 'provider', 'reporting_tool'];

let season: Season;
let hub: TestHub;
beforeAll(async () => {
  season = await playSeason(JOURNEY_TIME);
  hub = await openTestHub({ database: await season.copy(), fill: 'nothing', start: JOURNEY_TIME });
  await plantSecrets(hub);
}, 300_000);
afterEach(() => {
  taken.out = null;
});
afterAll(async () => {
  await hub.close();
});

/** Every way to what the foreign school keeps to itself; the office gets it by each. */
const reads: readonly string[] = [
  `{ school(code: "${FOREIGN}") { communications { activities { description } } } }`,
  `{ school(code: "${FOREIGN}") { plan { duties { person } } } }`,
  `{ school(code: "${FOREIGN}") { checklist { items { comments { text } } } } }`,
  `{ school(code: "${FOREIGN}") { difficulties { description replies { message } } } }`,
  `{ school(code: "${FOREIGN}") { visits { purpose } } }`,
  `{ school(code: "${FOREIGN}") { recommendations { text } } }`,
  `{ school(code: "${FOREIGN}") { people { name phone } } }`,
  `{ people(school: "${FOREIGN}") { name phone } }`,
  `{ difficulties(first: 100) { nodes { description } } }`,
  `{ visits(first: 100) { nodes { purpose } } }`,
  `{ recommendations(first: 100) { nodes { text } } }`,
  `{ schools(first: 100) { nodes { difficulties { description } people { name } visits { purpose } } } }`,
];

/** Attempts at what is the foreign school's, by ids that somebody guessed. */
const writes: readonly string[] = [
  `mutation { closeDifficulty(id: "${ids.difficulty}", message: "x") { difficulty { id } } }`,
  `mutation { commentItem(id: "${FOREIGN}:WORKING_GROUP", text: "x") { __typename } }`,
  `mutation { saveChecklistItem(input: { school: "${FOREIGN}", item: "COMPUTERS_CONNECTED", value: { count: 1 }, expectedVersion: 1 }) { item { state } } }`,
  `mutation { logCommunication(input: { school: "${FOREIGN}", audiences: [PARENTS], heldOn: "2024-04-20", description: "x" }) { school { code } } }`,
  `mutation { reportDifficulty(input: { school: "${FOREIGN}", category: SOFTWARE, severity: MINOR, description: "x" }) { difficulty { id } } }`,
  `mutation { setContact(input: { school: "${FOREIGN}", subject: "wall", name: "x", role: PRINCIPAL }) { __typename } }`,
  `mutation { submitChecklist(school: "${FOREIGN}") { school { code } } }`,
];

const send = async (actor: Actor, document: string): Promise<string> => {
  const { data, errors } = await hub.send(actor, document);
  if (errors?.some(({ extensions }) => extensions.code === 'GRAPHQL_VALIDATION_FAILED') === true)
    throw new Error(`${document}: ${JSON.stringify(errors)}`);
  return JSON.stringify(data ?? null);
};

const WALLED = [
  'readiness.checklist_response',
  'readiness.communication',
  'readiness.item_comment',
  'rollout.difficulty',
  'schools.person',
];

/** The foreign school's rows as the office sees them. */
async function foreignRows(): Promise<string[]> {
  const rows: string[] = [];
  await hub.host.openSession(hubActor).write(async (em) => {
    for (const table of WALLED) {
      const [row] = await em.execute<{ sum: string }[]>(
        `select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as sum from ${table} t where school = ?`,
        [FOREIGN],
      );
      rows.push(`${table} ${row!.sum}`);
    }
  });
  return rows;
}

test.each(reads)('the office reads it: %s', async (document) => {
  expect(await send(person('district_officer'), document)).toContain(SECRET);
});

describe('with every check of every policy taken out', () => {
  test.each(BOUND)('%s of another school still reads none of it', async (role) => {
    taken.out = 'all';
    for (const document of reads)
      expect(await send(person(role, [OWN]), document), document).not.toContain(SECRET);
  });

  test.each(BOUND)('%s of another school still changes none of it', async (role) => {
    const before = await foreignRows();
    taken.out = 'all';
    for (const document of writes) await send(person(role, [OWN]), document);
    taken.out = null;
    expect(await foreignRows()).toEqual(before);
  });

  test('their own school stands open to them as ever', async () => {
    taken.out = 'all';
    const document = `{ school(code: "${FOREIGN}") { difficulties { description } } }`;
    expect(await send(person('principal', [FOREIGN]), document)).toContain(SECRET);
  });
});

test('each check of each policy may be taken out: a principal of another school reads and changes none of it', async () => {
  expect(checks.size).toBeGreaterThan(70);
  const before = await foreignRows();
  const principal = person('principal', [OWN]);
  for (const check of checks) {
    taken.out = check;
    for (const document of reads)
      expect(await send(principal, document), `${check}: ${document}`).not.toContain(SECRET);
    for (const document of writes) await send(principal, document);
    taken.out = null;
  }
  expect(await foreignRows()).toEqual(before);
}, 180_000);
