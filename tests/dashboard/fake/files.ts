import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};
/** As strict as the page can stand: a request or an inline script that slips in fails the tests. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/** The explorer's editor writes its own styles and runs its workers. */
const explorerPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the built page as the gateway does: the explorer at `/graphql`, the dashboard at every address that is no file's. */
export function serveFile(dist: string, pathname: string, response: ServerResponse): void {
  const isFile = extname(pathname) !== '';
  const name = pathname === '/graphql' ? 'explorer.html' : isFile ? normalize(pathname) : 'index.html';
  const path = join(dist, name);
  try {
    const body = readFileSync(path);
    const type = types[extname(path)] ?? 'application/octet-stream';
    const headers = {
      'content-type': type,
      'content-security-policy': pathname === '/graphql' ? explorerPolicy : policy,
    };
    response.writeHead(200, headers).end(body);
  } catch {
    response.writeHead(404).end();
  }
}
