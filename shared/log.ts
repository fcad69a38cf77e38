import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/**
 * A JSON log to stderr that never carries a credential: tokens, cookies, keys and passwords are replaced wherever they stand,
 * by the name of their field at any depth and, within texts, by their form.
 */
export function createLog(
  level: string,
  name: string,
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  // The finished line, not each call's fields: errors, bindings and messages all pass here, whoever wrote them.
  const streamWrite = (line: string): string => `${JSON.stringify(redacted(JSON.parse(line)))}\n`;
  return pino({ name, level, hooks: { streamWrite } }, destination);
}

const REDACTED = '[redacted]';

/** Field names whose value is a credential, whatever its form. */
const CREDENTIAL =
  /^(proxy-)?authorization$|^(set-)?cookie$|token$|passw(or)?d$|secret$|^(subgraph)?keys?$|_key(_|$)|^private|^signature$/i;

function redacted(value: unknown): unknown {
  if (typeof value === 'string') return withoutCredentials(value);
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null) return value;
  // The secret part of a JSON web key has no name that gives it away.
  const isWebKey = 'kty' in value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const isCredential = inner !== null && (CREDENTIAL.test(key) || (isWebKey && key === 'd'));
      return [key, isCredential ? REDACTED : redacted(inner)];
    }),
  );
}

/** Bearer values, signed tokens and passwords in URLs, out of any text. */
function withoutCredentials(text: string): string {
  return text
    .replaceAll(/\bbearer\s+[\w.~+/=-]+/gi, `Bearer ${REDACTED}`)
    .replaceAll(/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, REDACTED)
    .replaceAll(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*):[^\s@/]+@/gi, `$1:${REDACTED}@`);
}
