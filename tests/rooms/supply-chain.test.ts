import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { projectRoot } from '../../shared/paths.js';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};
const installed = Object.entries(packages).filter(([path]) => path !== '');
const running = installed.filter(([, { dev }]) => dev !== true);

/** Free licences that ask for no more than their own text. */
const FREE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  '(MIT AND BSD-3-Clause)',
]);
/** What is in use under another one, and why it may be. */
const ACCEPTED: Readonly<Record<string, string>> = {
  'date-holidays': "(ISC AND CC-BY-3.0): its calendar data name their authors in the package's own file",
  lightningcss: "MPL-2.0: of the page's bundler, unchanged, never loaded at run time",
};

const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const reasonFor = (name: string): string | undefined =>
  Object.entries(ACCEPTED).find(([accepted]) => name === accepted || name.startsWith(`${accepted}-`))?.[1];

describe('what runs', () => {
  test('is under a free licence, or under one that is accepted with a reason', () => {
    const others = running.filter(
      ([path, { license }]) => !FREE.has(license ?? '') && reasonFor(nameOf(path)) === undefined,
    );
    expect(others.map(([path, { license }]) => `${path}: ${license ?? 'none'}`)).toEqual([]);
  });

  test('accepts no licence for a package that is gone', () => {
    for (const name of Object.keys(ACCEPTED)) expect(running.map(([path]) => nameOf(path))).toContain(name);
  });

  test('has exact versions', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  test('comes from the registry that npm is set to and from nowhere else, each package with its hash', () => {
    const odd = installed.filter(
      ([, { resolved, integrity }]) =>
        !(resolved ?? 'https://registry.npmjs.org/').startsWith('https://registry.npmjs.org/') ||
        !(integrity ?? '').startsWith('sha512-'),
    );
    expect(odd.map(([path]) => path)).toEqual([]);
  });

  test('runs no script at its installation but the one that brings the runtime', () => {
    const allowed = Object.entries(manifest.allowScripts).filter(([, may]) => may);
    expect(allowed).toEqual([['node', true]]);
  });
});

describe('SECURITY.md', () => {
  const rows = read('SECURITY.md')
    .split('\n')
    .filter((line) => line.startsWith('|') && line.includes('.test.ts'));
  const named = rows.flatMap((line) =>
    [...line.matchAll(/`(tests\/[\w./-]+\.test\.ts)`/g)].map(([, path]) => path!),
  );

  test('names for each wall a test that exists', () => {
    expect(rows.length).toBeGreaterThan(15);
    expect(named.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });

  test('has no wall without one', () => {
    const walls = read('SECURITY.md').split('## Walls')[1]!.split('\n## ')[0]!;
    const lines = walls.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| asset'));
    expect(lines.filter((line) => !line.includes('.test.ts'))).toEqual([]);
  });
});
