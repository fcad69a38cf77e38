import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pino } from 'pino';

import type { Actor } from '../../shared/actor.js';
import type { Logger } from '../../shared/log.js';
import {
  createEvidenceDoor,
  openEvidenceStore,
  type EvidenceStore,
} from '../../subgraphs/readiness/index.js';
import { admin, SCHOOL, type Desk } from './desk.js';

export const ATTACH = `mutation($input: AttachEvidenceInput!) { attachEvidence(input: $input) {
  evidence { id state fileName version size downloadUrl } upload { url token method expiresAt maxBytes } school { code } } }`;
export const FILES =
  'evidence { id fileName mime size sha256 version state note uploadedBy uploadedAt downloadUrl }';

export interface Announced {
  evidence: { id: string; state: string; size: number; downloadUrl: string | null };
  upload: { url: string; token: string; method: string; expiresAt: string; maxBytes: number };
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  // Tests read whatever they asked for.
  // oxlint-disable-next-line typescript/no-explicit-any
  json: any;
}

export interface Shown {
  id: string;
  fileName: string;
  mime: string;
  size: number;
  sha256: string;
  version: number;
  state: string;
  uploadedBy: string | null;
  downloadUrl: string | null;
}

/** The door for files over a folder that outlives it, at a school's desk. */
export async function openCabinet(
  desk: Desk,
  instead?: EvidenceStore,
  log: Logger = pino({ level: 'silent' }),
) {
  const dataDir = mkdtempSync(join(tmpdir(), 'hub-evidence-'));
  let server: Server;
  let base = '';
  const open = async (): Promise<EvidenceStore> => {
    const store = instead ?? (await openEvidenceStore({ dataDir, address: null }));
    const door = createEvidenceDoor({ openSession: desk.openSession, store, log });
    server = createServer((incoming, outgoing) => void door(incoming, outgoing));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return store;
  };
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  let store = await open();

  const announce = async (fileName: string, size: number, more: object = {}, actor: Actor = admin) => {
    const input = { school: SCHOOL, item: 'WORKING_GROUP', fileName, size, ...more };
    return (await desk.ask<{ attachEvidence: Announced }>(actor, ATTACH, { input })).attachEvidence;
  };
  const put = async ({ upload }: Announced, bytes: Buffer, headers: Record<string, string> = {}) =>
    call(`${base}${upload.url}`, 'PUT', { authorization: `Bearer ${upload.token}`, ...headers }, bytes);
  const get = (path: string) => call(`${base}${path}`, 'GET', {});
  /** Announces the bytes and puts them. */
  const file = async (fileName: string, bytes: Buffer, more: object = {}, actor: Actor = admin) =>
    put(await announce(fileName, bytes.length, more, actor), bytes);
  const shown = async (
    actor: Actor = admin,
    item = 'WORKING_GROUP',
    school = SCHOOL,
  ): Promise<Shown[] | null> => {
    type Data = { _entities: { checklist: { items: { id: string; evidence: Shown[] | null }[] } | null }[] };
    const reference = `{ __typename: "School", code: "${school}" }`;
    const { _entities } = await desk.ask<Data>(
      actor,
      `{ _entities(representations: [${reference}]) { ... on School { checklist { items { id ${FILES} } } } } }`,
    );
    return _entities[0]?.checklist?.items.find(({ id }) => id === item)?.evidence ?? null;
  };
  return {
    dataDir,
    announce,
    put,
    get,
    file,
    shown,
    base: () => base,
    store: () => store,
    restart: async () => {
      await close();
      store = await open();
    },
    close: async () => {
      await close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** One request; a body that is refused half-way does not hide the answer, as it does with `fetch`. */
export function call(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: Buffer | Iterable<Buffer> = Buffer.alloc(0),
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const chunked = !Buffer.isBuffer(body);
    const length = chunked ? {} : { 'content-length': String(body.length) };
    const sent = request(url, { method, headers: { ...length, ...headers } }, (response) => {
      isAnswered = true;
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        const isJson = (response.headers['content-type'] ?? '').includes('json');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          body: bytes,
          json: isJson ? JSON.parse(bytes.toString('utf8')) : null,
        });
        sent.destroy();
      });
    });
    sent.on('error', (error) => {
      if (!isAnswered) reject(error);
    });
    if (chunked) for (const part of body) sent.write(part);
    else sent.write(body);
    sent.end();
  });
}
