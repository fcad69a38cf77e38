import type { VerifiedToken } from '../../shared/auth/tokens.js';
import type { Logger } from '../../shared/log.js';
import type { Accounts, SignedIn } from './accounts.js';
import { EXPIRED, type Holder } from './expiry.js';

/** How often open sockets and streams are looked after: well within the minute in which a sign-out has to reach them. */
export const WATCH_MS = 20_000;

/** Ends what is open for people who have signed out, here or at another gateway, for what was withdrawn, and for what is over by a clock that was set. */
export class Watch {
  readonly #held = new Map<Holder, VerifiedToken>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly accounts: Accounts | null,
    private readonly log: Logger,
  ) {}

  /** Looks after a socket or stream until `release`; it expires once its right to be open has gone. */
  hold(identity: VerifiedToken, holder: Holder): void {
    this.#held.set(holder, identity);
  }

  release(holder: Holder): void {
    this.#held.delete(holder);
  }

  /** Looks once; what a database that does not answer cannot say stays open until it can. */
  async look(): Promise<void> {
    const sessions = new Set([...this.#held.values()].filter(isSignedIn).map(({ session }) => session));
    const standing = (await this.accounts?.standing([...sessions])) ?? new Set();
    for (const [holder, identity] of this.#held) {
      // What was opened while the look was under way is the next one's.
      const hasSignedOut =
        isSignedIn(identity) && sessions.has(identity.session) && !standing.has(identity.session);
      const isWithdrawn = this.accounts?.withdrawals.has(identity) === true;
      // A timer ends it at its time; one that was set before the clock was set forward comes too late.
      const isOver = identity.expiresAt.getTime() <= Date.now();
      if (!hasSignedOut && !isWithdrawn && !isOver) continue;
      this.#held.delete(holder);
      holder.expire(hasSignedOut ? 'the session has ended' : isWithdrawn ? 'it was withdrawn' : EXPIRED);
    }
  }

  /** Looks every `WATCH_MS` until `stop`. */
  start(): void {
    this.#timer = setInterval(() => {
      this.look().catch((error: unknown) =>
        this.log.error({ err: error }, 'open sockets were not looked after'),
      );
    }, WATCH_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

function isSignedIn(identity: VerifiedToken): identity is SignedIn {
  return 'session' in identity;
}
