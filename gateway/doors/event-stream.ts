import type { Response } from 'express';

import type { Holder } from '../identity/expiry.js';
import type { LiveEvent } from '../live/event.js';
import type { Member, Sink } from '../live/member.js';
import type { Metrics } from '../metrics.js';

/**
 * One subscription by event stream. Events are written past graphql-sse, which has no place for an `id`: by it a client that
 * reconnects names its last event by itself (Last-Event-ID).
 */
export class EventStream implements Sink, Holder {
  /** What the client named as its last event. */
  readonly resumeAfter: string | undefined;
  /** What was written before graphql-sse had sent the response's head. */
  #early: Buffer[] = [];

  constructor(
    private readonly response: Response,
    lastEventId: string | string[] | undefined,
    private readonly metrics: Metrics,
  ) {
    this.resumeAfter = typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : undefined;
  }

  write(event: LiveEvent, member: Member): boolean {
    const id = event.cursor === null ? '' : `id: ${event.cursor}\n`;
    const message = event.message(`${id}event: next\ndata: `, '\n\n');
    if (!this.response.headersSent) {
      this.#early.push(message);
      setImmediate(() => this.#writeEarly(member));
      return false;
    }
    if (this.#write(message)) return true;
    this.response.once('drain', () => member.drained());
    return false;
  }

  tooSlow(): void {
    this.metrics.drops.inc({ reason: 'slow' });
    this.response.destroy();
  }

  closed(): void {}

  expire(): void {
    this.metrics.drops.inc({ reason: 'expired' });
    this.response.end();
  }

  #writeEarly(member: Member): void {
    const early = this.#early;
    this.#early = [];
    for (const message of early) this.#write(message);
    member.drained();
  }

  /** Whether the response takes more; one that has ended takes everything. */
  #write(message: Buffer): boolean {
    return this.response.writableEnded || this.response.destroyed || this.response.write(message);
  }
}
