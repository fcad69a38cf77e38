import { afterAll, beforeAll, expect, test } from 'vitest';

import { replaySeason, SEASON_START } from '../../scripts/seed/season.js';
import { readEnv } from '../../shared/env.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { actorOf } from '../support/subgraph.js';

const officer = actorOf('district_officer');
const { demoNow } = readEnv({});

let seasons: TestHub[];
beforeAll(async () => {
  seasons = [];
  for (let run = 0; run < 2; run += 1) {
    const hub = await openTestHub({ start: SEASON_START });
    seasons.push(hub);
    await replaySeason({ host: hub.host, clock: hub.clock, until: demoNow, say: () => {} });
  }
}, 300_000);
afterAll(() => Promise.all(seasons.map((hub) => hub.close())));

async function ask<Data>(hub: TestHub, document: string, variables = {}): Promise<Data> {
  const { data, errors } = await hub.send(officer, document, variables);
  expect(errors).toBeUndefined();
  return data as Data;
}

interface Standing {
  status: string;
  score: { numerator: number; denominator: number; percent: number | null };
  school: { code: string; kind: string; status: string; isSynthetic: boolean };
}

const standings = async (hub: TestHub, asOf?: string): Promise<Standing[]> => {
  const { compliance } = await ask<{ compliance: { nodes: Standing[] } }>(
    hub,
    `query($asOf: DateTime) { compliance(first: 100, asOf: $asOf) { nodes {
       status readyDeclared readyVerified daysLate score { numerator denominator percent }
       lines { rule state numerator denominator pointsLost daysLate doneLate }
       school { code kind status isSynthetic } } } }`,
    { asOf },
  );
  return compliance.nodes.toSorted((a, b) => a.school.code.localeCompare(b.school.code));
};

interface Change {
  type: string;
  at: string;
  actor: string;
  actorRole: string;
  school: { code: string } | null;
  data: unknown;
}

/** The whole log, a page at a time. */
async function log(hub: TestHub): Promise<Change[]> {
  const changes: Change[] = [];
  for (let after: string | null = null; ;) {
    const page: { changes: { nodes: Change[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
      await ask(
        hub,
        `query($after: Cursor) { changes(after: $after, first: 500) {
         nodes { type at actor actorRole school { code } data } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
    changes.push(...page.changes.nodes);
    if (!page.changes.pageInfo.hasNextPage) return changes;
    after = page.changes.pageInfo.endCursor;
  }
}

/** Ids that are drawn at random, by the order of their first appearance. */
function withoutIds(changes: readonly Change[]): Change[] {
  const numbers = new Map<string, string>();
  const named = JSON.stringify(changes).replaceAll(
    /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g,
    (id) => {
      numbers.set(id, numbers.get(id) ?? `id-${numbers.size + 1}`);
      return numbers.get(id)!;
    },
  );
  return JSON.parse(named) as Change[];
}

/** Each school's events of each type in order; how schools' events interleave is for the relay to say. */
function threads(changes: readonly Change[]): Record<string, unknown> {
  const grouped = Map.groupBy(changes, ({ school, type }) => `${school?.code ?? 'district'} ${type}`);
  const keys = [...grouped.keys()].toSorted((a, b) => a.localeCompare(b));
  return Object.fromEntries(keys.map((key) => [key, withoutIds(grouped.get(key)!)]));
}

test('played twice the season gives the same compliance of every school, now and on any day of it', async () => {
  for (const asOf of [
    undefined,
    '2024-04-20T23:59:59+07:00',
    '2024-04-29T00:00:00+07:00',
    '2024-06-01T12:00:00+07:00',
  ]) {
    const [first, second] = await Promise.all(seasons.map((hub) => standings(hub, asOf)));
    expect(first).toHaveLength(12);
    expect(second).toEqual(first);
  }
});

test('played twice the season writes the same events apart from their ids', async () => {
  const [first, second] = await Promise.all(seasons.map(log));
  expect(first!.length).toBeGreaterThan(1000);
  expect(second).toHaveLength(first!.length);
  expect(threads(second!)).toEqual(threads(first!));
});

test("nothing happens before the season or after the demo's present", async () => {
  const instants = (await log(seasons[0]!)).map(({ at }) => Date.parse(at));
  expect(Math.min(...instants)).toBeGreaterThanOrEqual(SEASON_START.getTime());
  expect(Math.max(...instants)).toBeLessThanOrEqual(demoNow.getTime());
});

test('60 % of signatures stand on 20 April and at least 95 % at the end, and the curve never falls', async () => {
  type Part = { numerator: number; denominator: number };
  const { signatureCoverage } = await ask<{
    signatureCoverage: { at: string; managers: Part | null; teachers: Part | null }[];
  }>(
    seasons[0]!,
    `{ signatureCoverage(interval: DAY, from: "2024-04-15T00:00:00+07:00") {
         at managers { numerator denominator } teachers { numerator denominator } } }`,
  );
  // Before the first declaration nothing is known, which is not zero.
  const shares = new Map(
    signatureCoverage.flatMap(({ at, managers, teachers }) =>
      managers === null || teachers === null
        ? []
        : [
            [
              at.slice(0, 10),
              (100 * (managers.numerator + teachers.numerator)) /
                (managers.denominator + teachers.denominator),
            ],
          ],
    ),
  );
  expect(shares.get('2024-04-20')).toBeGreaterThanOrEqual(59.5);
  expect(shares.get('2024-04-20')).toBeLessThanOrEqual(60.5);
  const curve = [...shares.values()];
  expect(curve.at(-1)).toBeGreaterThanOrEqual(95);
  expect(curve).toEqual(curve.toSorted((a, b) => a - b));
});

test('on 20 June two schools are late, one is unknown, one has no primary grades, one is closed, and the others are on their way', async () => {
  const byStatus = Map.groupBy(await standings(seasons[0]!), ({ status }) => status);
  expect(byStatus.get('LATE')).toHaveLength(2);
  expect(byStatus.get('UNKNOWN')).toHaveLength(1);
  expect(byStatus.get('EXCLUDED')?.map(({ school }) => [school.kind, school.status])).toEqual(
    expect.arrayContaining([
      ['LOWER_SECONDARY', 'ACTIVE'],
      [expect.any(String), 'CLOSED'],
    ]),
  );
  expect(byStatus.get('EXCLUDED')).toHaveLength(2);
  const others = (byStatus.get('COMPLIANT')?.length ?? 0) + (byStatus.get('AT_RISK')?.length ?? 0);
  expect(others).toBe(7);
  expect(byStatus.get('COMPLIANT')!.length).toBeGreaterThan(0);
  expect(byStatus.get('AT_RISK')!.length).toBeGreaterThan(0);
});

test('every school of the season says that it is synthetic', async () => {
  expect((await standings(seasons[0]!)).every(({ school }) => school.isSynthetic)).toBe(true);
});
