import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { composeServices } from '@apollo/composition';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import {
  buildASTSchema,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
  type DocumentNode,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';

import { composeSupergraph, supergraphPath } from '../../gateway/index.js';
import { requireCurrentSupergraph } from '../../gateway/supergraph.js';
import { buildAll } from '../../scripts/subgraphs.js';
import { projectRoot } from '../../shared/paths.js';
import type { Subgraph } from '../../shared/subgraph/build.js';

let subgraphs: Subgraph[];
beforeAll(async () => {
  subgraphs = await buildAll();
});

const committed = () => readFileSync(supergraphPath, 'utf8');
const apiOf = (supergraph: string) => {
  const open: DocumentNode = transformSupergraphToPublicSchema(parse(supergraph));
  return `${printSchema(lexicographicSortSchema(buildASTSchema(open)))}\n`;
};

const bare = (sdl: string) =>
  print(
    visit(parse(sdl, { noLocation: true }), {
      StringValue: (_, key) => (key === 'description' ? null : undefined),
    }),
  );

describe('the committed supergraph', () => {
  test('is what the subgraphs compose to', () => {
    expect(composeSupergraph(subgraphs)).toBe(committed());
  });

  test('gives callers the committed API schema', () => {
    expect(apiOf(committed())).toBe(readFileSync(join(projectRoot, 'gateway', 'api.graphql'), 'utf8'));
  });

  test('is also what the reference composition makes of them, as callers see it', () => {
    const { supergraphSdl, errors } = composeServices(
      subgraphs.map(({ name, sdl }) => ({
        name,
        typeDefs: parse(sdl),
        url: `http://${name}.hub.local/graphql`,
      })),
    );
    expect(errors).toBeUndefined();
    // Of descriptions that differ between subgraphs each takes another one.
    expect(bare(apiOf(supergraphSdl!))).toBe(bare(apiOf(committed())));
  });

  test('is refused at the start where a subgraph says something else', () => {
    expect(() => requireCurrentSupergraph(committed(), subgraphs)).not.toThrow();
    const [first, ...others] = subgraphs;
    const changed = { ...first!, sdl: first!.sdl.replace('type Query {', 'type Query {\n  added: String') };
    expect(() => requireCurrentSupergraph(committed(), [changed, ...others])).toThrow('npm run schema');
  });
});

test('subgraphs that do not compose are refused with every reason', () => {
  const broken = subgraphs.map((subgraph) =>
    subgraph.name === 'schools'
      ? { ...subgraph, sdl: subgraph.sdl.replace('hasNextPage: Boolean!', 'hasNextPage: String') }
      : subgraph,
  );
  expect(() => composeSupergraph(broken)).toThrow(/^The subgraphs do not compose:\n {2}- .*hasNextPage/);
});

test('the API schema says nothing of federation', () => {
  const api = readFileSync(join(projectRoot, 'gateway', 'api.graphql'), 'utf8');
  expect(api).not.toMatch(/_Any|_Entity|_Service|join__|link__/);
});
