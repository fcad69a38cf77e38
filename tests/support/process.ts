import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Role } from '../../shared/actor.js';
import { projectRoot } from '../../shared/paths.js';
import { createPostgresDatabase, isPostgres } from './database.js';

/** `npm start` without the building: a process of its own, with only the environment that it is given. */
export interface HubProcess {
  readonly pid: number;
  /** What it has said so far, faults included. */
  said(): string;
  /** When it said its first line, by `performance.now()`; rejects where it ends without one. */
  readonly firstLineAt: Promise<number>;
  /** Waits until it has said something like that; rejects with all it said where it ends before. */
  says(what: RegExp): Promise<RegExpExecArray>;
  /** Waits until it says that it is ready, and gives its address and the tokens that it printed. */
  ready(): Promise<{ url: string; tokens: ReadonlyMap<Role, string> }>;
  /** Sends the signal to this process alone and waits for its end. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  readonly exit: Promise<number | null>;
}

export function startHubProcess(env: Readonly<Record<string, string>>): HubProcess {
  const child = spawn(process.execPath, [join(projectRoot, 'dist', 'scripts', 'start.js')], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PORT: '0', ...env },
  });
  let text = '';
  const first = Promise.withResolvers<number>();
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      first.resolve(performance.now());
      text += chunk;
      for (const look of watchers) look();
    });
  }
  // 'close' and not 'exit': only then has everything that it said arrived.
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const ended = exit.then((code): never => {
    throw new Error(`The hub ended with ${code}, having said:\n${text}`);
  });
  for (const promise of [ended, first.promise]) promise.catch(() => undefined);

  const says = async (what: RegExp): Promise<RegExpExecArray> => {
    const found = Promise.withResolvers<RegExpExecArray>();
    const look = (): void => {
      const match = what.exec(text);
      if (match !== null) found.resolve(match);
    };
    watchers.add(look);
    look();
    try {
      return await Promise.race([found.promise, ended]);
    } finally {
      watchers.delete(look);
    }
  };
  return {
    pid: child.pid!,
    said: () => text,
    firstLineAt: Promise.race([first.promise, ended]),
    says,
    ready: async () => {
      await says(/Stop with Ctrl\+C/);
      const [, url] = /Dashboard\s+(http\S+?)\/\s/.exec(text)!;
      const printed = [...text.matchAll(/^ {2}(\w+)\n {4}(\S+)$/gm)];
      return { url: url!, tokens: new Map(printed.map(([, role, token]) => [role as Role, token!])) };
    },
    end: async (signal) => {
      child.kill(signal);
      return exit;
    },
    exit,
  };
}

/** Where a hub can live: a folder and, where the suite runs on a server, an empty database; both gone when given back. */
export async function openPlace(): Promise<{
  dataDir: string;
  databaseUrl: string | null;
  env: Record<string, string>;
  close: () => Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-process-'));
  const dataDir = join(folder, 'data');
  const created = isPostgres ? await createPostgresDatabase() : null;
  return {
    dataDir,
    databaseUrl: created?.url ?? null,
    env: {
      DATA_DIR: dataDir,
      SEED: 'demo',
      ...(created === null ? {} : { DATABASE_URL: created.url }),
    },
    close: async () => {
      rmSync(folder, { recursive: true, force: true });
      await created?.drop();
    },
  };
}

/** The demo's first fortnight: twelve schools with little behind them, filled in seconds. */
export const SHORT_DEMO = { DEMO_NOW: '2024-04-16T08:00:00+07:00' };
