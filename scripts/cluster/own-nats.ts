import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { answersAt, endProcess, freePort } from './own-process.js';

const BINARY = 'nats-server';

/** A NATS server of one's own, which can be killed and come back with what it had stored. */
export interface OwnNats {
  readonly url: URL;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Starts it again, with what it had stored or without. */
  revive(options?: { empty: boolean }): Promise<void>;
  /** Ends it and forgets what it had stored. */
  close(): Promise<void>;
}

/** Whether this machine has a NATS server to start. */
export async function hasNats(): Promise<boolean> {
  const child = spawn(BINARY, ['--version'], { stdio: 'ignore' });
  // `once` rejects where the program is not there.
  const [code] = await once(child, 'exit').catch(() => [1]);
  return code === 0;
}

/** Starts a NATS server with JetStream on a free port, its store in a folder of its own. */
export async function startNats(): Promise<OwnNats> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-nats-'));
  const port = await freePort();
  let child = await run(port, folder);
  return {
    url: new URL(`nats://127.0.0.1:${port}`),
    kill: () => endProcess(child, 'SIGKILL'),
    revive: async (options = { empty: false }) => {
      if (options.empty) rmSync(folder, { recursive: true, force: true });
      child = await run(port, folder);
    },
    close: async () => {
      await endProcess(child, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(port: number, folder: string): Promise<ChildProcess> {
  const child = spawn(BINARY, ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder], {
    stdio: 'ignore',
  });
  await answersAt(child, BINARY, () => greets(port));
  return child;
}

/** NATS speaks first: its greeting says that it takes connections. */
async function greets(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const greeted = await Promise.race([
    once(socket, 'data').then(() => true),
    once(socket, 'close').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return greeted;
}
