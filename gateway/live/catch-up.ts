import type { ExecutionResult } from '@graphql-tools/utils';

import { toLiveEvent } from './event.js';
import type { Group } from './group.js';
import type { Member } from './member.js';

export interface CatchUpOptions {
  readonly rootKey: string;
  readonly group: Group;
  /** The subscriber's own stream from behind `position` up to `until`. */
  readonly open: (range: {
    position: number;
    until: number;
  }) => Promise<AsyncIterable<ExecutionResult> | ExecutionResult>;
  /** The result that tells the subscriber why its stream failed. */
  readonly failure: (error: unknown) => ExecutionResult;
}

/** What happened between a subscriber's cursor and its group's present, in rounds, until what waited behind it is whole. */
export class CatchUp {
  #round: AsyncIterator<ExecutionResult> | undefined;

  constructor(private readonly options: CatchUpOptions) {}

  /** Starts a round behind that position; a refusal comes back as a result. */
  async begin(position: number): Promise<ExecutionResult | undefined> {
    const { group, open } = this.options;
    const stream = await open({ position, until: group.position });
    if (!(Symbol.asyncIterator in stream)) return stream;
    this.#round = stream[Symbol.asyncIterator]();
    return undefined;
  }

  /** Gives the member everything that it missed, at its reader's pace, and makes it live. */
  async run(member: Member): Promise<void> {
    const { rootKey, failure } = this.options;
    const fail = (result: ExecutionResult): void => {
      member.give(toLiveEvent(result, rootKey));
      void member.return();
    };
    try {
      do {
        await this.#playRound(member);
        if (member.goLive()) return;
        const refused = await this.begin(member.position);
        if (refused !== undefined) return fail(refused);
      } while (this.#round !== undefined);
    } catch (error) {
      fail(failure(error));
    }
  }

  /** Stops reading; the member is gone. */
  async end(): Promise<void> {
    const round = this.#round;
    this.#round = undefined;
    await round?.return?.();
  }

  async #playRound(member: Member): Promise<void> {
    for (let round = this.#round; round !== undefined; round = this.#round) {
      const step = await round.next();
      if (step.done === true || this.#round === undefined) return;
      // It left while this round was being opened.
      if (member.isGone) return this.end();
      const event = toLiveEvent(step.value, this.options.rootKey);
      member.give(event);
      // A failure that is no event ends it, as it ends a group.
      if (event.position === null) return void member.return();
      await member.room();
    }
  }
}
