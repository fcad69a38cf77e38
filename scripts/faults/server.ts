import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { Client } from 'pg';

/** A PostgreSQL server of this script's own, so that it may be killed. */
export interface OwnServer {
  readonly url: string;
  /** Kills it as a crash of the machine's process would (-9), its children with it. */
  kill(): Promise<void>;
  /** Starts it again on what it had written; resolves when it answers. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a cluster in a temporary folder on a free port of this machine. PostgreSQL refuses root: under root it runs as `postgres`. */
export async function createServerOfOwn(): Promise<OwnServer> {
  const bin = binaries();
  const owner = process.getuid?.() === 0 ? idsOf('postgres') : null;
  const folder = mkdtempSync(join(tmpdir(), 'hub-faults-'));
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'hub', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...owner,
    cwd: folder,
    stdio: 'ignore',
  });
  const port = await freePort();
  const url = `postgres://hub@127.0.0.1:${port}/postgres`;
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    for (;;) {
      // Durable as a server is by default: what is acknowledged has to be there after the kill.
      child = spawn(
        join(bin, 'postgres'),
        ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1', '-c', 'max_connections=200'],
        { ...owner, cwd: folder, stdio: 'ignore' },
      );
      const ended = once(child, 'exit').then(() => false);
      if (await Promise.race([ended, answers(url)])) return;
      // The children of the killed one still hold its memory.
      await delay(50);
    }
  };
  await start();
  return {
    url,
    start,
    kill: async () => {
      if (child === undefined) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    remove: async () => {
      if (child?.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGINT');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function binaries(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).toSorted((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => join(root, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  if (found === undefined)
    throw new Error(`${root}: expected with initdb and postgres in it (Debian's postgresql package)`);
  return found;
}

function idsOf(name: string): { uid: number; gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function answers(url: string): Promise<boolean> {
  for (;;) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return true;
    } catch {
      await delay(25);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
