import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocket } from 'ws';

/** A socket as it was opened, and what became of it. */
export interface Knock {
  readonly socket: WebSocket;
  /** How its first message was answered: the code with which it was closed, or `acknowledged`, with the socket still open. */
  readonly end: 'acknowledged' | number;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** Opens a socket to the hub with those headers, and says its first message. */
export async function knock(
  url: string,
  headers: Readonly<Record<string, string>>,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<Knock> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, GRAPHQL_TRANSPORT_WS_PROTOCOL, {
    headers,
  });
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  const answered = Promise.withResolvers<'acknowledged' | number>();
  socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload })));
  socket.on('message', () => answered.resolve('acknowledged'));
  socket.on('close', (code, reason) => {
    answered.resolve(code);
    closed.resolve({ code, reason: reason.toString() });
  });
  socket.on('error', answered.reject);
  return { socket, end: await answered.promise, closed: closed.promise };
}
