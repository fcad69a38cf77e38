import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { FolderLocked, lockFolder } from '../../db/folder-lock.js';
import { projectRoot } from '../../shared/paths.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lockFile = () => join(folder, 'hub.lock');
const deadPid = (): number => spawnSync(process.execPath, ['--version']).pid;

test('the folder is made, held with the number of its holder, and given back without a trace', () => {
  const inside = join(folder, 'deeper', 'data');
  const unlock = lockFolder(inside);
  expect(readFileSync(join(inside, 'hub.lock'), 'utf8')).toBe(String(process.pid));
  unlock();
  expect(readdirSync(inside)).toEqual([]);
  lockFolder(inside)();
});

test('a folder that this process holds is refused to it a second time', () => {
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderLocked);
  expect(() => lockFolder(`${folder}/../${folder.split('/').at(-1)}`)).toThrow(FolderLocked);
  unlock();
});

test("a live process's folder is refused, naming the process and what to do", async () => {
  const holder = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  writeFileSync(lockFile(), String(holder.pid));
  try {
    expect(() => lockFolder(folder)).toThrow(expect.objectContaining({ holder: holder.pid }));
    expect(() => lockFolder(folder)).toThrow(new RegExp(`process ${holder.pid}\\b.*DATA_DIR.*hub\\.lock`));
    expect(readFileSync(lockFile(), 'utf8')).toBe(String(holder.pid));
  } finally {
    const gone = once(holder, 'exit');
    holder.kill('SIGKILL');
    await gone;
  }
  lockFolder(folder)();
});

test.each([
  ['a dead process', () => String(deadPid())],
  [
    "a process with this one's number before the machine or container was started again",
    () => String(process.pid),
  ],
  ['a start that was killed before it wrote its number', () => ''],
  ['something else', () => 'not a number'],
])('a lock left by %s is taken over', (_who, left) => {
  writeFileSync(lockFile(), left());
  const unlock = lockFolder(folder);
  expect(readFileSync(lockFile(), 'utf8')).toBe(String(process.pid));
  expect(readdirSync(folder)).toEqual(['hub.lock']);
  unlock();
  expect(existsSync(lockFile())).toBe(false);
});

test('a takeover that was killed in the middle does not lock the folder for ever', () => {
  writeFileSync(lockFile(), String(deadPid()));
  writeFileSync(`${lockFile()}.turn`, String(deadPid()));
  lockFolder(folder)();
  expect(readdirSync(folder)).toEqual([]);
});

test("of many starts at the same moment over a dead process's lock exactly one wins", async () => {
  const script = `
    import { lockFolder } from ${JSON.stringify(pathToFileURL(join(projectRoot, 'dist', 'db', 'folder-lock.js')).href)};
    process.stdin.once('data', () => {
      try { lockFolder(${JSON.stringify(folder)}); console.log('won'); } catch (error) { console.log(error.name); }
    });
    process.stdin.once('end', () => process.exit());
    console.log('waiting');`;
  const starts = Array.from({ length: 8 }, () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return { child, lines: child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false }) };
  });
  for (const { lines } of starts) expect((await lines.next()).value).toBe('waiting\n');

  writeFileSync(lockFile(), String(deadPid()));
  for (const { child } of starts) child.stdin.write('go\n');
  const said = await Promise.all(starts.map(async ({ lines }) => String((await lines.next()).value).trim()));
  expect(said.toSorted((a, b) => a.localeCompare(b))).toEqual([
    ...Array.from({ length: starts.length - 1 }, () => 'FolderLocked'),
    'won',
  ]);
  const gone = starts.map(({ child }) => once(child, 'exit'));
  for (const { child } of starts) child.stdin.end();
  await Promise.all(gone);
});
