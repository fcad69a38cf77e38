/**
 * The same events, each executed on a snapshot of its own: what was read for one is given back before the next is executed, which has
 * to see its own write, but not before the first is handed on. A snapshot whose connection was lost is gone as well.
 *
 * Not a generator: one that waits for its next event does not hear that its reader has gone.
 */
export function onSnapshotsOfTheirOwn<Event>(
  source: AsyncIterable<Event>,
  release: () => Promise<void>,
): AsyncIterableIterator<Event> {
  const events = source[Symbol.asyncIterator]();
  const giveBack = (): Promise<void> => release().catch(() => undefined);
  let given = Promise.resolve();
  const iterator: AsyncIterableIterator<Event> = {
    [Symbol.asyncIterator]: () => iterator,
    next: async () => {
      await given;
      const step = await events.next();
      given = giveBack();
      return step;
    },
    return: async () => {
      await events.return?.();
      await giveBack();
      return { done: true, value: undefined };
    },
  };
  return iterator;
}
