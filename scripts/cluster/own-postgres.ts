import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

import { Client } from 'pg';

import { answersAt, endProcess, freePort } from './own-process.js';

const DEBIAN = '/usr/lib/postgresql';
/** The account that Debian's packages make; the server refuses to run as root. */
const ACCOUNT = 'postgres';
/** How often a server is started again that finds its predecessor's memory still in use. */
const ATTEMPTS = 50;

/** A PostgreSQL server of one's own, which can be killed and come back with what was committed. */
export interface OwnPostgres {
  readonly url: string;
  /** Ends it as a crash would, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Starts it again; resolves when it has recovered and answers. */
  revive(): Promise<void>;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
}

/** The folder of the newest server's programs on this machine; null where there is none to start. */
export function postgresPrograms(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const [newest] = versions
    .filter((version) => existsSync(join(DEBIAN, version, 'bin/initdb')))
    .toSorted((a, b) => Number(b) - Number(a));
  if (newest === undefined || (process.getuid?.() === 0 && account() === null)) return null;
  return join(DEBIAN, newest, 'bin');
}

/** Makes an empty server in a folder of its own and starts it on a free port, under an account of its own where this one is root. */
export async function startPostgres(programs: string): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-postgres-'));
  const owner = process.getuid?.() === 0 ? account() : null;
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const as = owner ?? {};
  const data = join(folder, 'data');
  const initdb = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale',
    'C.UTF-8',
    '--no-sync',
  ];
  await promisify(execFile)(join(programs, 'initdb'), initdb, { cwd: folder, ...as });
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const run = async (): Promise<ChildProcess> => {
    const options = [
      '-D',
      data,
      '-p',
      String(port),
      '-k',
      folder,
      '-h',
      '127.0.0.1',
      '-c',
      'max_connections=200',
    ];
    const started = spawn(join(programs, 'postgres'), options, { cwd: folder, stdio: 'ignore', ...as });
    await answersAt(started, 'postgres', () => answers(url));
    return started;
  };
  let child = await run();
  return {
    url,
    kill: () => endProcess(child, 'SIGKILL'),
    revive: async () => {
      // Killed, it leaves processes that notice a moment later that they are alone; until then its memory counts as in use.
      for (let attempt = 1; ; attempt += 1) {
        try {
          child = await run();
          return;
        } catch (error) {
          if (attempt === ATTEMPTS) throw error;
          await delay(100);
        }
      }
    },
    close: async () => {
      await endProcess(child, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function account(): { uid: number; gid: number } | null {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, ACCOUNT], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}
