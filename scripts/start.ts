import { FolderLocked } from '../db/folder-lock.js';
import { EnvFault, readEnv } from '../shared/env.js';
import { createLog } from '../shared/log.js';
import { startHub } from './hub.js';
import { PortTaken, requireFreePort } from './port.js';
import { HalfFilled } from './seed/fill.js';
import { demoTokens } from './tokens.js';

/** `npm start`: the hub with its dashboard, until it is told to stop. */
async function main(): Promise<void> {
  const env = readEnv();
  const log = createLog(env.logLevel === 'info' ? 'warn' : env.logLevel, 'hub');
  // Before anything is filled, which takes its time.
  await requireFreePort(env);
  const hub = await startHub(env, log, (line) => console.log(line));
  // Before a word of being ready: whoever reads it may stop the hub at once.
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    console.log(`${signal}: finishing what is under way …`);
    await hub.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));

  const { url } = hub.gateway;

  console.log(
    `\nHọc Bạ Hub is ready.\n  Dashboard  ${url}/\n  Explorer   ${url}/graphql   (GraphiQL, in a browser)\n  GraphQL    POST ${url}/graphql   ws${url.slice(4)}/graphql`,
  );
  if (hub.host?.clock.isSimulated === true) {
    console.log(
      '\nThe data is synthetic (dữ liệu giả) and the time simulated (giờ mô phỏng). Open the dashboard and choose a role.\nFor tools, one token a role (12 hours):',
    );
    for (const { role, token } of await demoTokens(env)) console.log(`\n  ${role}\n    ${token}`);
  }
  console.log('\nStop with Ctrl+C.');
}

main().catch((error: unknown) => {
  // What the operator can mend is told plainly; anything else keeps its stack.
  const isPlain =
    [EnvFault, FolderLocked, HalfFilled, PortTaken].some((kind) => error instanceof kind) ||
    (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  console.error(isPlain ? (error as Error).message : error);
  process.exit(1);
});
