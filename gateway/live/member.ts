import type { LiveEvent } from './event.js';

/** What one subscriber may have waiting before it counts as too slow. */
export interface Bounds {
  readonly events: number;
  readonly bytes: number;
}

/** Where a subscriber's events go: one subscription of a socket, or an event stream. */
export interface Sink {
  /** Writes an event. False where the reader has not taken what came before: then `drained` of the member is due once it has. */
  write(event: LiveEvent, member: Member): boolean;
  /** The reader fell behind its bounds: it has all up to that position and nothing after. */
  tooSlow(position: number): void;
  /** Told once when the subscription is over, whoever ended it. */
  closed(): void;
}

/** What waits for slow readers altogether, for the metrics. */
export interface Backlog {
  bytes: number;
}

/** What a member asks of the group that it is in. */
export interface Membership {
  readonly bounds: Bounds;
  readonly backlog: Backlog;
  leave(member: Member): void;
}

/** How a member comes to where its group is. */
export interface Approach {
  run(member: Member): Promise<void>;
  end(): Promise<void>;
}

const OVER: IteratorResult<never> = { done: true, value: undefined };

/**
 * One subscriber. Events go straight into its sink; they queue here only while it catches up and while its reader is behind. While
 * it catches up, what does not fit is not lost but caught up with in another round. Once it is live, a full queue means that its
 * reader is too slow, and it is let go with its last position.
 *
 * For the door's library it is an iterator that never yields and ends with the subscription (gateway/decisions/0006).
 */
export class Member implements AsyncIterableIterator<never> {
  /** The last position handed to the sink, or where it began. */
  position: number;
  #state: 'waiting' | 'live' | 'ending' | 'over' = 'waiting';
  #isBlocked = false;
  #hasMissed = false;
  /** Null while nothing waits, which is nearly always: an array each would be paid for by every subscriber. */
  #waiting: LiveEvent[] | null = null;
  #bytes = 0;
  #catchUp: Approach | null;
  #onRoom: (() => void) | undefined;
  #onOver: ((result: IteratorResult<never>) => void) | undefined;

  constructor(
    position: number,
    private readonly group: Membership,
    private readonly sink: Sink,
    catchUp: Approach | null,
  ) {
    this.position = position;
    this.#catchUp = catchUp;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Whether no further event will come from its group, or its reader has gone. */
  get isEnded(): boolean {
    return this.#state === 'ending' || this.#state === 'over';
  }

  /** Whether its reader has gone. */
  get isGone(): boolean {
    return this.#state === 'over';
  }

  /** An event of the group. */
  push(event: LiveEvent): void {
    if (this.isEnded || this.#hasMissed) return;
    if (this.#state === 'live' && !this.#isBlocked) this.give(event);
    else this.#queue(event);
  }

  /** Hands an event to the reader, whether or not it has room; one that it has already seen is left out. */
  give(event: LiveEvent): void {
    if (this.#state === 'over') return;
    if (event.position !== null) {
      if (event.position <= this.position) return;
      this.position = event.position;
    }
    this.#isBlocked = !this.sink.write(event, this);
  }

  /** Resolves once the reader has taken what it was given, or has gone. */
  async room(): Promise<void> {
    if (!this.#isBlocked || this.#state === 'over') return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onRoom = resolve;
    await promise;
    this.#onRoom = undefined;
  }

  /** The sink takes events again. */
  drained(): void {
    this.#isBlocked = false;
    this.#onRoom?.();
    if (this.#state !== 'waiting') this.#flush();
  }

  /** After a round of catching up: whether what waited is whole, so that the reader may go live; else another round is due. */
  goLive(): boolean {
    if (this.#hasMissed && this.#state !== 'over') {
      this.#hasMissed = false;
      return false;
    }
    this.#catchUp = null;
    if (this.#state === 'waiting') this.#state = 'live';
    this.#flush();
    return true;
  }

  /** No more events come; what waits is still given out. */
  end(): void {
    if (this.#state === 'over') return;
    this.#state = 'ending';
    if (this.#catchUp === null && this.#waiting === null) this.#finish();
  }

  /** The library asks for what it never gets: from now on its reader can be written to. */
  next(): Promise<IteratorResult<never>> {
    if (this.#state === 'over') return Promise.resolve(OVER);
    const over = new Promise<IteratorResult<never>>((resolve) => {
      this.#onOver = resolve;
    });
    if (this.#catchUp === null) this.goLive();
    else void this.#catchUp.run(this);
    return over;
  }

  /** The reader has gone. */
  async return(): Promise<IteratorResult<never>> {
    const catchUp = this.#catchUp;
    this.#finish();
    await catchUp?.end();
    return OVER;
  }

  /** Nobody throws into it, but graphql-sse ends only an iterator that has this. */
  async throw(error: unknown): Promise<IteratorResult<never>> {
    await this.return();
    throw error;
  }

  #queue(event: LiveEvent): void {
    const size = event.payload.length;
    const { bounds } = this.group;
    const isFull =
      this.#waiting !== null && (this.#waiting.length >= bounds.events || this.#bytes + size > bounds.bytes);
    if (!isFull) {
      (this.#waiting ??= []).push(event);
      this.#count(size);
      return;
    }
    this.#forget();
    if (this.#state === 'live') {
      this.sink.tooSlow(this.position);
      this.#finish();
    } else {
      this.#hasMissed = true;
    }
  }

  #flush(): void {
    while (!this.#isBlocked && this.#waiting !== null) {
      const event = this.#waiting.shift();
      if (event === undefined) {
        this.#waiting = null;
      } else {
        this.#count(-event.payload.length);
        this.give(event);
      }
    }
    if (this.#state === 'ending' && this.#catchUp === null && this.#waiting === null) this.#finish();
  }

  #finish(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#catchUp = null;
    this.#forget();
    this.group.leave(this);
    this.#onRoom?.();
    this.#onOver?.(OVER);
    this.sink.closed();
  }

  #forget(): void {
    this.#waiting = null;
    this.#count(-this.#bytes);
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    this.group.backlog.bytes += bytes;
  }
}
