import { onTestFinished } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { positionToCursor } from '../../shared/cursor.js';
import { logCommunication } from '../../subgraphs/readiness/index.js';
import { openTestDatabase } from './database.js';
import { openTestHub, type TestHub, type TestHubOptions } from './hub.js';
import { person } from './journeys.js';
import { asDoor, streamTo, untilFigure, type Door } from './live.js';
import { retireAll } from './months.js';

export const SCHOOL = '31306981';
export const OTHER = '31306982';

/** Every event that the caller may see. */
export const CHANGES = `subscription($after: Cursor) { changes(after: $after) { cursor id type school { code name } } }`;

export interface Change {
  readonly cursor: string;
  readonly id: string;
  readonly type: string;
  readonly school: { readonly code: string; readonly name: string } | null;
}

/** A hub whose log a test writes to, reads by query, and cuts. */
export interface LiveHub extends TestHub {
  /** The log's present end, when everything written is in it. */
  headCursor(): Promise<string>;
  /** What followed a cursor, as the officer's query gives it. */
  changesAfter(cursor: string): Promise<Change[]>;
  /** One event of the school, written by the service without a single read of a request. */
  tell(school?: string): Promise<void>;
  /** Lets the month turn and leave the log, as where nothing is kept longer; the last position that left. */
  forget(): Promise<number>;
  /** Waits until nobody subscribes, and nothing is executed for anybody. */
  quiet(): Promise<void>;
}

export async function openLiveHub(options: TestHubOptions = {}): Promise<LiveHub> {
  const database = options.database ?? (await openTestDatabase());
  const hub = await openTestHub({ ...options, database });
  let told = 0;
  return {
    ...hub,
    headCursor: async () => {
      await hub.host.settle();
      return positionToCursor(hub.host.feed.head());
    },
    changesAfter: async (after) => {
      const query = `query($after: Cursor) { changes(after: $after, first: 500) { nodes { cursor id type school { code name } } } }`;
      const { data } = await hub.send(person('district_officer'), query, { after });
      return data.changes.nodes;
    },
    tell: async (school = SCHOOL) => {
      told += 1;
      const session = hub.host.openSession(person('school_admin', [school]));
      const description = `Lần ${told}`;
      await logCommunication(session, { school, audiences: ['PARENTS'], heldOn: '2024-04-15', description });
    },
    forget: async () => {
      await hub.host.settle();
      await retireAll(database);
      return hub.host.feed.head();
    },
    quiet: async () => {
      await untilFigure(hub.url, 'hub_subscriptions', 0);
      await untilFigure(hub.url, 'hub_live_groups', 0);
    },
  };
}

export interface DoorKind {
  readonly door: string;
  readonly open: (hub: TestHub, actor: Actor) => Promise<Door>;
}

/** Both ways to subscribe. */
export const doors: readonly DoorKind[] = [
  { door: 'WebSocket', open: async (hub, actor) => asDoor(await hub.socket(actor)) },
  { door: 'event stream', open: async (hub, actor) => streamTo(hub.url, await hub.token(actor)) },
];

/** Opens a door that is closed when the test is over. */
export async function openDoor(hub: TestHub, actor: Actor, { open } = doors[0]!): Promise<Door> {
  const door = await open(hub, actor);
  onTestFinished(async () => door.dispose());
  return door;
}
