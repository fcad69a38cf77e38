import type { IncomingHttpHeaders } from 'node:http';

/** What the hub's own page sends with every request; a form or a link of another site cannot, and a script of one is not let (CORS). */
export const PAGE_HEADER = 'x-hub-page';

/** Whether this HTTP request comes from the hub's own page: only then does a cookie say who asks. */
export function isFromOwnPage(headers: IncomingHttpHeaders, publicUrl: URL | null): boolean {
  const { origin } = headers;
  return headers[PAGE_HEADER] === '1' && (origin === undefined || isOwnOrigin(headers, publicUrl));
}

/** Whether the socket was opened by the hub's own page: a browser lets no script choose a header of it, and always names the origin. */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders, publicUrl: URL | null): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false;
  return publicUrl === null ? new URL(origin).host === host : new URL(origin).origin === publicUrl.origin;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]', '::1', '::ffff:127.0.0.1']);

/** Whether that name or address is this machine's own. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host.toLowerCase());
}

/** Whether the request was sent on this machine and to it by one of its own names (another name that leads here is someone's trick). */
export function isOnThisMachine(host: string | undefined, remoteAddress: string | undefined): boolean {
  const name = host === undefined ? '' : host.replace(/:\d+$/, '');
  return isLoopback(name) && remoteAddress !== undefined && isLoopback(remoteAddress);
}
