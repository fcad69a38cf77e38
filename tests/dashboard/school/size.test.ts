import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { expect, test } from 'vitest';

import { builtPage } from '../page.js';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

/** A school's form opens on a slow phone: at 400 kbit/s each 50 KB are a second. */
const MOST = 250 * 1024;

test.for([
  'src/school/home/HomePage.tsx',
  'src/school/checklist/ChecklistPage.tsx',
  'src/school/counts/CountsPage.tsx',
  'src/school/organisation/OrganisationPage.tsx',
  'src/school/signatures/SignaturesPage.tsx',
])('%s and all that it needs are less than 250 KB of script, compressed', async (page) => {
  const home = await builtPage();
  const chunks = JSON.parse(readFileSync(join(home, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const files = new Set<string>();
  const need = (name: string): void => {
    const chunk = chunks[name];
    if (chunk === undefined) throw new Error(`The build has no ${name}.`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(need);
  };
  need('index.html');
  need(page);
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(home, file))).length, 0);
  expect(bytes).toBeGreaterThan(50 * 1024);
  expect(bytes).toBeLessThan(MOST);
});
