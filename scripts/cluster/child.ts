import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { projectRoot } from '../../shared/paths.js';

/** A process of the hub that answers at `url`. */
export interface Child {
  readonly process: ChildProcess;
  readonly url: string;
}

export interface ChildOptions {
  /** What it is called in what it says. */
  readonly name: string;
  /** The built script that it runs, such as `subgraph.js`. */
  readonly script: string;
  readonly args: readonly string[];
  /** Its whole environment: nothing of this process's own is handed on. */
  readonly env: Readonly<Record<string, string>>;
  /** Takes what it writes to its log. */
  readonly onLog: (name: string, text: string) => void;
}

/** Starts a process of the hub and resolves once it answers; throws with what it said where it ends before that. */
export async function startChild({ name, script, args, env, onLog }: ChildOptions): Promise<Child> {
  const child = fork(join(projectRoot, 'dist/scripts', script), [...args], {
    execArgv: [],
    // A group of its own: Ctrl+C reaches it through the one who started it, once, so that it finishes what is under way.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env,
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-20_000);
    onLog(name, chunk.toString());
  });
  const url = await Promise.race([
    told(child),
    printed(child),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${name} ended with ${String(code)} before it answered:\n${said}`);
    }),
  ]);
  return { process: child, url };
}

/** Ends a process and resolves once it is gone. */
export async function endChild({ process: child }: Child, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** A subgraph tells its address to the process that started it. */
async function told(child: ChildProcess): Promise<string> {
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return message.url;
}

/** A gateway prints its address among its doors. */
async function printed(child: ChildProcess): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4000);
    const [, url] = /POST (\S+)\/graphql/.exec(text) ?? [];
    if (url !== undefined) resolve(url);
  });
  return promise;
}
