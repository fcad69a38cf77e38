import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { buildSchema, execute, GraphQLError, parse, subscribe, validate, type ExecutionArgs } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

import { roles } from '../../../shared/actor.js';
import type { Hub } from '../hub.js';
import { freshState, rootOf, schoolOf } from './answers.js';
import { now, summaryOf, type Standing } from './district.js';
import { serveFile } from './files.js';
import { register } from './plan.js';

const schema = buildSchema(readFileSync(new URL('../../../gateway/api.graphql', import.meta.url), 'utf8'));

/** A hub made of the public schema and hand-written answers, that a test can also break. */
export interface FakeHub extends Hub {
  /** Writes a school's standing and sends the event, as a save in the real hub does. */
  change(code: string, by: Partial<Standing>, rule?: string): void;
  stopPart(subgraph: string): void;
  startPart(subgraph: string): void;
  /** Closes every socket and refuses new ones. */
  cut(): void;
  mend(): void;
  /** Every session ends. */
  expireSessions(): void;
  /** The log drops what it holds. */
  forgetLog(): void;
  setStale(since: string | null): void;
  /** Resolves once the hub has been subscribed to `count` times, to the cursor of the last of these. */
  subscribed(count: number): Promise<string | null>;
}

/** Starts a hub over the built page in `dist`; `copies` repeats the twelve schools under further codes. */
export async function startFakeHub({
  dist,
  copies = 1,
}: {
  dist: string;
  copies?: number;
}): Promise<FakeHub> {
  const state = freshState(register(copies));
  const root = { ...rootOf(state), feedCursor: () => String(log.length) };
  const token = 'fake-token';
  const cookie = 'hub.session_token=fake';
  const log: {
    cursor: string;
    event: Record<string, unknown> & { cursor: string; at: string; school: unknown };
  }[] = [];
  const own: string[] = [];
  const readers = new Set<() => void>();
  const cursors: (string | null)[] = [];
  const subscribing = new EventTarget();
  let forgotten = 0;
  let isCut = false;
  let isAccepting = true;

  const isSignedIn = ({ headers }: IncomingMessage): boolean =>
    isAccepting &&
    (headers.authorization === `Bearer ${token}` || (headers.cookie ?? '').split('; ').includes(cookie));

  async function* complianceChanged({ after }: { after?: string | null }) {
    cursors.push(after ?? null);
    subscribing.dispatchEvent(new Event('subscribed'));
    for await (const event of follow(after)) yield { complianceChanged: event };
  }

  async function* changes({ after }: { after?: string | null }) {
    for await (const { cursor, at, school } of follow(after))
      yield { changes: { cursor, at, type: 'rollout.complianceChanged', school } };
  }

  async function* follow(after: string | null | undefined) {
    if (after != null && Number(after) < forgotten) {
      throw new GraphQLError('The log no longer holds what followed this cursor.', {
        extensions: { code: 'CURSOR_EXPIRED', oldest: String(forgotten) },
      });
    }
    for (let next = after == null ? log.length : Number(after); ; next++) {
      while (next >= log.length) await new Promise<void>((resolve) => readers.add(resolve));
      yield log[next]!.event;
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { query, variables, operationName } = JSON.parse(Buffer.concat(chunks).toString()) as {
      query: string;
      variables?: Record<string, unknown>;
      operationName?: string;
    };
    const document = parse(query);
    const refused = isSignedIn(request)
      ? validate(schema, document)
      : [new GraphQLError('Sign in.', { extensions: { code: 'UNAUTHENTICATED' } })];
    const result =
      refused.length > 0
        ? { errors: refused }
        : await execute({ schema, document, rootValue: root, variableValues: variables, operationName });
    for (const { message, path, extensions } of result.errors ?? []) {
      if (extensions['code'] === undefined) own.push(`${operationName} ${path?.join('.') ?? ''}: ${message}`);
    }
    response
      .writeHead(200, { 'content-type': 'application/graphql-response+json' })
      .end(JSON.stringify(result));
  }

  function answerSession(pathname: string, request: IncomingMessage, response: ServerResponse): void {
    if (pathname !== '/session') isAccepting = true;
    const [name] = cookie.split('=');
    if (pathname === '/session/demo')
      response.setHeader('set-cookie', `${cookie}; Path=/; HttpOnly; SameSite=Strict`);
    if (pathname === '/session/sign-out') response.setHeader('set-cookie', `${name}=; Path=/; Max-Age=0`);
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ isSignedIn: isSignedIn(request), method: 'password', demo: roles }));
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://hub');
    if (pathname === '/graphql' && request.method === 'POST') {
      if (isCut) request.socket.destroy();
      else void answer(request, response);
      return;
    }
    if (pathname.startsWith('/session') && !isCut) {
      answerSession(pathname, request, response);
      return;
    }
    serveFile(dist, pathname, response);
  });

  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (isCut) socket.destroy();
    else
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });
  useServer(
    {
      schema,
      execute: (args: ExecutionArgs) => execute(args),
      subscribe: (args: ExecutionArgs) => subscribe(args),
      validate,
      roots: { subscription: { complianceChanged, changes } },
      onConnect: ({ extra }) => isSignedIn((extra as { request: IncomingMessage }).request),
    },
    sockets,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cookie: () => Promise.resolve(cookie),
    token: () => Promise.resolve(token),
    change(code, by, rule = 'R08') {
      const before = state.standings.get(code)!;
      const after = { ...before, ...by };
      state.standings.set(code, after);
      const cursor = String(log.length + 1);
      const cause = { rule, clause: 'IV.2-4b' };
      log.push({
        cursor,
        event: {
          cursor,
          at: now,
          school: schoolOf(state, code),
          before: summaryOf(before),
          after: summaryOf(after),
          cause,
        },
      });
      const woken = [...readers];
      readers.clear();
      woken.forEach((wake) => wake());
    },
    stopPart: (subgraph) => void state.down.add(subgraph),
    startPart: (subgraph) => void state.down.delete(subgraph),
    cut() {
      isCut = true;
      sockets.clients.forEach((socket) => socket.terminate());
    },
    mend() {
      isCut = false;
    },
    expireSessions() {
      isAccepting = false;
    },
    forgetLog() {
      forgotten = log.length + 1;
    },
    setStale(since) {
      state.staleSince = since;
    },
    async subscribed(count) {
      while (cursors.length < count) {
        await new Promise((resolve) => subscribing.addEventListener('subscribed', resolve, { once: true }));
      }
      return cursors[count - 1] ?? null;
    },
    async stop() {
      sockets.clients.forEach((socket) => socket.terminate());
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      // A page that asks for more than was written down here shows an error, and its test would wait for what never comes.
      if (own.length > 0) throw new Error(`The fake hub lacks an answer of its own: ${own.join('; ')}`);
    },
  };
}
