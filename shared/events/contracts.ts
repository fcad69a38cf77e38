import type { ReadinessEvents } from './contracts/readiness.js';
import type { RecordsEvents } from './contracts/records.js';
import type { RolloutEvents } from './contracts/rollout.js';
import type { SchoolsEvents } from './contracts/schools.js';
import type { TrainingEvents } from './contracts/training.js';

export * from './contracts/schools.js';
export * from './contracts/readiness.js';
export * from './contracts/training.js';
export * from './contracts/records.js';
export * from './contracts/rollout.js';

/**
 * What the subgraphs tell each other: each event is one fact, written in the transaction of the rows that it is about.
 * Names are `<subgraph>.<past tense>`. Fields are added, never renamed or removed: old events are read for ever.
 */
export interface EventData
  extends SchoolsEvents, ReadinessEvents, TrainingEvents, RecordsEvents, RolloutEvents {}

export type EventType = keyof EventData;

/** An event as it is read back from the log, in the order of `position`. */
export interface HubEvent<Type extends EventType = EventType> {
  readonly position: number;
  readonly id: string;
  readonly type: Type;
  /** The school it is about; null for the district's own doings. */
  readonly school: string | null;
  /** When it happened by the domain's clock. */
  readonly at: Date;
  /** When it was written, by the database's real time: what delivery is measured from. */
  readonly recordedAt: Date;
  readonly actor: { readonly subject: string; readonly role: string };
  readonly data: EventData[Type];
}

/** Events of those types, as a union that narrows on `type`. */
export type EventOf<Types extends EventType> = { [Type in Types]: HubEvent<Type> }[Types];

/** Any event, as a union that narrows on `type`. */
export type AnyHubEvent = EventOf<EventType>;

/** An event before it has a position: what a service hands to `appendEvent`. */
export interface NewEvent<Type extends EventType = EventType> {
  readonly type: Type;
  readonly school: string | null;
  readonly data: EventData[Type];
}
