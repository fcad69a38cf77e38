import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { hubActor } from '../../../shared/actor.js';
import { LimitExceeded, NotFound, Unauthenticated } from '../../../shared/errors.js';
import type { Logger } from '../../../shared/log.js';
import type { OpenSession, Session } from '../../../shared/session.js';
import { shortageOf } from '../../../shared/shortage.js';
import type { HttpDoor } from '../../../shared/subgraph/serve.js';
import { readEvidenceSecret, readStored, type EvidenceRow } from '../rows/evidence.js';
import { beginUpload, finishUpload, releaseUpload, sweepExpired } from '../service/evidence.js';
import { answer, refuse } from './answers.js';
import { attachmentHeader } from './formats.js';
import { inspectFile } from './inspect.js';
import { MAX_BYTES } from './limits.js';
import { isLinkGood } from './links.js';
import { receive } from './receive.js';
import type { EvidenceStore } from './store.js';

const PATH = /^(?:\/evidence)?\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export interface EvidenceDoorOptions {
  readonly openSession: OpenSession;
  readonly store: EvidenceStore;
  readonly log: Logger;
}

/**
 * Files over HTTP: `PUT /evidence/<id>` with the token that `attachEvidence` gave, `GET` with the link that `Evidence.downloadUrl` is.
 * Whoever has the token or the link may: the subgraph gives them to nobody else. Refusals are JSON with a code of the closed list.
 */
export function createEvidenceDoor(options: EvidenceDoorOptions): HttpDoor {
  const { log } = options;
  const inspect = oneAtATime(inspectFile);
  return async (request, response) => {
    try {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://hub');
      const id = PATH.exec(pathname)?.[1];
      if (id === undefined) throw new NotFound({ what: 'evidence', id: pathname.slice(0, 100) });
      if (request.method === 'PUT') await take(options, inspect, id, request, response);
      else if (request.method === 'GET') await give(options, id, searchParams, response);
      else answer(response, 405, { allow: 'GET, PUT' }, {});
    } catch (error) {
      refuse(request, response, error, { log, requestId: randomUUID() });
    }
  };
}

async function take(
  { openSession, store, log }: EvidenceDoorOptions,
  inspect: typeof inspectFile,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = tokenOf(request);
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > MAX_BYTES) throw new LimitExceeded({ limit: 'evidenceBytes', value: MAX_BYTES, got: length });
  const announced = await beginUpload(openSession(hubActor), { id, token });
  // Not before the token is good: strangers give the hub no work.
  await sweep({ openSession, store, log });
  const evidence = await keep({ openSession, store, log }, inspect, announced, request);
  const { state, version, mime, size, sha256 } = evidence;
  answer(response, 201, {}, { evidence: { id, state, version, mime, size, sha256 } });
}

async function keep(
  options: EvidenceDoorOptions,
  inspect: typeof inspectFile,
  announced: EvidenceRow,
  body: IncomingMessage,
): Promise<EvidenceRow> {
  const { openSession, store } = options;
  const { id, declaredSize: size, fileName } = announced;
  const path = join(store.incoming, id);
  try {
    const { sha256 } = await receive(body, path, size);
    const mime = await inspect(path, fileName);
    await store.keep(id, path);
    return await finishUpload(openSession, announced, { mime, size, sha256 });
  } catch (error) {
    // What may have reached the store stays until the sweep: a commit whose answer was lost has made it evidence.
    await rm(path, { force: true });
    if (shortageOf(error) !== null) await giveBack(options, id);
    throw error;
  }
}

/**
 * The hub had no room: nothing of the file stays, and its token is good again. A database that says so has committed nothing. The
 * token comes last, as whoever sends again with it writes to the same places.
 */
async function giveBack({ openSession, store, log }: EvidenceDoorOptions, id: string): Promise<void> {
  try {
    await store.discard(id);
    await releaseUpload(openSession(hubActor), id);
  } catch (error) {
    log.warn({ err: error, evidence: id }, 'an upload token could not be given back');
  }
}

async function give(
  { openSession, store }: EvidenceDoorOptions,
  id: string,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const session = openSession(hubActor);
  const { secret, row } = await readFile(session, id);
  // One answer for what is not there and what is not allowed: a stranger learns nothing of ids.
  if (secret === null || row === null || !isLinkGood(secret, id, query, session.clock.now())) {
    throw new Unauthenticated('this link is wrong or expired; ask for `downloadUrl` again');
  }
  const content = await store.open(id);
  response.writeHead(200, {
    'content-type': row.mime ?? 'application/octet-stream',
    'content-length': String(row.size),
    'content-disposition': attachmentHeader(row.fileName),
    'content-digest': `sha-256=:${Buffer.from(row.sha256 ?? '', 'hex').toString('base64')}:`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  });
  await pipeline(content, response);
}

async function readFile(
  session: Session,
  id: string,
): Promise<{ secret: string | null; row: EvidenceRow | null }> {
  try {
    return await session.read('readiness', async (db) => ({
      secret: await readEvidenceSecret(db),
      row: await readStored(db, id),
    }));
  } finally {
    await session.end();
  }
}

function tokenOf({ headers }: IncomingMessage): string {
  const [scheme, bearer] = (headers.authorization ?? '').split(' ');
  const own = headers['x-upload-token'];
  const token = typeof own === 'string' ? own : scheme?.toLowerCase() === 'bearer' ? bearer : undefined;
  if (token !== undefined && token !== '') return token;
  throw new Unauthenticated('send the upload token as `Authorization: Bearer …`');
}

/** Clears away what never became a file; in the way of nobody's upload. */
async function sweep({ openSession, store, log }: EvidenceDoorOptions): Promise<void> {
  try {
    const ids = await sweepExpired(openSession(hubActor));
    // A process that died between the file and its row has left the file.
    for (const id of ids) await store.discard(id);
    await store.tidy();
  } catch (error) {
    log.warn({ err: error }, 'expired uploads could not be swept');
  }
}

/** Files are looked into whole: one after the other, so that many uploads at once do not fill the memory. */
function oneAtATime(work: typeof inspectFile): typeof inspectFile {
  let last: Promise<unknown> = Promise.resolve();
  return (path, fileName) => {
    const next = last.then(() => work(path, fileName));
    last = next.catch(() => undefined);
    return next;
  };
}
