import { chmodSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { BackupFault } from '../../db/backup/load.js';
import type { Logger } from '../../shared/log.js';

/** What whoever looks after a hub may have the running process do: the lines are its answer. */
export type Tasks<Name extends string = string> = Readonly<
  Record<Name, (input: Readonly<Record<string, string>>) => Promise<Answer>>
>;

export interface Answer {
  readonly isGood: boolean;
  readonly lines: readonly string[];
}

/** Longer names of sockets are cut off by the system without a word. */
const MAX_PATH = 100;

const socketOf = (dataDir: string) => join(dataDir, 'operator.sock');

/**
 * Listens in the data folder for tasks that only the process which holds the embedded database can do. Whoever may read the folder
 * may ask; nobody else reaches it, and no network does. Gives how to close it.
 */
export async function openOperatorDoor(
  dataDir: string,
  tasks: Tasks,
  log: Logger,
): Promise<() => Promise<void>> {
  const path = socketOf(dataDir);
  if (path.length > MAX_PATH) {
    log.warn(
      { path },
      'the data folder has too long a name for tasks of a running hub: stop it for a backup',
    );
    return async () => {};
  }
  // Left by a process that was killed: the folder's lock says that nobody listens on it.
  rmSync(path, { force: true });
  const server = createServer((incoming, response) => {
    void respond(incoming, response, { tasks, log });
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(path, listening);
  });
  chmodSync(path, 0o600);
  return () => closed(server);
}

/** Asks the process that holds the data folder; null where none listens there. */
export async function askOperator(
  dataDir: string,
  task: string,
  input: Readonly<Record<string, string>>,
): Promise<Answer | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer | null>();
  const asked = request({ socketPath: socketOf(dataDir), path: `/${task}`, method: 'POST' }, (response) => {
    text(response).then((body) => resolve(JSON.parse(body) as Answer), reject);
  });
  asked.once('error', (error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? resolve(null) : reject(error),
  );
  asked.end(JSON.stringify(input));
  return promise;
}

async function respond(
  incoming: IncomingMessage,
  response: ServerResponse,
  { tasks, log }: { tasks: Tasks; log: Logger },
): Promise<void> {
  const { status, body } = await answer(incoming, tasks, log);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function answer(
  incoming: IncomingMessage,
  tasks: Tasks,
  log: Logger,
): Promise<{ status: number; body: Answer }> {
  const name = (incoming.url ?? '/').slice(1);
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (task === undefined)
    return { status: 404, body: { isGood: false, lines: [`No task is called ${name}.`] } };
  try {
    const input = JSON.parse(await text(incoming)) as Record<string, string>;
    return { status: 200, body: await task(input) };
  } catch (error) {
    if (!(error instanceof BackupFault))
      log.error({ err: error, task: name }, 'a task of the operator failed');
    return { status: 500, body: { isGood: false, lines: [(error as Error).message] } };
  }
}

async function closed(server: Server): Promise<void> {
  const done = Promise.withResolvers<void>();
  server.close(() => done.resolve());
  server.closeAllConnections();
  await done.promise;
}
