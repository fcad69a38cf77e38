import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const vite = join(root, 'node_modules/vite/bin/vite.js');

/**
 * The folder of the page, built as `npm run build:page` builds it; what these very sources gave before is not built again. Test files
 * run side by side: each builds apart, and the first to finish gives its folder.
 */
export async function builtPage(): Promise<string> {
  const home = join(tmpdir(), `hoc-ba-hub-page-${digestOfSources()}`);
  if (existsSync(home)) return home;
  const scratch = await mkdtemp(join(tmpdir(), 'hoc-ba-hub-page-'));
  const args = [
    vite,
    'build',
    'gateway/dashboard',
    '--logLevel',
    'warn',
    '--outDir',
    scratch,
    '--emptyOutDir',
  ];
  await promisify(execFile)(process.execPath, args, { cwd: root, env: { NODE_ENV: 'production' } });
  await rename(scratch, home).catch(() => rm(scratch, { recursive: true }));
  return home;
}

function digestOfSources(): string {
  const digest = createHash('sha256');
  const sources = globSync('gateway/dashboard/{*.{html,ts,json},{src,worker,public}/**/*.*}', { cwd: root });
  for (const file of ['package-lock.json', ...sources.toSorted()]) {
    digest.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return digest.digest('hex').slice(0, 16);
}
