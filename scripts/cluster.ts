import { EnvFault, readEnv } from '../shared/env.js';
import { createLog } from '../shared/log.js';
import { subgraphNames } from '../shared/subgraph/names.js';
import { gatewayNames, startCluster } from './cluster/processes.js';
import { demoTokens } from './tokens.js';

/** `npm run cluster`: two gateways on PORT and the next one, five subgraph processes, over DATABASE_URL and EVENT_BUS, until told to stop. */
async function main(): Promise<void> {
  const env = readEnv();
  const cluster = await startCluster({
    // The addresses below are what is to be read; all that its processes say comes with LOG_LEVEL=debug.
    env: { ...env, logLevel: env.logLevel === 'info' ? 'warn' : env.logLevel },
    log: createLog('warn', 'hub-cluster'),
    say: (line) => console.log(line),
    onLog: (_name, text) => void process.stderr.write(text),
  });

  const bus = env.eventBus === 'postgres' ? 'PostgreSQL alone' : `NATS at ${env.eventBus.host}`;
  console.log(`\nThe cluster is ready; events travel by ${bus}.`);
  for (const name of gatewayNames) console.log(`  ${name.padEnd(10)} ${cluster.url(name)}/`);
  for (const name of subgraphNames) console.log(`  ${name.padEnd(10)} ${cluster.url(name)}`);
  if (env.seed === 'demo') {
    const [officer] = await demoTokens(env);
    console.log(`\nSign in as ${officer?.role} at either gateway with\n  ${officer?.token}`);
  }
  console.log('\nStop with Ctrl+C.');

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    console.log(`${signal}: ending all processes …`);
    await cluster.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvFault ? error.message : error);
  process.exit(1);
});
