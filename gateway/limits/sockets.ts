import { LimitExceeded } from '../../shared/errors.js';
import type { LiveLimits } from '../../shared/limits.js';

/** Counts open sockets and streams, in total and by who holds them. */
export class SocketCount {
  #all = 0;
  readonly #byActor = new Map<string, number>();

  constructor(private readonly limits: LiveLimits) {}

  /** Takes a place for that subject; throws LIMIT_EXCEEDED where there is none. */
  take(subject: string): void {
    const own = this.#byActor.get(subject) ?? 0;
    if (this.#all >= this.limits.sockets)
      throw new LimitExceeded({ limit: 'sockets', value: this.limits.sockets });
    if (own >= this.limits.socketsPerActor) {
      throw new LimitExceeded({ limit: 'socketsPerActor', value: this.limits.socketsPerActor });
    }
    this.#all += 1;
    this.#byActor.set(subject, own + 1);
  }

  /** Gives back a place that was taken; the caller sees to it that this happens once. */
  giveBack(subject: string): void {
    this.#all -= 1;
    const left = (this.#byActor.get(subject) ?? 1) - 1;
    if (left === 0) this.#byActor.delete(subject);
    else this.#byActor.set(subject, left);
  }
}
