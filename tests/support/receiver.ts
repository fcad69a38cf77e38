import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly text: string;
  readonly body: { type: string; data: { id: string; school: string | null; data: Record<string, unknown> } };
}

/** What a receiver says to a request: a status, or what it does with the connection itself. */
export type Answer = number | ((response: ServerResponse) => void);

/** A real HTTP server of a test on this machine, which keeps what it was sent. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** 204 to everything unless a test says otherwise. */
  answer: (request: Received) => Answer;
  /** Resolves when so many requests have come in all; the test's own time limit ends the wait. */
  until(count: number): Promise<Received[]>;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let waiting: { count: number; resolve: (all: Received[]) => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const headers = request.headers as Record<string, string>;
      const one: Received = { path: request.url!, headers, text, body: JSON.parse(text) as Received['body'] };
      received.push(one);
      const answer = receiver.answer(one);
      if (typeof answer === 'number') response.writeHead(answer).end();
      else answer(response);
      for (const { count, resolve } of waiting) if (received.length >= count) resolve(received);
      waiting = waiting.filter(({ count }) => received.length < count);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: () => 204,
    until: async (count) =>
      received.length >= count ? received : new Promise((resolve) => waiting.push({ count, resolve })),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
