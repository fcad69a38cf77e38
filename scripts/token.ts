import { parseArgs } from 'node:util';

import { roles, type Role } from '../shared/actor.js';
import { readEnv } from '../shared/env.js';
import { localActor, localToken } from './tokens.js';

const usage = `Usage: npm run token -- --role ${roles.join('|')} [--school CODE]…`;

/** `npm run token`: prints a token for the hub on this machine, whose keys stand in DATA_DIR. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { role: { type: 'string' }, school: { type: 'string', multiple: true } },
  });
  const role = roles.find((name) => name === values.role);
  if (role === undefined) throw new Error(usage);
  const schools = values.school ?? [];
  const wrong = schools.find((code) => !/^\d{8}$/.test(code));
  if (wrong !== undefined) throw new Error(`--school ${wrong}: expected eight digits.\n${usage}`);
  if (schools.length === 0 && needsSchool.includes(role))
    throw new Error(`The role ${role} is bound to schools: add --school CODE.\n${usage}`);
  console.log(await localToken(readEnv(), localActor(role, schools)));
}

const needsSchool: readonly Role[] = ['inspector', 'school_admin', 'principal', 'provider'];

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
