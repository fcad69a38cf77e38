/** The longest delay that a timer takes (24.8 days); beyond it Node fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** What is said of a token or session whose time is over. */
export const EXPIRED = 'the token has expired';

/** Whoever is let go when a token or session ends. */
export interface Holder {
  /** Its right to be open has gone, for the reason given. */
  expire(why: string): void;
}

/** Tells holders of tokens when these end; those that end at the same instant share a timer. */
export class Expiries {
  readonly #holders = new Map<number, { readonly holders: Set<Holder>; timer: NodeJS.Timeout }>();

  watch(expiresAt: Date, holder: Holder): void {
    const at = expiresAt.getTime();
    const known = this.#holders.get(at);
    if (known === undefined) this.#holders.set(at, { holders: new Set([holder]), timer: this.#arm(at) });
    else known.holders.add(holder);
  }

  forget(expiresAt: Date, holder: Holder): void {
    const at = expiresAt.getTime();
    const known = this.#holders.get(at);
    known?.holders.delete(holder);
    if (known?.holders.size !== 0) return;
    clearTimeout(known.timer);
    this.#holders.delete(at);
  }

  #arm(at: number): NodeJS.Timeout {
    const remainingMs = Math.min(Math.max(at - Date.now(), 0), MAX_TIMER_MS);
    return setTimeout(() => this.#check(at), remainingMs).unref();
  }

  #check(at: number): void {
    const known = this.#holders.get(at);
    if (known === undefined) return;
    if (Date.now() < at) {
      known.timer = this.#arm(at);
      return;
    }
    this.#holders.delete(at);
    for (const holder of known.holders) holder.expire(EXPIRED);
  }
}
