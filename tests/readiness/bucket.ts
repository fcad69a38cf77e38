import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an S3-compatible store does for one object at a time: enough for PUT, GET, HEAD and DELETE of the client that is used. */
export async function openBucket(name: string) {
  const objects = new Map<string, Buffer>();
  /** Whether it has room no longer. */
  const disk = { isFull: false };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bucket');
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const found = objects.get(pathname);
      const isSigned = (request.headers.authorization ?? '').startsWith('AWS4-HMAC-SHA256 ');
      if (!isSigned || !pathname.startsWith(`/${name}/`)) response.writeHead(403).end();
      else if (request.method === 'PUT' && disk.isFull) {
        response.writeHead(507, { 'content-type': 'application/xml' });
        response.end('<Error><Code>XMinioStorageFull</Code></Error>');
      } else if (request.method === 'PUT') {
        objects.set(pathname, Buffer.concat(parts));
        response.writeHead(200, { etag: '"x"' }).end();
      } else if (request.method === 'DELETE') {
        objects.delete(pathname);
        response.writeHead(204).end();
      } else if (found === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-length': String(found.length) }).end(found);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    objects,
    disk,
    address: new URL(`s3://${name}?endpoint=${encodeURIComponent(endpoint)}&region=vn-1`),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
