import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Action } from '../../scripts/seed/actions.js';
import { readPlan, readSchools, readTemplate } from '../../scripts/seed/data.js';
import { districtDoings } from '../../scripts/seed/district.js';
import { preparation } from '../../scripts/seed/preparation.js';
import { profiles } from '../../scripts/seed/profiles.js';
import { recordProgress } from '../../scripts/seed/records.js';
import { SEASON_START } from '../../scripts/seed/season.js';
import { allConsumers } from '../../scripts/subgraphs.js';
import { verifyChain } from '../../shared/events/chain.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';

const SEED = 20_240_415;
const INSTANTS = 20;

const SNAPSHOT = `query Snapshot($asOf: DateTime, $to: DateTime!) {
  districtOverview(asOf: $asOf) { asOf counts { status count } inScope { numerator denominator } readyDeclared { numerator } readyVerified { numerator }
    averageScore { numerator denominator } isSynthetic staleSince topUnmet { rule schools pointsLost } }
  compliance(asOf: $asOf, first: 100, orderBy: { field: SCORE, direction: ASC }) { totalCount nodes {
    school { code } status score { numerator denominator } readyDeclared readyVerified daysLate lastUpdateAt asOf evaluatedAt
    lines { rule state inForce numerator denominator pointsLost due daysLate doneLate missing } risks { cause rule since until } } }
  r09: unmetRequirements(rule: "R09", asOf: $asOf) { school { code } state daysLate }
  r13: unmetRequirements(rule: "R13", asOf: $asOf) { school { code } numerator denominator daysLate missing }
  timeline(asOf: $asOf) { asOf tasks { id state version startedAt doneAt isOverdue daysOverdue warnings { code } extensions { rule after } } }
  trainingCompletion(asOf: $asOf) { schools schoolsUnreported total { numerator denominator } byGroup { group people trained } }
  recordProgress(schoolYear: "2023-2024", asOf: $asOf) { eligible deferred unreported accepted { numerator denominator } byState { state count } }
  signatureCoverage(to: $to, interval: WEEK) { at managers { numerator denominator } teachers { numerator denominator } }
}`;

const officer = person('district_officer');
let hub: TestHub;
let shown: { at: string; data: unknown }[];

beforeAll(async () => {
  hub = await openTestHub({ start: SEASON_START });
  shown = await playAndLook();
}, 300_000);
afterAll(() => hub.close());

/** Numbers from 0 to 1, the same every time: a failure can be played again. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** A season in which every school stops at a random point of its way. */
function randomSeason(random: () => number): Action[] {
  const plan = readPlan();
  const template = readTemplate();
  const scope = { schoolYear: plan.schoolYear, grades: plan.scopeGrades[plan.schoolYear] ?? [] };
  const schools = new Map(readSchools().schools.map((school) => [school.code, school]));
  const byTime = (actions: Action[]) => actions.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const doings = profiles.flatMap((profile) => {
    const school = schools.get(profile.code)!;
    const all = byTime([
      ...preparation(school, profile, template),
      ...recordProgress(school, profile, scope),
    ]);
    return all.slice(0, Math.ceil(all.length * (0.3 + 0.7 * random())));
  });
  return byTime([...districtDoings(profiles), ...doings]);
}

async function playAndLook(): Promise<{ at: string; data: unknown }[]> {
  const random = dice(SEED);
  const actions = randomSeason(random);
  const gaps = actions.flatMap(({ at }, index) => {
    const next = actions[index + 1]?.at.getTime() ?? Number.POSITIVE_INFINITY;
    return next - at.getTime() >= 60_000 ? [index] : [];
  });
  const looks = new Set<number>();
  while (looks.size < INSTANTS) looks.add(gaps[Math.floor(random() * gaps.length)]!);
  const seen: { at: string; data: unknown }[] = [];
  for (const [index, action] of actions.entries()) {
    // Rooms ask what the others' events have told them: a new day begins with everything taken.
    if (actions[index - 1]?.at.toDateString() !== action.at.toDateString()) await hub.host.settle();
    hub.clock.set(action.at);
    const session = hub.host.openSession(action.actor);
    await action.run(session);
    await session.end();
    if (!looks.has(index)) continue;
    hub.clock.advance(30_000);
    await allTaken();
    const at = hub.clock.now().toISOString();
    seen.push({ at, data: await look(null, at) });
  }
  return seen;
}

/** Every event is taken, and every deadline that passed by now is evaluated. */
async function allTaken(): Promise<void> {
  await hub.host.settle();
  for (const { onIdle } of allConsumers) await onIdle?.(hub.host.openSession);
  await hub.host.settle();
}

async function look(asOf: string | null, to: string): Promise<unknown> {
  const { data, errors } = await hub.send(officer, SNAPSHOT, { asOf, to });
  expect(errors).toBeUndefined();
  return data;
}

describe('history', () => {
  test('at twenty past instants of a random season gives what was shown then, in every oversight query', async () => {
    hub.clock.set(new Date('2024-07-31T12:00:00+07:00'));
    await allTaken();
    expect(shown).toHaveLength(INSTANTS);
    for (const { at, data } of shown) expect(await look(at, at), at).toEqual(data);
  });

  test('compared between two of these instants has the totals that were shown at both', async () => {
    const [first, last] = [shown[0]!, shown.at(-1)!] as unknown as {
      at: string;
      data: { districtOverview: { counts: object } };
    }[];
    const { data } = await hub.send(
      officer,
      'query($from: DateTime!, $to: DateTime) { compareSnapshots(from: $from, to: $to) { before { counts { status count } } after { counts { status count } } schools { school { code name } statusBefore statusAfter rulesGained } } }',
      { from: first!.at, to: last!.at },
    );
    expect(data.compareSnapshots).toMatchObject({
      before: { counts: first!.data.districtOverview.counts },
      after: { counts: last!.data.districtOverview.counts },
    });
    expect(data.compareSnapshots.schools.length).toBeGreaterThan(5);
  });

  test('stands in a log whose chain is whole', async () => {
    const connection = await hub.host.database.openLogConnection();
    expect(await verifyChain(connection)).toMatchObject({ isWhole: true, from: 1 });
    await connection.close();
  });
});
