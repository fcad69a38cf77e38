import type { Connection } from './connection.js';

/** How often each socket is pinged; one that has not answered by the next time is gone. */
const EVERY_MS = 12_000;
/** In so many parts, one after the other: ten thousand pings at once would hold up every event behind them. */
const PARTS = 12;

/** One timer for all sockets, where the adapter that comes with graphql-ws has one each. */
export class KeepAlive {
  readonly #parts: readonly Set<Connection>[] = Array.from({ length: PARTS }, () => new Set());
  #turn = 0;
  readonly #timer = setInterval(() => this.#ping(), EVERY_MS / PARTS).unref();

  /** Keeps an eye on that connection until `forget`; its first ping comes after a whole round. */
  watch(connection: Connection): void {
    this.#parts[this.#turn]?.add(connection);
  }

  forget(connection: Connection): void {
    for (const part of this.#parts) if (part.delete(connection)) return;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #ping(): void {
    this.#turn = (this.#turn + 1) % PARTS;
    for (const connection of this.#parts[this.#turn] ?? []) connection.ping();
  }
}
