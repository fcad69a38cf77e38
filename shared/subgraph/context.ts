import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { Later } from '../duration.js';
import type { Feed } from '../events/feed.js';
import type { Session } from '../session.js';

/** What a request brings to whichever subgraph it touches. Reaching for the actor or the session without a token is refused. */
export interface RequestBase {
  readonly requestId: string;
  readonly actor: Actor;
  readonly session: Session;
  readonly clock: Clock;
  readonly feed: Feed;
  /** Real time to come, by which events are folded. */
  readonly later: Later;
}

/** A request as one subgraph's resolvers see it, with that subgraph's loaders. */
export interface SubgraphContext<Loaders> extends RequestBase {
  readonly loaders: Loaders;
}
