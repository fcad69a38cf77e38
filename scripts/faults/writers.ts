import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

const LOG = `mutation($input: LogCommunicationInput!) { logCommunication(input: $input) { activity { id description } } }`;
/** A write is sent again for so long; then it counts as never acknowledged. */
const GIVE_UP_MS = 30_000;
const AGAIN_MS = 100;

export interface WritersOptions {
  /** Gateways, the first one first. */
  readonly urls: () => readonly string[];
  readonly tokens: ReadonlyMap<string, string>;
  readonly perSecond: number;
}

export interface Writers {
  /** Descriptions of the writes that were acknowledged, and how many were sent. */
  readonly acknowledged: ReadonlySet<string>;
  sent(): number;
  /** Errors that no retry may meet: what the hub says of a write that it should have done. */
  readonly refusals: readonly string[];
  /** The time until the next write that is begun from now on is acknowledged, in ms. */
  nextAcknowledged(): Promise<number>;
  /** Begins no more; resolves when the last has been acknowledged or given up. */
  stop(): Promise<void>;
}

/** Writes at a steady pace, each under an idempotency key and again until it is acknowledged, by either gateway. */
export function startWriters({ urls, tokens, perSecond }: WritersOptions): Writers {
  const acknowledged = new Set<string>();
  const refusals: string[] = [];
  const running = new Set<Promise<void>>();
  const waiting = new Set<{ since: number; resolve: (ms: number) => void }>();
  const schools = [...tokens.keys()];
  let count = 0;

  const write = async (n: number): Promise<void> => {
    const begunAt = performance.now();
    const school = schools[n % schools.length] ?? '';
    const description = `Ghi ${n}`;
    const key = randomUUID();
    for (let attempt = 0; performance.now() - begunAt < GIVE_UP_MS; attempt += 1) {
      const url = urls()[(n + attempt) % urls().length] ?? '';
      const outcome = await send(url, tokens.get(school) ?? '', key, { school, description });
      if (outcome === 'acknowledged') {
        acknowledged.add(description);
        const now = performance.now();
        for (const wait of waiting) {
          if (begunAt < wait.since) continue;
          waiting.delete(wait);
          wait.resolve(now - wait.since);
        }
        return;
      }
      if (outcome !== 'again') {
        refusals.push(`${description}: ${outcome}`);
        return;
      }
      await delay(AGAIN_MS);
    }
  };

  const timer = setInterval(() => {
    const work = write(count);
    count += 1;
    running.add(work);
    void work.finally(() => running.delete(work));
  }, 1000 / perSecond);

  return {
    acknowledged,
    refusals,
    sent: () => count,
    nextAcknowledged: () => new Promise((resolve) => waiting.add({ since: performance.now(), resolve })),
    stop: async () => {
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}

async function send(
  url: string,
  token: string,
  key: string,
  { school, description }: { school: string; description: string },
): Promise<string> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': key,
      },
      body: JSON.stringify({
        query: LOG,
        variables: { input: { school, audiences: ['PARENTS'], heldOn: '2024-04-15', description } },
      }),
      signal: AbortSignal.timeout(12_000),
    });
    const { data, errors } = (await response.json()) as {
      data?: { logCommunication: { activity: { description: string } } } | null;
      errors?: { extensions?: { code?: string } }[];
    };
    if (data?.logCommunication?.activity.description === description) return 'acknowledged';
    const codes = (errors ?? []).map(({ extensions }) => extensions?.code ?? 'none');
    return codes.every((code) => MAY_COME_BACK.has(code)) ? 'again' : codes.join(', ');
  } catch {
    return 'again';
  }
}

/** What a process that is gone, or a database, makes the hub say: the same write may be sent again. */
const MAY_COME_BACK = new Set(['SUBGRAPH_UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'LIMIT_EXCEEDED']);
