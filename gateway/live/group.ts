import { setImmediate as giveWay } from 'node:timers/promises';

import type { ExecutionResult } from '@graphql-tools/utils';

import { toLiveEvent, type LiveEvent } from './event.js';
import type { Backlog, Bounds, Member } from './member.js';

/** Starts the group's one subscription, from that position on. */
export type OpenSource = (position: number) => Promise<AsyncIterable<ExecutionResult> | ExecutionResult>;

/** After so many writes the process turns to whoever else waits: ten thousand sockets take longer than a request should wait. */
const AT_ONCE = 1000;

export interface GroupOptions {
  readonly rootKey: string;
  readonly bounds: Bounds;
  readonly backlog: Backlog;
  /** The result that tells members why the source failed. */
  readonly failure: (error: unknown) => ExecutionResult;
  readonly onClosed: () => void;
  /** An event was handed to all members. */
  readonly onDelivered: (position: number) => void;
}

/**
 * All subscribers who ask the same thing with the same rights: one source, one execution per event, one text. It ends with its
 * last member, and with its source; a failure that is no event is the last thing that it tells.
 */
export class Group {
  readonly bounds: Bounds;
  readonly backlog: Backlog;
  readonly #members = new Set<Member>();
  readonly #options: GroupOptions;
  #source: AsyncIterator<ExecutionResult> | undefined;
  /** Everything up to here has been given to those who were members then. */
  #position: number;
  #isClosed = false;

  constructor(position: number, options: GroupOptions) {
    this.#position = position;
    this.#options = options;
    this.bounds = options.bounds;
    this.backlog = options.backlog;
  }

  get position(): number {
    return this.#position;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Opens the source; a refusal comes back as the result that every member is to be told. */
  async open(openSource: OpenSource): Promise<ExecutionResult | undefined> {
    const source = await openSource(this.#position);
    if (!(Symbol.asyncIterator in source)) {
      this.close();
      return source;
    }
    this.#source = source[Symbol.asyncIterator]();
    if (this.#isClosed) await this.#source.return?.();
    else void this.#run(this.#source);
    return undefined;
  }

  join(member: Member): void {
    this.#members.add(member);
  }

  leave(member: Member): void {
    this.#members.delete(member);
    this.closeIfEmpty();
  }

  /** Ends what nobody listens to: also after its first subscriber was refused before it joined. */
  closeIfEmpty(): void {
    if (this.#members.size === 0) this.close();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#options.onClosed();
    for (const member of this.#members) member.end();
    void this.#source?.return?.();
  }

  async #run(source: AsyncIterator<ExecutionResult>): Promise<void> {
    try {
      let ahead = source.next();
      for (let step = await ahead; step.done !== true; step = await ahead) {
        const event = toLiveEvent(step.value, this.#options.rootKey);
        // The next event is read while this one is written out: the database works meanwhile.
        ahead = source.next();
        ahead.catch(() => undefined);
        await this.#tell(event);
        // Without a cursor nobody could say what came after: they come back with the last one that they have.
        if (event.position === null) return;
      }
    } catch (error) {
      await this.#tell(toLiveEvent(this.#options.failure(error), this.#options.rootKey));
    } finally {
      this.close();
    }
  }

  async #tell(event: LiveEvent): Promise<void> {
    if (event.position !== null) this.#position = event.position;
    let written = 0;
    // Whoever joins meanwhile begins behind this event, and leaves it out.
    for (const member of this.#members) {
      member.push(event);
      written += 1;
      if (written % AT_ONCE === 0) await giveWay();
    }
    if (event.position !== null) this.#options.onDelivered(event.position);
  }
}
