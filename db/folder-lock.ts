import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder is open in another process: opening it twice loses acknowledged rows without an error. */
export class FolderLocked extends Error {
  readonly holder: number;

  constructor(folder: string, holder: number) {
    super(
      `The data folder ${folder} is in use by process ${holder}. Stop that hub first, or set DATA_DIR to another folder. ` +
        `If no such process runs here (a container left it), delete ${join(folder, 'hub.lock')}.`,
    );
    this.name = 'FolderLocked';
    this.holder = holder;
  }
}

/** Folders that this process holds: its own number in a lock that it does not know of is left from before a restart. */
const held = new Set<string>();

/** Takes the folder for this process and returns how to give it back; throws FolderLocked while a live process holds it. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = resolve(folder, 'hub.lock');
  const mine = `${path}.${process.pid}`;
  try {
    for (;;) {
      writeFileSync(mine, String(process.pid));
      if (links(mine, path) || takesOver(folder, mine, path)) break;
    }
  } finally {
    rmSync(mine, { force: true });
  }
  held.add(path);
  return () => {
    if (held.delete(path)) rmSync(path, { force: true });
  };
}

/** Puts a dead process's lock out of the way, one contender at a time; whether the lock is now this process's. */
function takesOver(folder: string, mine: string, path: string): boolean {
  refuseIfLive(folder, path);
  const turn = `${path}.turn`;
  if (!links(mine, turn)) {
    refuseIfLive(folder, turn);
    rmSync(turn, { force: true });
    return false;
  }
  try {
    // Looked at again inside the turn: who was here before may have taken the folder, or given it back.
    refuseIfLive(folder, path);
    if (!existsSync(path)) return links(mine, path);
    renameSync(mine, path);
    return true;
  } finally {
    rmSync(turn, { force: true });
  }
}

/** A link makes the check, the taking and the holder's number one step, so two starts at the same moment cannot both win. */
function links(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function refuseIfLive(folder: string, path: string): void {
  const holder = holderOf(path);
  if (holder !== null && isAlive(holder, path)) throw new FolderLocked(folder, holder);
}

function holderOf(path: string): number | null {
  try {
    const holder = Number(readFileSync(path, 'utf8'));
    return Number.isSafeInteger(holder) && holder > 0 ? holder : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function isAlive(pid: number, path: string): boolean {
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
