import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);
const { forbidden } = require('../../.dependency-cruiser.cjs') as {
  forbidden: { name: string; comment: string }[];
};

interface Import {
  from: string;
  to: string;
}

interface Violation extends Import {
  rule: { name: string };
}

/** Each rule's breaches: a file of the first room imports one of the second. */
const breaches: Record<string, Import[]> = {
  'shared-looks-down': [
    { from: 'shared/', to: 'db/planted.ts' },
    { from: 'shared/events/', to: 'subgraphs/schools/index.ts' },
    { from: 'shared/', to: 'gateway/planted.ts' },
  ],
  'db-looks-down': [
    { from: 'db/entities/schools/', to: 'subgraphs/schools/types.ts' },
    { from: 'db/seed/', to: 'gateway/planted.ts' },
  ],
  'subgraphs-looks-down': [
    { from: 'subgraphs/schools/', to: 'gateway/planted.ts' },
    { from: 'subgraphs/schools/', to: 'scripts/planted.ts' },
  ],
  'gateway-looks-down': [
    { from: 'gateway/', to: 'db/planted.ts' },
    { from: 'gateway/', to: 'tests/support/planted.ts' },
  ],
  'subgraphs-are-strangers': [
    { from: 'subgraphs/schools/', to: 'subgraphs/rollout/index.ts' },
    { from: 'subgraphs/rollout/service/', to: 'subgraphs/schools/types.ts' },
    { from: 'subgraphs/schools/', to: 'subgraphs/planted.ts' },
  ],
  'gateway-enters-by-the-door': [
    { from: 'gateway/', to: 'subgraphs/schools/types.ts' },
    { from: 'gateway/', to: 'subgraphs/schools/service/index.ts' },
  ],
  'gateway-has-no-tables': [
    { from: 'gateway/', to: 'kysely' },
    { from: 'gateway/doors/', to: '@mikro-orm/core' },
  ],
  'own-tables-only': [
    { from: 'subgraphs/schools/', to: 'db/entities/rollout/planted.ts' },
    { from: 'subgraphs/schools/', to: 'db/entities/index.ts' },
  ],
  'tables-are-strangers': [{ from: 'db/entities/schools/', to: 'db/entities/rollout/planted.ts' }],
  'db-knows-no-graphql': [
    { from: 'db/', to: 'graphql' },
    { from: 'db/entities/schools/', to: 'type-graphql' },
    { from: 'db/', to: '@apollo/subgraph' },
  ],
  'policy-is-pure': [
    { from: 'subgraphs/schools/policy/', to: 'db/entities/schools/planted.ts' },
    { from: 'subgraphs/schools/policy/', to: 'subgraphs/schools/service.ts' },
    { from: 'subgraphs/schools/policy/', to: 'kysely' },
  ],
  'dashboard-speaks-graphql-only': [
    { from: 'gateway/dashboard/src/', to: 'shared/planted.ts' },
    { from: 'gateway/dashboard/src/', to: 'gateway/planted.ts' },
    { from: 'gateway/dashboard/src/', to: 'subgraphs/schools/index.ts' },
    { from: 'gateway/dashboard/src/', to: 'db/planted.ts' },
  ],
  'dashboard-is-served-not-imported': [
    { from: 'gateway/', to: 'gateway/dashboard/src/planted.ts' },
    { from: 'subgraphs/schools/', to: 'gateway/dashboard/src/planted.ts' },
  ],
  'source-not-dist': [{ from: 'tests/journeys/', to: 'dist/scripts/planted.js' }],
  'ships-what-it-uses': [
    { from: 'shared/', to: 'vitest' },
    { from: 'gateway/', to: '@apollo/composition' },
  ],
  resolvable: [
    { from: 'shared/', to: 'shared/nowhere.ts' },
    { from: 'gateway/', to: 'no-such-package' },
  ],
  'no-cycles': [{ from: 'shared/', to: 'shared/planted.ts' }],
};

/** What the rooms are for: none of these breaks a rule. */
const allowed: Import[] = [
  { from: 'shared/', to: 'shared/planted.ts' },
  { from: 'db/', to: 'shared/planted.ts' },
  { from: 'db/', to: '@mikro-orm/core' },
  { from: 'db/entities/schools/', to: 'db/entities/planted.ts' },
  { from: 'subgraphs/schools/', to: 'shared/planted.ts' },
  { from: 'subgraphs/schools/', to: 'db/planted.ts' },
  { from: 'subgraphs/schools/', to: 'db/entities/schools/planted.ts' },
  { from: 'subgraphs/schools/', to: 'type-graphql' },
  { from: 'subgraphs/schools/policy/', to: 'shared/planted.ts' },
  { from: 'gateway/', to: 'shared/planted.ts' },
  { from: 'gateway/', to: 'subgraphs/schools/index.ts' },
  { from: 'gateway/dashboard/src/', to: 'gateway/dashboard/src/planted.ts' },
  { from: 'gateway/dashboard/src/', to: 'react' },
  { from: 'scripts/', to: 'db/planted.ts' },
  { from: 'scripts/', to: 'gateway/planted.ts' },
  { from: 'tests/rooms/', to: 'subgraphs/schools/policy/planted.ts' },
  { from: 'tests/rooms/', to: 'vitest' },
];

/** A rule that a type could slip past would be no rule. */
const forms: Record<string, (specifier: string) => string> = {
  value: (specifier) => `import { it } from '${specifier}';\nexport const mine = it;\n`,
  dynamic: (specifier) => `export const mine = async () => await import('${specifier}');\n`,
  'type-only': (specifier) => `import type { It } from '${specifier}';\nexport type Mine = It;\n`,
  'inline-type': (specifier) => `import { type It } from '${specifier}';\nexport type Mine = It;\n`,
  're-export': (specifier) => `export type { It } from '${specifier}';\n`,
};
/** Types do not ship, so a development package's may be used. */
const formsOf = (rule: string): string[] =>
  rule === 'ships-what-it-uses' ? ['value', 'dynamic'] : Object.keys(forms);

const inNoRule = 'no rule';
const plants = [...Object.entries(breaches), [inNoRule, allowed] as const].flatMap(([rule, imports]) =>
  imports.flatMap((entry, index) =>
    formsOf(rule).map((form) => ({
      ...entry,
      rule,
      form,
      file: `${entry.from}${slug(rule)}-${index}-${form}.ts`,
    })),
  ),
);
type Plant = (typeof plants)[number];

let tree: string;
const brokenBy = new Map<string, string[]>();

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'hub-boundaries-'));
  for (const file of ['.dependency-cruiser.cjs', 'package.json'])
    await cp(join(root, file), join(tree, file));
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'));
  for (const plant of plants) await sow(plant);
  for (const { from, to, rule } of await cruise()) {
    // A cycle is reported at one of its files only.
    for (const file of rule.name === 'no-cycles' ? [from, to] : [from]) {
      brokenBy.set(file, [...(brokenBy.get(file) ?? []), rule.name]);
    }
  }
});

afterAll(async () => {
  await rm(tree, { recursive: true, force: true });
});

test('every rule has a planted breach and says where the code belongs', () => {
  expect(forbidden.map((rule) => rule.name).toSorted()).toEqual(Object.keys(breaches).toSorted());
  expect(forbidden.filter((rule) => rule.comment.length < 40)).toEqual([]);
});

test.each(Object.keys(breaches))('%s refuses each planted breach, types included', (rule) => {
  const missed = plants.filter((plant) => plant.rule === rule && !brokenBy.get(plant.file)?.includes(rule));
  expect(missed).toEqual([]);
});

test('what the rooms are for breaks no rule', () => {
  const refused = plants.filter((plant) => plant.rule === inNoRule && brokenBy.has(plant.file));
  expect(refused.map((plant) => ({ ...plant, rules: brokenBy.get(plant.file) }))).toEqual([]);
});

/** Writes the file that imports, and the one it imports unless that is a package or is meant to be missing. */
async function sow({ file, to, form, rule }: Plant): Promise<void> {
  const specifier = (from: string, target: string): string => {
    if (!/\.[jt]s$/.test(target)) return target;
    const path = relative(dirname(from), target).replace(/\.ts$/, '.js');
    return path.startsWith('.') ? path : `./${path}`;
  };
  const write = async (path: string, source: string): Promise<void> => {
    await mkdir(join(tree, dirname(path)), { recursive: true });
    await writeFile(join(tree, path), source);
  };
  const importing = forms[form] ?? String;
  if (rule === 'no-cycles') {
    const partner = file.replace('.ts', '-partner.ts');
    await write(file, importing(specifier(file, partner)));
    await write(partner, importing(specifier(partner, file)));
    return;
  }
  await write(file, importing(specifier(file, to)));
  if (/\.[jt]s$/.test(to) && rule !== 'resolvable')
    await write(to, 'export const it = 1;\nexport type It = 1;\n');
}

async function cruise(): Promise<Violation[]> {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const rooms = ['shared', 'db', 'subgraphs', 'gateway', 'scripts', 'tests'];
  const report = await new Promise<string>((resolve, reject) => {
    execFile(
      process.execPath,
      [bin, '--output-type', 'json', ...rooms],
      { cwd: tree, maxBuffer: 64 * 1024 * 1024 },
      // Its exit code counts the breaches, so only an empty answer is a failure.
      (error, stdout, stderr) =>
        stdout === '' ? reject(new Error(stderr, { cause: error })) : resolve(stdout),
    );
  });
  return (JSON.parse(report) as { summary: { violations: Violation[] } }).summary.violations;
}

function slug(rule: string): string {
  return rule.replaceAll(/\W+/g, '-');
}
