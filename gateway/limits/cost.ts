import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';

import { LimitExceeded } from '../../shared/errors.js';
import { DEFAULT_PAGE, MAX_PAGE } from '../../shared/subgraph/connection.js';

/** What a list without `first` is taken to hold: a school has some ten items, lines, sessions or visits. */
const LIST_SIZE = 10;
/** Selections with fragments written out: below it even a document of nested fragments is counted in milliseconds. */
const MAX_SELECTIONS = 10_000;

/**
 * Refuses an operation that may be answered by more objects than `limit`, with LIMIT_EXCEEDED: each object counts one, a connection
 * as often as its `first` says (its variable counts), any other list ten times. Values cost nothing, nor does the schema itself.
 */
export function requireCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  limit: number,
): void {
  const got = costOf(schema, document, operation, variables, limit);
  if (got > limit) throw new LimitExceeded({ limit: 'cost', value: limit, got });
}

function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  limit: number,
): number {
  // The one operation alone: of an unnamed one beside others the library would count all.
  const definitions = document.definitions.filter(
    (definition) => definition === operation || definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  try {
    return getComplexity({
      schema,
      query: { kind: Kind.DOCUMENT, definitions },
      variables: { ...variables },
      estimators: [objects],
      maxQueryNodes: MAX_SELECTIONS,
    });
  } catch (error) {
    // Its other complaint is about values, which were checked before.
    if (error instanceof GraphQLError) throw new LimitExceeded({ limit: 'cost', value: limit });
    throw error;
  }
}

const objects: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  if (field.name.startsWith('__') || !isCompositeType(getNamedType(field.type))) return 0;
  return sizeOf() * (1 + childComplexity);

  function sizeOf(): number {
    const isPaged = field.args.some(({ name }) => name === 'first');
    const first: unknown = args['first'];
    // More than a page may hold is refused by its own limit, which says so more plainly.
    if (isPaged) return typeof first === 'number' ? Math.min(Math.max(first, 1), MAX_PAGE) : DEFAULT_PAGE;
    // A connection's `nodes` and `edges` were counted with the connection.
    return isListType(getNullableType(field.type)) && !type.name.endsWith('Connection') ? LIST_SIZE : 1;
  }
};
