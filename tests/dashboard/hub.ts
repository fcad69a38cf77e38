import type { Role } from '../../shared/actor.js';

/** A running hub that the page is tested against: a fake one that a test can break, or the real one. */
export interface Hub {
  readonly url: string;
  /** The cookie of a browser that is signed in as that role, as a browser sends it. */
  cookie(role: Role, schools?: readonly string[]): Promise<string>;
  /** A token for a role, as `npm run token` prints it. */
  token(role: Role, schools?: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}
