import { BadUserInput, HubError } from '../shared/errors.js';
import { Shortage } from '../shared/shortage.js';

/** PostgreSQL codes that mean "the same transaction may succeed if it is run again". */
const RETRYABLE = new Set(['40001', '40P01']);

/** Whether running the transaction again may succeed: it lost against another one (serialisation, deadlock). */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(databaseCode(error) ?? '');
}

/**
 * Whether the connection broke: the server went away, or a pool gave out what the server had ended. PostgreSQL says so by its class 08
 * and its shutdowns, the driver by words alone.
 */
export function isConnectionLost(error: unknown): boolean {
  const code = databaseCode(error) ?? '';
  if (code.startsWith('08') || code.startsWith('57P') || code === 'ECONNRESET') return true;
  return /Connection terminated|connection error and is not queryable/.test(messageOf(error));
}

/** The one place where PostgreSQL's codes become the hub's words; what it does not know it hands on as it is. */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof HubError) return error;
  switch (databaseCode(error)) {
    case '23505':
      return causedBy(
        error,
        new BadUserInput({ field: constraintOf(error), expected: 'a value that is not yet taken' }),
      );
    case '22P02':
    case '22007':
    case '22008':
      return causedBy(
        error,
        new BadUserInput({
          field: 'input',
          expected: 'a value of the right form (a date, a number or an id is none)',
        }),
      );
    case '53100':
      return new Shortage('NO_ROOM', error);
    case '53000':
    case '53200':
    case '53300':
    case '53400':
      return new Shortage('OVERLOADED', error);
    default:
      return error;
  }
}

function databaseCode(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code: unknown = (current as { code?: unknown }).code;
    if (typeof code === 'string') return code;
  }
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

function constraintOf(error: unknown): string {
  const constraint: unknown = (error as { constraint?: unknown }).constraint;
  return typeof constraint === 'string' ? constraint : 'input';
}

function causedBy(cause: unknown, error: Error): Error {
  error.cause = cause;
  return error;
}
