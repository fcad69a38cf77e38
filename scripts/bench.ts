import { EnvFault, readEnv } from '../shared/env.js';

/** Benchmarks by name, each loaded only when it runs; each prints ratios of things measured in the same run. */
const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  chaos: async () => (await import('./bench/chaos.js')).benchChaos(),
  feed: async () => (await import('./bench/feed.js')).benchFeed(readEnv().databaseUrl),
  hostile: async () => (await import('./bench/hostile.js')).benchHostile(),
  page: async () => (await import('./bench/page.js')).benchPage(serverUrl()),
  records: async () => (await import('./bench/records.js')).benchRecords(serverUrl()),
  start: async () => (await import('./bench/start.js')).benchStart(),
  wall: async () => (await import('./bench/wall.js')).benchWall(serverUrl()),
};

/** `npm run bench -- NAME`: what needs a server uses that of DATABASE_URL, in a database of its own that is dropped afterwards. */
async function main([name]: readonly string[]): Promise<void> {
  const benchmark = name === undefined ? undefined : benchmarks[name];
  if (benchmark === undefined) {
    throw new EnvFault([`NAME: expected one of ${Object.keys(benchmarks).join(', ')}`]);
  }
  await benchmark();
}

function serverUrl(): string {
  const { databaseUrl } = readEnv();
  if (databaseUrl === null)
    throw new EnvFault(['DATABASE_URL: expected; the measure is taken on PostgreSQL']);
  return databaseUrl;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof EnvFault ? error.message : error);
  process.exit(1);
});
