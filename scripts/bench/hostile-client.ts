import { hostileBodies } from './hostile-bodies.js';
import { faultIn } from './hostile-verdict.js';

/** One client of the hostile bench, in a process of its own: sends until it is killed and tells its parent what it met. */
export interface HostileOrder {
  readonly url: string;
  readonly token: string;
  readonly documents: readonly string[];
  /** Null sends the documents as they are, at a steady pace, and tells how long each took. */
  readonly seed: number | null;
  readonly atOnce: number;
}

/** Between two honest requests of one sender. */
const PAUSE_MS = 20;

process.on('message', (order: HostileOrder) => {
  for (let sender = 0; sender < order.atOnce; sender += 1) void send(order, sender);
});

async function send({ url, token, documents, seed }: HostileOrder, sender: number): Promise<void> {
  const bodies = seed === null ? honest(documents) : hostileBodies(documents, seed + sender);
  for (const body of bodies) {
    const startedAt = performance.now();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: body as Uint8Array<ArrayBuffer>,
    }).catch((error: unknown) => error as Error);
    const text = response instanceof Error ? '' : await response.text();
    const tookMs = performance.now() - startedAt;
    const fault =
      response instanceof Error ? `no answer: ${response.message}` : faultIn(response.status, text);
    process.send?.({
      tookMs,
      status: response instanceof Error ? 0 : response.status,
      fault,
      body: fault === null ? null : Buffer.from(body).toString('base64').slice(0, 2000),
    });
    if (seed === null) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function* honest(documents: readonly string[]): Generator<Uint8Array, never, void> {
  for (let n = 0; ; n += 1)
    yield new TextEncoder().encode(JSON.stringify({ query: documents[n % documents.length] }));
}
