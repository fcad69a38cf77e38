import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

import { projectRoot } from '../shared/paths.js';
import type { SubgraphName } from '../shared/subgraph/names.js';

/** The composed schema as it is committed; every process of the hub serves exactly this. */
export const supergraphPath = join(projectRoot, 'gateway', 'supergraph.graphql');

export function readSupergraph(): string {
  return readFileSync(supergraphPath, 'utf8');
}

/** Composes subgraphs into the supergraph; throws with every composition error, one per line. */
export function composeSupergraph(subgraphs: readonly { name: SubgraphName; sdl: string }[]): string {
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({
      name,
      typeDefs: parse(sdl),
      url: `http://${name}.hub.local/graphql`,
    })),
  );
  if (result.supergraphSdl === undefined || result.errors !== undefined) {
    const lines = (result.errors ?? []).map((error) => `  - ${error.message}`);
    throw new Error(`The subgraphs do not compose:\n${lines.join('\n')}`);
  }
  return `${result.supergraphSdl.trim()}\n`;
}

/** Refuses to serve a supergraph that is not the one these subgraphs make. */
export function requireCurrentSupergraph(
  committed: string,
  subgraphs: readonly { name: SubgraphName; sdl: string }[],
): void {
  if (composeSupergraph(subgraphs) !== committed) {
    throw new Error(
      'gateway/supergraph.graphql is not what the subgraphs compose to: run `npm run schema` and commit what it writes.',
    );
  }
}
