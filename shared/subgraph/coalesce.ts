import { Arg } from 'type-graphql';

import type { Later } from '../duration.js';
import { DurationScalar } from './scalars.js';

/** So many payloads at most wait for the end of a window; then it ends early. */
const MOST = 1000;

/** The argument of every subscription by which a caller asks for the last state of each school instead of every event. */
export function Coalesce(): ParameterDecorator {
  return Arg('coalesce', () => DurationScalar, {
    nullable: true,
    description:
      'Gộp thay đổi: of all events of a school within this span only the last one is given, when the span that its first one began has passed ' +
      '(of a task, where the event is about one). Resume with its cursor as ever. Every event when left out.',
  }) as ParameterDecorator;
}

/** What a payload is the state of; null for one that stands for itself. */
type KeyOf<Payload> = (payload: Payload) => string | null;

/**
 * The last payload of each key within each window, in the order of the source. A window begins with the first payload after the
 * one before it, and ends after `windowMs`, with the source, or when too many wait. Payloads without a key are all given.
 *
 * A payload left out is followed by one of its key that is given, so that whoever goes on behind any payload given here misses no
 * key's last state.
 */
export function coalesce<Payload>(
  source: AsyncIterable<Payload>,
  { windowMs, later, keyOf }: { windowMs: number; later: Later; keyOf: KeyOf<Payload> },
): AsyncIterableIterator<Payload> {
  const events = source[Symbol.asyncIterator]();
  let folded = new Map<string | symbol, Payload>();
  let ready: Payload[] = [];
  let isDue = false;
  let forget: (() => void) | null = null;
  let end: { readonly error?: unknown } | null = null;
  let wakeReader: (() => void) | undefined;
  let wakePump: (() => void) | undefined;

  const closeWindow = (): void => {
    isDue = true;
    forget?.();
    forget = null;
    wakeReader?.();
  };
  const fold = (payload: Payload): void => {
    const key = keyOf(payload) ?? Symbol('stands for itself');
    // Taken out first, so that it stands where its last payload does.
    folded.delete(key);
    folded.set(key, payload);
    if (folded.size >= MOST) closeWindow();
    else if (!isDue) forget ??= later(windowMs, closeWindow);
  };
  const pump = async (): Promise<void> => {
    try {
      for (let step = await events.next(); step.done !== true; step = await events.next()) {
        if (end !== null) return;
        fold(step.value);
        // Read no faster than they are taken.
        while (folded.size >= MOST && end === null) {
          const { promise, resolve } = Promise.withResolvers<void>();
          wakePump = resolve;
          await promise;
        }
      }
      end ??= {};
    } catch (error) {
      end ??= { error };
    }
    closeWindow();
  };
  const take = (): Payload | undefined => {
    if (ready.length === 0 && isDue && folded.size > 0) {
      ready = [...folded.values()];
      folded = new Map();
      isDue = end !== null;
      wakePump?.();
    }
    return ready.shift();
  };

  let isRunning = false;
  const iterator: AsyncIterableIterator<Payload> = {
    [Symbol.asyncIterator]: () => iterator,
    next: async () => {
      if (!isRunning) void pump();
      isRunning = true;
      for (;;) {
        const payload = take();
        if (payload !== undefined) return { done: false, value: payload };
        if (end !== null) {
          const { error } = end;
          end = {};
          if (error !== undefined) throw error;
          return { done: true, value: undefined };
        }
        const { promise, resolve } = Promise.withResolvers<void>();
        wakeReader = resolve;
        await promise;
      }
    },
    return: async () => {
      end = {};
      folded.clear();
      ready = [];
      closeWindow();
      wakePump?.();
      await events.return?.();
      return { done: true, value: undefined };
    },
  };
  return iterator;
}
