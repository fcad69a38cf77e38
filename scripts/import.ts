import { readEnv } from '../shared/env.js';
import { parseCommand, runImport } from './import/command.js';
import { doorOf, isPlain, Refused } from './import/door.js';
import { localActor, localToken } from './tokens.js';

/** `npm run import`: sends a file to a running hub, whose database may be its alone; exits with 1 where a row was refused. */
async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2));
  const env = readEnv();
  const url = command.url ?? `http://${env.host === '0.0.0.0' ? '127.0.0.1' : env.host}:${env.port}`;
  // Records are a provider's to push, the rest is the office's.
  const actor =
    command.what === 'records'
      ? { ...localActor('provider', []), schools: 'all' as const }
      : localActor('district_officer', []);
  const token = command.token ?? (await localToken(env, actor));
  const isGood = await runImport(command, doorOf(url, token), (line) => console.log(line));
  process.exitCode = isGood ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(isPlain(error) ? error.message : error);
  if (error instanceof Refused && error.extensions['code'] === 'UNAUTHENTICATED')
    console.error(
      'Without --token the key in DATA_DIR signs one: set DATA_DIR to the running hub’s folder, or give a token that it trusts.',
    );
  process.exit(1);
});
