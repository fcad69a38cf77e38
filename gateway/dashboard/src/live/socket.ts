import { createClient, type Client } from 'graphql-ws';
import { stringifyDocument, type TypedDocumentNode } from 'urql';

import { socketAddress } from '../graph/client.js';
import { problemOfErrors, type GraphError, type Problem } from '../graph/problem.js';

const PING_MS = 10_000;
const PONG_WITHIN_MS = 5_000;
const unauthorized = new Set([4401, 4403]);

/** One subscription of the socket, with the cursor of the last event that it brought. */
export interface Channel<
  Document extends TypedDocumentNode<unknown, { after?: string | null }> = TypedDocumentNode<
    unknown,
    { after?: string | null }
  >,
> {
  readonly document: Document;
  after: string | null;
  see(data: Document extends TypedDocumentNode<infer Data, never> ? Data : never): void;
}

/** How a socket ended: by a loss, because the log no longer reaches back to a cursor, or because the caller is not served. */
export type End = { kind: 'lost' } | { kind: 'cursorExpired' } | { kind: 'refused'; problem: Problem };

interface Listening {
  readonly channels: readonly Channel[];
  readonly stopping: AbortSignal;
  opened(this: void): void;
}

/** One socket with all its channels, from opening to its end, whatever the end; one channel's end is the end of all. */
export function listenOnce({ channels, opened, stopping }: Listening): Promise<End> {
  const { promise, resolve } = Promise.withResolvers<End>();
  const ended = new AbortController();
  const client = socketClient(opened);
  // The machine knows that its network is gone long before an unanswered ping tells.
  addEventListener('offline', () => client.terminate(), { signal: ended.signal });
  stopping.addEventListener('abort', () => resolve({ kind: 'lost' }), { signal: ended.signal });
  for (const channel of channels) {
    client.subscribe(
      { query: stringifyDocument(channel.document), variables: { after: channel.after } },
      {
        next: ({ data, errors }) => {
          if (data != null && Object.values(data)[0] != null) channel.see(data);
          else if (errors !== undefined) resolve(endOfErrors(errors));
        },
        error: (error) => resolve(endOfError(error)),
        complete: () => resolve({ kind: 'lost' }),
      },
    );
  }
  return promise.finally(() => {
    ended.abort();
    // It fails with a connection that is refused while it is left: `End` has told of that.
    Promise.resolve(client.dispose()).catch(() => undefined);
  });
}

function socketClient(opened: () => void): Client {
  let pongDue: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: socketAddress(),
    retryAttempts: 0,
    keepAlive: PING_MS,
    on: {
      connected: opened,
      // A network that died without a word closes nothing: an unanswered ping does.
      ping: (isReceived) => {
        if (!isReceived) pongDue = setTimeout(() => client.terminate(), PONG_WITHIN_MS);
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(pongDue);
      },
      closed: () => clearTimeout(pongDue),
    },
  });
  return client;
}

function endOfError(error: unknown): End {
  if (Array.isArray(error)) return endOfErrors(error as GraphError[]);
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'number' || !unauthorized.has(code)) return { kind: 'lost' };
  return { kind: 'refused', problem: problemOfErrors([signedOut]) };
}

const signedOut: GraphError = { message: 'signed out', extensions: { code: 'UNAUTHENTICATED' } };

function endOfErrors(errors: readonly GraphError[]): End {
  if (errors.some(({ extensions }) => extensions?.['code'] === 'CURSOR_EXPIRED'))
    return { kind: 'cursorExpired' };
  const problem = problemOfErrors(errors);
  return problem.kind === 'unauthenticated' || problem.kind === 'forbidden'
    ? { kind: 'refused', problem }
    : { kind: 'lost' };
}
