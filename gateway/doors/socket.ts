import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';

import { getOperationAST, OperationTypeNode, type ExecutionArgs, type GraphQLError } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type ServerOptions } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';

import { LimitExceeded, Unauthenticated } from '../../shared/errors.js';
import { Expiries } from '../identity/expiry.js';
import { identifySocket } from '../identity/identify.js';
import type { GatewayRequest } from '../request.js';
import { Connection } from './connection.js';
import { KeepAlive } from './keep-alive.js';
import { checkText, toOperation, type LiveDoorOptions } from './live.js';
import { Caller, SubscriptionSink } from './socket-caller.js';

const MAX_PAYLOAD_BYTES = 2 * 1024 * 1024;
/** "Service restart": graphql-ws clients come back by themselves, with their last cursor. */
const COME_BACK = 1012;
/** There are too many sockets, of this caller or altogether. */
const TOO_MANY = 4511;

export interface SocketDoor {
  /** Tells every client to come back, and closes. */
  close(): Promise<void>;
}

/** What graphql-ws keeps for us with each socket. */
interface Extra extends Record<PropertyKey, unknown> {
  readonly connection: Connection;
  headers: IncomingHttpHeaders;
  caller?: Caller;
}

/** What graphql-ws hands from `onSubscribe` to `execute` and `subscribe` as the context. */
interface Asked {
  readonly caller: Caller;
  readonly id: string;
  readonly idempotencyKey: unknown;
}

/** The socket's own caller; graphql-ws lets nobody subscribe before `onConnect` has put it there. */
function requireCaller({ caller }: Extra): Caller {
  if (caller === undefined) throw new Unauthenticated('the socket brought neither token nor session');
  return caller;
}

const inputOf = (args: ExecutionArgs, request: GatewayRequest) =>
  toOperation({ ...args, contextValue: request });

/** Adds the graphql-transport-ws door at `/graphql`: a token comes in `connectionParams.authorization` or in the upgrade's header, a cookie from the hub's own page. */
export function addSocketDoor(server: Server, options: LiveDoorOptions): SocketDoor {
  const {
    identity,
    watch,
    documents,
    operations,
    subscriptions,
    metrics,
    limits,
    sockets: count,
    rate,
    load,
    origins,
    log,
  } = options;
  const sockets = new WebSocketServer({
    server,
    path: '/graphql',
    maxPayload: MAX_PAYLOAD_BYTES,
    // For each socket it would keep a window of 32 KB and more; texts of some hundred bytes gain nothing by it.
    perMessageDeflate: false,
    handleProtocols,
    verifyClient: ({ req }: { req: IncomingMessage }) => !origins.isForeign(req),
  });
  const expiries = new Expiries();
  const keepAlive = new KeepAlive();
  const protocolOptions: ServerOptions<Record<string, unknown>, Extra> = {
    onConnect: async (context) => {
      const { connectionParams, extra } = context;
      const { connection, headers } = extra;
      const sent = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
      // They have served once the caller is known: a kilobyte and more for each socket.
      (context as { connectionParams?: unknown }).connectionParams = undefined;
      extra.headers = {};
      try {
        const request = await identifySocket(identity, headers, sent);
        if (request.identity === null)
          throw new Unauthenticated('the socket brought neither token nor session');
        // Whoever left meanwhile would keep the place for good.
        if (!connection.isOpen) return false;
        count.take(request.actor.subject);
        extra.caller = new Caller(connection, request, request.identity, metrics);
        expiries.watch(request.identity.expiresAt, extra.caller);
        watch.hold(request.identity, extra.caller);
        return true;
      } catch (error) {
        if (error instanceof LimitExceeded) {
          metrics.drops.inc({ reason: 'limit' });
          connection.close(TOO_MANY, error.message);
        } else {
          connection.close(
            CloseCode.Unauthorized,
            'Unauthorized: the token is missing, expired or not trusted',
          );
        }
        return false;
      }
    },
    onClose: ({ extra: { caller } }) => {
      if (caller === undefined) return;
      expiries.forget(caller.identity.expiresAt, caller);
      watch.release(caller);
      count.giveBack(caller.request.actor.subject);
    },
    onSubscribe: async ({ extra }, id, payload): Promise<ExecutionArgs | readonly GraphQLError[]> => {
      const caller = requireCaller(extra);
      try {
        load.require();
        await rate.take(caller.request.actor.subject);
      } catch (error) {
        return [error as GraphQLError];
      }
      const { document, text, errors } = checkText(documents, payload.query);
      // graphql-ws keeps the message for as long as the subscription: let all keep the same text.
      (payload as { query: string }).query = text;
      if (errors.length > 0) return errors;
      const operation = getOperationAST(document, payload.operationName);
      // graphql-ws refuses what has no operation by itself; it runs nothing that would have to be counted.
      if (operation != null) {
        const refused = caller.begin(operation.operation === OperationTypeNode.SUBSCRIPTION, limits);
        if (refused !== null) return [refused];
      }
      return {
        schema: operations.engine.apiSchema,
        document,
        operationName: payload.operationName ?? null,
        variableValues: payload.variables ?? null,
        contextValue: { caller, id, idempotencyKey: payload.extensions?.['idempotencyKey'] } satisfies Asked,
      };
    },
    execute: async (args) => {
      const { caller, idempotencyKey } = args.contextValue as Asked;
      // An operation of its own each: two on one socket must not share a snapshot or a request id.
      const request = caller.request.derived({ idempotencyKey });
      try {
        return (await operations.answer(inputOf(args, request))) as never;
      } finally {
        await request.release();
        caller.answered();
      }
    },
    subscribe: async (args) => {
      const { caller, id } = args.contextValue as Asked;
      const sink = new SubscriptionSink(caller, id);
      const result = await subscriptions.subscribe({ ...inputOf(args, caller.request), sink });
      if (Symbol.asyncIterator in result) metrics.subscriptions.inc({ door: 'ws' });
      else caller.subscriptions -= 1;
      return result as never;
    },
  };
  const protocol = makeServer(protocolOptions);
  sockets.on('connection', (socket: WebSocket, { headers }) => {
    const connection = new Connection(socket, (error) => {
      log.error({ err: error }, 'a message of a socket could not be handled');
      connection.close(CloseCode.InternalServerError, 'Internal server error');
    });
    // What a client sends against the protocol, such as a message that is too large: ws has closed the socket with its code.
    socket.on('error', (error) => log.debug({ err: error }, 'a socket broke the protocol'));
    socket.on('message', (data: Buffer) => {
      connection.isAlive = true;
      connection.receive(data.toString());
    });
    socket.on('pong', () => {
      connection.isAlive = true;
    });
    const closed = protocol.opened(connection, { connection, headers });
    keepAlive.watch(connection);
    socket.once('close', (code, reason) => {
      keepAlive.forget(connection);
      closed(code, String(reason)).catch((error: unknown) =>
        log.error({ err: error }, 'a socket did not end'),
      );
    });
  });
  return {
    close: async () => {
      keepAlive.stop();
      for (const socket of sockets.clients) {
        metrics.drops.inc({ reason: 'restart' });
        socket.close(COME_BACK, 'Service restart: come back with your last cursor');
      }
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}
