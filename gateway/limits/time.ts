import { LimitExceeded } from '../../shared/errors.js';

/**
 * What `work` gives, or LIMIT_EXCEEDED after `limitMs`. The work itself goes on: a mutation that was not awaited may still be
 * done, which its caller finds out by sending it again under the same idempotency key.
 */
export async function withinTime<Result>(limitMs: number, work: Promise<Result>): Promise<Result> {
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new LimitExceeded({ limit: 'operationMs', value: limitMs })),
    limitMs,
  );
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
