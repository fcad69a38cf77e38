import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { parse, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { buildSchema, createResolversMap, type NonEmptyArray } from 'type-graphql';

import { coalesce } from './coalesce.js';
import type { RequestBase, SubgraphContext } from './context.js';
import type { SubgraphName } from './names.js';

/** Every entity of the hub is known by its code. */
export interface EntityKey {
  readonly code: string;
}

/** Finds the entity for a key that the supergraph asks about; null where there is none. */
export type ReferenceResolver<Loaders> = (
  key: EntityKey,
  context: SubgraphContext<Loaders>,
  info: GraphQLResolveInfo,
) => unknown;

type ReferenceRest<Loaders> = [context: SubgraphContext<Loaders>, info: GraphQLResolveInfo];

export interface SubgraphDefinition<Loaders> {
  readonly name: SubgraphName;
  // type-graphql takes resolvers as classes and nothing else.
  readonly resolvers: NonEmptyArray<Function>;
  /** Types that no resolver returns but that the schema must have, entities first of all. */
  readonly types?: readonly Function[];
  readonly references: Readonly<Record<string, ReferenceResolver<Loaders>>>;
  /** Loaders live as long as one request. */
  readonly loaders: (base: RequestBase) => Loaders;
}

/** A subgraph ready to answer: its federated schema, and how a request becomes its context. */
export interface Subgraph {
  readonly name: SubgraphName;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  contextFor(base: RequestBase): object;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible"])`;

/** Turns type-graphql resolvers into a federated schema with `_service` and `_entities`. */
export async function buildSubgraph<Loaders>(definition: SubgraphDefinition<Loaders>): Promise<Subgraph> {
  const plain = await buildSchema({
    resolvers: definition.resolvers,
    orphanedTypes: [...(definition.types ?? [])],
    // Every subscription brings its own iterator from the event log; type-graphql insists on a bus all the same.
    pubSub: { publish: () => {}, subscribe: () => emptyAsyncIterable() },
    validate: false,
    // Federation's directives are unknown to the plain schema; @apollo/subgraph checks them below.
    skipCheck: true,
  });
  const sdl = `${LINK}\n\n${printSchemaWithDirectives(plain)}\n`;
  const resolvers: Record<string, unknown> = createResolversMap(plain);
  for (const [type, resolveReference] of Object.entries(definition.references)) {
    resolvers[type] = {
      ...(resolvers[type] as object | undefined),
      // Federation hands over whatever a representation holds: what is no key is the key of nothing.
      __resolveReference: (key: Partial<Record<keyof EntityKey, unknown>>, ...rest: ReferenceRest<Loaders>) =>
        typeof key.code === 'string' ? resolveReference({ code: key.code }, ...rest) : null,
    };
  }
  coalesceEach(resolvers['Subscription'] as Record<string, SubscriptionResolver> | undefined);
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  return {
    name: definition.name,
    sdl,
    schema,
    contextFor: (base) => {
      let loaders: Loaders | undefined;
      let writes = -1;
      const current = (): Loaders => {
        // A mutation's second root field must not be answered from what its first one has changed since.
        if (loaders === undefined || writes !== base.session.writes) {
          loaders = definition.loaders(base);
          writes = base.session.writes;
        }
        return loaders;
      };
      return {
        ...base,
        get loaders(): Loaders {
          return current();
        },
      };
    },
  };
}

interface SubscriptionResolver {
  subscribe: (
    root: unknown,
    args: { readonly coalesce?: number | null },
    context: RequestBase,
    info: GraphQLResolveInfo,
  ) => Promise<AsyncIterable<object>>;
}

/** Folds the events of a subscription whose caller asks for it: before the first field of an event is read. */
function coalesceEach(subscriptions: Record<string, SubscriptionResolver> = {}): void {
  for (const resolver of Object.values(subscriptions)) {
    const { subscribe } = resolver;
    resolver.subscribe = async (root, args, context, info) => {
      const source = await subscribe(root, args, context, info);
      const windowMs = args.coalesce ?? null;
      return windowMs === null
        ? source
        : coalesce(source, { windowMs, later: context.later, keyOf: subjectOf });
    };
  }
}

/** What an event is about: a school, else a task; each of the rest is about itself. */
function subjectOf({ school, task }: { school?: { code: string } | null; task?: string }): string | null {
  return school?.code ?? task ?? null;
}

async function* emptyAsyncIterable(): AsyncGenerator<never> {}
