import { readFileSync } from 'node:fs';

import { hubActor } from '../../shared/actor.js';
import { appendEvents } from '../../shared/events/append.js';
import type { AnyHubEvent, EventData, EventType, NewEvent } from '../../shared/events/contracts.js';
import { loadPlan, rollout, rolloutConsumers } from '../../subgraphs/rollout/index.js';
import { readPastCompliance } from '../../subgraphs/rollout/rows/compliance.js';
import { revive } from '../../subgraphs/rollout/stored.js';
import { local } from '../support/compliance-plan.js';
import { actorOf, openWorkbench, type Workbench } from '../support/subgraph.js';

export const definition = rollout as never;
export const complianceConsumer = rolloutConsumers[0]!;

export const officer = actorOf('district_officer');
export const head = actorOf('district_head');
export const cityViewer = actorOf('city_viewer');
export const inspectorOf = (...schools: string[]) => actorOf('inspector', schools);
export const principalOf = (school: string) => actorOf('principal', [school]);
export const adminOf = (school: string) => actorOf('school_admin', [school]);
export const providerOf = (...schools: string[]) => actorOf('provider', schools);
export const toolOf = (...schools: string[]) => actorOf('reporting_tool', schools);

export function planFile(): Record<string, never> {
  return JSON.parse(
    readFileSync(new URL('../../db/seed/data/plan-hai-an-2024.json', import.meta.url), 'utf8'),
  ) as never;
}

/** The items of the published checklist, with the duties that the tests of the engine name. */
export function checklistFile(): { items: object[]; duties: string[] } {
  const template = JSON.parse(
    readFileSync(new URL('../../db/seed/data/checklist-2024.json', import.meta.url), 'utf8'),
  ) as { items: object[] };
  return { items: template.items, duties: ['HEAD', 'SYSTEM', 'SIGNING'] };
}

/** A bench on 1 April 2024 with the district's plan loaded and its compliance kept. */
export async function openRollout(start = '2024-04-01 08:00'): Promise<Workbench> {
  const bench = await openWorkbench(local(start));
  await loadPlan(bench.openSession(hubActor), planFile(), checklistFile());
  bench.consume(complianceConsumer);
  return bench;
}

/** Writes events of other rooms at their instants, the clock going with them. */
export async function happen(bench: Workbench, events: readonly AnyHubEvent[]): Promise<void> {
  for (const { type, school, at, data } of events) {
    bench.clock.set(at);
    const event = { type, school, data } as NewEvent;
    await bench.openSession(hubActor).write((em) => appendEvents(em, hubActor, at, [event]));
  }
}

/** Sets the clock, and lets everything be taken and evaluated that is due by then. */
export async function until(bench: Workbench, instant: string | Date): Promise<void> {
  bench.clock.set(typeof instant === 'string' ? local(instant) : instant);
  await bench.settle();
  await complianceConsumer.onIdle?.(bench.openSession);
  await bench.settle();
}

export function registeredAs(
  code: string,
  at: string | Date,
  changes: Partial<EventData['schools.schoolRegistered']> = {},
): AnyHubEvent {
  const instant = typeof at === 'string' ? local(at) : at;
  const data = {
    name: `TH Mẫu ${code.slice(-2)}`,
    kind: 'PRIMARY',
    ownership: 'PUBLIC',
    ward: 'cat-bi',
    status: 'ACTIVE',
    hasPrimary: true,
    isSynthetic: true,
    ...changes,
  };
  return { type: 'schools.schoolRegistered', school: code, at: instant, data } as never;
}

/** The same events as another school's. */
export function of(code: string, events: readonly AnyHubEvent[]): AnyHubEvent[] {
  return events.map((event) => ({ ...event, school: code }));
}

/** Every numbered event, or those of one type. */
export async function logOf(bench: Workbench, type?: EventType): Promise<AnyHubEvent[]> {
  const all: AnyHubEvent[] = [];
  for (;;) {
    const batch = await bench.feed.readAfter(all.at(-1)?.position ?? 0, 1000);
    if (batch.length === 0) break;
    all.push(...batch);
  }
  return type === undefined ? all : all.filter((event) => event.type === type);
}

/** The code of the refusal, or null where it went through. */
export function codeOf(result: {
  errors?: readonly { extensions: Record<string, unknown> }[] | undefined;
}): unknown {
  return result.errors?.[0]?.extensions['code'] ?? null;
}

export type Payload = Record<string, unknown> & { cursor: string };

/** The next so many payloads of a subscription, which is let go of afterwards. */
export async function take(stream: AsyncGenerator, count: number): Promise<Payload[]> {
  const taken: Payload[] = [];
  while (taken.length < count) {
    const { value } = (await stream.next()) as {
      value: { data: Record<string, Payload> | null; errors?: unknown };
    };
    if (value.errors !== undefined || value.data === null)
      throw new AggregateError([value.errors], 'an event failed');
    taken.push(...Object.values(value.data));
  }
  await stream.return(undefined);
  return taken;
}

/** Evaluations as history keeps them: each wish its school’s at its instant, null before there was any. */
export async function fromHistory(
  bench: Workbench,
  wishes: readonly { school: string; at: Date }[],
): Promise<(object | null)[]> {
  const session = bench.openSession(hubActor);
  try {
    const asked = wishes.map(({ school, at }) => ({ school, at: at.toISOString() }));
    const rows = await session.read('test', (db) => readPastCompliance(db, asked));
    const byPlace = new Map(rows.map((row) => [row.n, revive(row.result)]));
    return wishes.map((_, index) => byPlace.get(index + 1) ?? null);
  } finally {
    await session.end();
  }
}
