import type { WebSocket as ProtocolSocket } from 'graphql-ws';
import { WebSocket } from 'ws';

import type { LiveEvent } from '../live/event.js';
import type { Member } from '../live/member.js';

/** Payloads are bytes of UTF-8 already, and too small to be worth deflating. */
const AS_TEXT = { binary: false, compress: false };

/**
 * One socket between graphql-ws, which speaks the protocol over it, and the subscribers behind it, whose events are written past
 * graphql-ws (gateway/decisions/0006). What it holds is paid for ten thousand times.
 */
export class Connection implements ProtocolSocket {
  /** Whether anything came since the last ping. */
  isAlive = true;
  #receive: ((text: string) => Promise<void>) | undefined;
  /** Members whose events wait until the reader has taken what was written before; null while there are none. */
  #behind: Set<Member> | null = null;

  constructor(
    private readonly socket: WebSocket,
    private readonly onFault: (error: unknown) => void,
  ) {}

  get protocol(): string {
    return this.socket.protocol;
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** Resolves once the reader has taken it, so that answers to queries do not pile up either. */
  send(text: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    // An error here is that of a socket that closes, which its subscribers are told of anyway.
    if (this.isOpen) this.socket.send(text, () => resolve());
    else resolve();
    return promise;
  }

  close(code?: number, reason?: string): void {
    this.socket.close(code, reason);
  }

  onMessage(receive: (text: string) => Promise<void>): void {
    this.#receive = receive;
  }

  /** A message of the client, for graphql-ws. */
  receive(text: string): void {
    this.#receive?.(text).catch(this.onFault);
  }

  /** Pings a client that has shown life since the last time, and lets go of one that has not. */
  ping(): void {
    if (!this.isOpen) return;
    if (this.isAlive) {
      this.isAlive = false;
      this.socket.ping();
    } else {
      this.socket.terminate();
    }
  }

  /** Writes an event of the subscription so named; false where the reader is behind, until `drained` of the member is called. */
  write(id: string, event: LiveEvent, member: Member): boolean {
    if (!this.isOpen) return true;
    const message = event.message(`{"id":${id},"type":"next","payload":`, '}');
    if (this.socket.bufferedAmount === 0) {
      this.socket.send(message, AS_TEXT);
      return true;
    }
    this.socket.send(message, AS_TEXT, this.#behind === null ? () => this.#drained() : undefined);
    (this.#behind ??= new Set()).add(member);
    return false;
  }

  /** The reader took what was written when it fell behind. */
  #drained(): void {
    const waiting = this.#behind;
    this.#behind = null;
    for (const member of waiting ?? []) member.drained();
  }
}
