import type { LogConnection } from './connection.js';

/** A connection for questions now and then. */
export type Asking = Pick<LogConnection, 'query' | 'close'>;

/** Opens one that is made anew for the next question after it was lost; the question that finds it lost fails. */
export async function openAsking(connect: () => Promise<LogConnection>): Promise<Asking> {
  let current: Promise<LogConnection> | null = Promise.resolve(await connect());
  return {
    query: async (text, values) => {
      const asked = (current ??= connect());
      try {
        return await (await asked).query(text, values);
      } catch (error) {
        // Also after a fault of the question's own: a connection more costs less than one that answers nothing for good.
        if (current === asked) {
          current = null;
          asked.then((lost) => lost.close()).catch(() => undefined);
        }
        throw error;
      }
    },
    close: async () => {
      const open = current;
      current = null;
      await (await open?.catch(() => null))?.close();
    },
  };
}
