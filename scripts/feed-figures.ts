import { randomUUID } from 'node:crypto';

import { hubActor } from '../shared/actor.js';
import { signRequest } from '../shared/auth/signed-request.js';
import type { SubgraphName } from '../shared/subgraph/names.js';
import type { HttpDoor } from '../shared/subgraph/serve.js';
import type { Host } from './host.js';

const PATH = '/feed';
const TIMEOUT_MS = 2000;

/** How events reach a process that runs apart: its position, and how many came by the bus and from PostgreSQL since it started. */
export interface FeedFigures {
  readonly position: number;
  readonly byBus: number;
  readonly fromLog: number;
  /** Null where the process has no bus. */
  readonly eventBus: string | null;
}

/** The door of a subgraph process at which the gateway learns how events arrive there. */
export function feedDoor({ feed, eventBus }: Pick<Host, 'feed' | 'eventBus'>): Record<string, HttpDoor> {
  return {
    [PATH]: async (_request, response) => {
      const { bus, log } = feed.sources();
      const figures: FeedFigures = {
        position: feed.head(),
        byBus: bus,
        fromLog: log,
        eventBus: eventBus(),
      };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(figures));
    },
  };
}

/** Asks a subgraph process how events arrive there, by a signed request; null where it does not answer. */
export async function askFeed({
  name,
  url,
  keys,
}: {
  name: SubgraphName;
  url: string;
  keys: readonly string[];
}): Promise<FeedFigures | null> {
  const target = new URL(PATH, url).href;
  const headers = await signRequest({
    subgraph: name,
    keys,
    actor: hubActor,
    requestId: randomUUID(),
    until: null,
    method: 'GET',
    url: target,
    body: '',
  });
  const response = await fetch(target, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    () => null,
  );
  return response?.ok === true ? ((await response.json()) as FeedFigures) : null;
}

/** What subgraphs that run apart say of the bus: the first that does not get its events from it, else `ok`; null where none has a bus. */
export async function remoteBus(subgraphs: readonly Parameters<typeof askFeed>[0][]): Promise<string | null> {
  const figures = await Promise.all(subgraphs.map((subgraph) => askFeed(subgraph)));
  const told = figures.flatMap((figure) => figure?.eventBus ?? []);
  return told.find((state) => state !== 'ok') ?? told[0] ?? null;
}
