import { deserialize, serialize } from 'node:v8';

import type { EntityManager } from '@mikro-orm/sql';

import { BadUserInput } from '../shared/errors.js';
import type { Idempotency } from '../shared/idempotency.js';

/** How long a key is known: longer than any client retries. */
const KEPT = '1 day';

interface Known {
  digest: string;
  result: string | null;
}

/**
 * The writes of one operation that came with an idempotency key (db/decisions/0005). What a write gives is kept in its own
 * transaction, so that it is done and known, or neither; sent again it gives the same and does nothing.
 */
export class OnceOnly {
  #done = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly subject: string,
    private readonly idempotency: Idempotency,
  ) {}

  /** One write after the other: the n-th of an operation is known by its number. */
  async inTurn<Result>(write: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(write);
    this.#last = turn.catch(() => undefined);
    const result = await turn;
    this.#done += 1;
    return result;
  }

  /** What `work` gives, or gave when the key was first sent; BAD_USER_INPUT where that was with another operation. */
  async run<Result>(em: EntityManager, work: (em: EntityManager) => Promise<Result>): Promise<Result> {
    const row = [this.subject, this.idempotency.key, `${this.idempotency.part}#${this.#done}`];
    const known = await this.#claim(em, row);
    if (known !== null) return deserialize(Buffer.from(known.result ?? '', 'base64')) as Result;
    const result = await work(em);
    await em.execute('update events.once_written set result = ? where subject = ? and key = ? and part = ?', [
      serialize(result).toString('base64'),
      ...row,
    ]);
    return result;
  }

  /** Null where the write is this transaction's to do: whoever sent the same key meanwhile waits for it. */
  async #claim(em: EntityManager, row: readonly string[]): Promise<Known | null> {
    const [subject, key] = row;
    const { digest } = this.idempotency;
    await em.execute(
      `delete from events.once_written where subject = ? and at < now() - interval '${KEPT}'`,
      [subject],
    );
    await em.execute(
      `insert into events.once_written (subject, key, part, digest, at) values (?, ?, ?, ?, now())
         on conflict (subject, key, part) do nothing`,
      [...row, digest],
    );
    const known = await em.execute<(Known & { part: string })[]>(
      'select part, digest, result from events.once_written where subject = ? and key = ?',
      [subject, key],
    );
    if (known.some((other) => other.digest !== digest)) {
      throw new BadUserInput({
        field: 'Idempotency-Key',
        expected: 'a key of its own for each operation',
        fix: 'This one was sent with another operation within the last day.',
      });
    }
    const own = known.find(({ part }) => part === row[2]);
    return own?.result == null ? null : own;
  }
}
