import { WebSocket } from 'ws';

/**
 * Listeners of the feed bench, in a process of their own so that they do not share the server's processor time: opens sockets, and
 * for each event tells its parent when the last of them has it. Asked with commits, it tells how long each event took to each socket.
 */
export interface Order {
  readonly url: string;
  /** Whether each arrival is noted; it costs the listeners time of their own. */
  readonly isTimed?: boolean;
  readonly groups: readonly {
    readonly sockets: number;
    /** What each socket says; empty for a plain broadcast. */
    readonly hello: readonly string[];
    /** Stops reading as soon as it has subscribed. */
    readonly isStalled?: boolean;
  }[];
}

/** In milliseconds, over all deliveries of all events. */
export interface Latencies {
  readonly deliveries: number;
  /** Events of which somebody was told, and those that came to nobody. */
  readonly events: number;
  readonly missed: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const BATCH = 200;
/** When each text arrived: all who get an event get the same bytes, so it is read once. */
const arrivals = new Map<string, number[]>();

process.on('message', (message: Order | { commits: [string, number][] }) => {
  if ('commits' in message) process.send?.({ latencies: latencies(new Map(message.commits)) });
  else void listen(message);
});

async function listen({ url, groups, isTimed = false }: Order): Promise<void> {
  const all = groups.flatMap(({ sockets, hello, isStalled = false }) =>
    Array.from({ length: sockets }, () => ({ hello, isStalled })),
  );
  let received = 0;
  for (let start = 0; start < all.length; start += BATCH) {
    const batch = all.slice(start, start + BATCH);
    await Promise.all(
      batch.map(async ({ hello, isStalled }) => {
        const socket = await connect(url, hello);
        if (isStalled) return socket.pause();
        socket.on('message', (data: Buffer) => {
          if (hello.length > 0 && !data.includes('"next"')) return;
          if (isTimed) note(data);
          received += 1;
          if (received % all.length === 0) process.send?.({ all: now(), bytes: data.length });
        });
      }),
    );
  }
  process.send?.({ ready: true });
}

/** Says its first line when it is open and each further one when the server has answered: nobody may subscribe before the ack. */
async function connect(url: string, hello: readonly string[]): Promise<WebSocket> {
  const socket = new WebSocket(url, hello.length > 0 ? 'graphql-transport-ws' : undefined);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const lines = [...hello];
  const say = (): void => {
    const line = lines.shift();
    if (line !== undefined) socket.send(line);
    if (lines.length === 0) resolve();
  };
  socket.on('error', reject);
  socket.once('open', say);
  if (hello.length > 1) socket.once('message', say);
  await promise;
  return socket;
}

function note(data: Buffer): void {
  const text = data.toString('latin1');
  const known = arrivals.get(text);
  if (known === undefined) arrivals.set(text, [now()]);
  else known.push(now());
}

function latencies(commits: ReadonlyMap<string, number>): Latencies {
  const told = new Set<string>();
  const times: number[] = [];
  for (const [text, at] of arrivals) {
    const key = keyOf(text);
    const committed = commits.get(key);
    if (committed === undefined) continue;
    told.add(key);
    for (const arrived of at) times.push(arrived - committed);
  }
  arrivals.clear();
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(Math.floor(times.length * share), times.length - 1)] ?? Number.NaN;
  return {
    deliveries: times.length,
    events: told.size,
    missed: commits.size - told.size,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
  };
}

/** A school's version of the one item that is written. */
function keyOf(text: string): string {
  const [, school] = /"code":"(\w+)"/.exec(text) ?? [];
  const [, version] = /"after":\{[^}]*"version":(\d+)/.exec(text) ?? [];
  return `${school}/${version}`;
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
