import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import type { AnyHubEvent, HubEvent } from '../../shared/events/contracts.js';
import { evaluate } from '../../subgraphs/rollout/compliance/evaluate.js';
import { emptyFacts } from '../../subgraphs/rollout/compliance/facts.js';
import { foldEvent } from '../../subgraphs/rollout/compliance/fold.js';
import { loadPlan } from '../../subgraphs/rollout/index.js';
import { life, moment } from '../support/compliance-life.js';
import { local, plan } from '../support/compliance-plan.js';
import { openWorkbench, type Workbench } from '../support/subgraph.js';
import {
  checklistFile,
  complianceConsumer,
  fromHistory,
  happen,
  logOf,
  of,
  openRollout,
  planFile,
  until,
} from './bench.js';

const codes = Array.from({ length: 12 }, (_, index) => String(31306981 + index));
const END = local('2024-07-20 00:00');

/** Twelve random lives, woven into one season in the order of their instants. */
function season(seed: number): AnyHubEvent[] {
  const lives = fc.sample(life, { seed, numRuns: codes.length });
  return lives
    .flatMap((events, index) => of(codes[index]!, events))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** What the events up to an instant come to, folded and evaluated anew. */
function fromScratch(events: readonly AnyHubEvent[], code: string, at: Date): object | null {
  const own = events.filter((event) => event.school === code && event.at <= at);
  if (own.length === 0) return null;
  const facts = own.reduce((known, event) => foldEvent(known, event, plan), emptyFacts(code));
  const { nextTransition: _, ...evaluation } = evaluate(facts, plan, at);
  return evaluation;
}

/** Random instants, and the very instants of events and dues, where an off-by-one would show. */
function instants(seed: number, events: readonly AnyHubEvent[]): Date[] {
  const random = fc.sample(moment, { seed, numRuns: 20 });
  const exact = events.filter((_, index) => index % 37 === 0).map(({ at }) => at);
  const dues = plan.rules.flatMap(({ due }) => [due, new Date(due.getTime() + 1)]);
  return [...random, ...exact, ...dues, END];
}

/** Every school at every instant, as history keeps it and as it comes to anew. */
async function bothWays(
  bench: Workbench,
  events: readonly AnyHubEvent[],
  seed: number,
): Promise<{ kept: object; anew: object }> {
  const wishes = codes.flatMap((school) => instants(seed, events).map((at) => ({ school, at })));
  const kept = await fromHistory(bench, wishes);
  const labelled = (results: readonly (object | null)[]) =>
    Object.fromEntries(wishes.map(({ school, at }, n) => [`${school} at ${at.toISOString()}`, results[n]]));
  return {
    kept: labelled(kept),
    anew: labelled(wishes.map(({ school, at }) => fromScratch(events, school, at))),
  };
}

describe.each([1, 20240412])('a random season (seed %i)', (seed) => {
  const events = season(seed);
  let live: Workbench;
  beforeAll(async () => {
    live = await openRollout('2024-04-08 00:00');
    await happen(live, events);
    await until(live, END);
  });
  afterAll(() => live.close());

  test('kept live, is at any instant what its events up to then come to from scratch', async () => {
    const { kept, anew } = await bothWays(live, events, seed);
    expect(kept).toEqual(anew);
  });

  test('tells of changes as a chain: each begins with what the one before ended with, at the instant it was evaluated for', async () => {
    const changes = (await logOf(
      live,
      'rollout.complianceChanged',
    )) as HubEvent<'rollout.complianceChanged'>[];
    for (const code of codes) {
      const own = changes.filter(({ school }) => school === code);
      own.forEach(({ at, data }, index) => {
        expect(data.before).toEqual(own[index - 1]?.data.after ?? null);
        expect(at.getTime()).toBeGreaterThanOrEqual(own[index - 1]?.at.getTime() ?? 0);
      });
      const final = fromScratch(events, code, END) as { status: string; score: object };
      expect(own.at(-1)?.data.after).toMatchObject({ status: final.status, score: final.score });
    }
  });
});

describe('the same season', () => {
  const seed = 1;
  const events = season(seed);

  test('taken only at its end, in batches, comes to the same history', async () => {
    const late = await openWorkbench(local('2024-04-08 00:00'));
    try {
      await loadPlan(late.openSession(hubActor), planFile(), checklistFile());
      await happen(late, events);
      late.consume(complianceConsumer);
      await until(late, END);
      const { kept, anew } = await bothWays(late, events, seed);
      expect(kept).toEqual(anew);
    } finally {
      await late.close();
    }
  });

  test('whose plan is loaded only at its end, is scored from its beginning all the same', async () => {
    const planless = await openWorkbench(local('2024-04-08 00:00'));
    try {
      planless.consume(complianceConsumer);
      await happen(planless, events);
      await until(planless, END);
      await loadPlan(planless.openSession(hubActor), planFile(), checklistFile());
      await until(planless, END);
      const { kept, anew } = await bothWays(planless, events, seed);
      expect(kept).toEqual(anew);
      const told = await logOf(planless, 'rollout.complianceChanged');
      expect(told.map(({ school }) => school ?? '').toSorted((a, b) => (a < b ? -1 : 1))).toEqual(codes);
    } finally {
      await planless.close();
    }
  });
});
