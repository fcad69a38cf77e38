import type { Request, Response } from 'express';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import type { RequestParams } from 'graphql-sse';
import { createHandler } from 'graphql-sse/lib/use/express';

import { LimitExceeded, Unauthenticated } from '../../shared/errors.js';
import { Expiries } from '../identity/expiry.js';
import { admit } from '../identity/identify.js';
import type { GatewayRequest } from '../request.js';
import { EventStream } from './event-stream.js';
import { checkText, toOperation, type LiveDoorOptions } from './live.js';

export interface SseDoor {
  handle(request: Request, response: Response): Promise<void>;
  /** Ends every stream; clients reconnect with their last cursor. */
  close(): void;
}

/** The event-stream door at `/graphql` (graphql-sse, distinct connections): the token comes in the Authorization header. */
export function createSseDoor({
  identity,
  watch,
  documents,
  operations,
  subscriptions,
  metrics,
  sockets,
  rate,
  origins,
}: LiveDoorOptions): SseDoor {
  const open = new Set<Response>();
  const expiries = new Expiries();
  const requests = new WeakMap<Request, GatewayRequest>();
  const streams = new WeakMap<GatewayRequest, EventStream>();
  const handler = createHandler({
    schema: operations.engine.apiSchema,
    // Its type wants the library's own request in the context; ours carries the hub's, which `subscribe` below reads.
    onSubscribe: (({ raw }: { raw: Request }, { query, operationName, variables }: RequestParams) => {
      const { document, errors } = checkText(documents, query);
      // The library knows a result by its data; a bare list it would take for a response that is already made.
      if (errors.length > 0) return { data: null, errors };
      return {
        schema: operations.engine.apiSchema,
        document,
        operationName: operationName ?? null,
        variableValues: variables ?? null,
        contextValue: requests.get(raw),
      };
    }) as never,
    execute: (args) => operations.answer(toOperation(args as ExecutionArgs)) as never,
    subscribe: async (args) => {
      const input = toOperation(args);
      const sink = streams.get(input.request);
      if (sink === undefined) throw new Error('A subscription came without its stream.');
      return (await subscriptions.subscribe({ ...input, sink, resumeAfter: sink.resumeAfter })) as never;
    },
  });
  return {
    async handle(request, response) {
      try {
        if (origins.isForeign(request))
          throw new Unauthenticated('pages of this origin may not open a stream');
        const hub = await admit(identity, rate, request);
        if (hub.identity === null) throw new Unauthenticated('send a token as `Authorization: Bearer …`');
        requests.set(request, hub);
        const { subject } = hub.actor;
        const { identity: holding } = hub;
        sockets.take(subject);
        const stream = new EventStream(response, request.headers['last-event-id'], metrics);
        streams.set(hub, stream);
        expiries.watch(holding.expiresAt, stream);
        watch.hold(holding, stream);
        open.add(response);
        metrics.subscriptions.inc({ door: 'sse' });
        response.once('close', () => {
          expiries.forget(holding.expiresAt, stream);
          watch.release(stream);
          sockets.giveBack(subject);
          open.delete(response);
          metrics.subscriptions.dec({ door: 'sse' });
          void hub.release();
        });
      } catch (error) {
        const refused = error as GraphQLError;
        const isLimit = refused instanceof LimitExceeded;
        if (isLimit) metrics.drops.inc({ reason: 'limit' });
        const { retryAfterS } = refused.extensions;
        if (typeof retryAfterS === 'number') response.setHeader('retry-after', retryAfterS);
        response
          .status(isLimit ? 429 : 401)
          .json({ errors: [{ message: refused.message, extensions: refused.extensions }] });
        return;
      }
      await handler(request, response);
    },
    close: () => {
      for (const response of open) {
        metrics.drops.inc({ reason: 'restart' });
        response.end();
      }
    },
  };
}
