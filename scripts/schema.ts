import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, buildSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';

import { composeSupergraph, supergraphPath } from '../gateway/index.js';
import { projectRoot } from '../shared/paths.js';
import { buildAll } from './subgraphs.js';

const API = 'gateway/api.graphql';
const isCheck = process.argv.includes('--check');

/** `npm run schema`: writes every subgraph's SDL, the supergraph and the API schema; with `--check` it refuses drift and breaking changes. */
async function main(): Promise<void> {
  const subgraphs = await buildAll();
  const supergraph = composeSupergraph(subgraphs);
  const api = `${printSchema(lexicographicSortSchema(buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph)))))}\n`;
  const files = new Map<string, string>([
    ...subgraphs.map(
      ({ name, sdl }) => [join(projectRoot, 'subgraphs', name, 'schema.graphql'), sdl] as const,
    ),
    [supergraphPath, supergraph],
    [join(projectRoot, API), api],
  ]);
  if (!isCheck) {
    for (const [path, text] of files) writeFileSync(path, text);
    console.log(`Wrote ${files.size} schema files.`);
    return;
  }
  const drifted = [...files]
    .filter(([path, text]) => readOrEmpty(path) !== text)
    .map(([path]) => path.slice(projectRoot.length + 1));
  if (drifted.length > 0)
    throw new Error(
      `These files are not what the code says; run \`npm run schema\` and commit them:\n  ${drifted.join('\n  ')}`,
    );
  await refuseBreakingChanges(api);
  console.log('The schema files are up to date and break nobody.');
}

/** A change that breaks a caller passes only where an ADR of the gateway names its path in backticks. */
async function refuseBreakingChanges(api: string): Promise<void> {
  const before = committedBefore(api);
  if (before === null) return;
  const decisions = readDecisions();
  const changes = await diff(buildSchema(before), buildSchema(api));
  const breaking = changes.filter(
    ({ criticality, path }) =>
      criticality.level === CriticalityLevel.Breaking && !decisions.includes(`\`${path}\``),
  );
  if (breaking.length === 0) return;
  const lines = breaking.map(({ message, path }) => `  ${path}: ${message}`);
  throw new Error(
    `These changes break callers. Keep the old form beside the new one, or name each path in an ADR in gateway/decisions:\n${lines.join('\n')}`,
  );
}

/** The API schema of the last commit that had another one: HEAD while something is uncommitted, its parent after the commit. */
function committedBefore(api: string): string | null {
  for (const revision of ['origin/main', 'HEAD', 'HEAD~1']) {
    try {
      const text = execFileSync('git', ['show', `${revision}:${API}`], {
        cwd: projectRoot,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      if (text !== api) return text;
    } catch {
      // That revision, or the file in it, does not exist: a first commit, or no checkout at all.
    }
  }
  return null;
}

function readDecisions(): string {
  const folder = join(projectRoot, 'gateway', 'decisions');
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
