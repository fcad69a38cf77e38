import {
  getVariableValues,
  GraphQLError,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

import { BadUserInput } from '../../shared/errors.js';
import { placeIn } from '../../shared/input-place.js';

type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** Refuses variables that are not of their types, naming the place; the planner would report them as its own failure. */
export function requireVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
): void {
  const { errors = [] } = getVariableValues(schema, variableDefinitions, variables ?? {}, { maxErrors: 5 });
  const [first] = errors;
  if (first === undefined) return;
  throw new GraphQLError(first.message, {
    extensions: { field: placeIn(first.message), ...first.extensions, code: 'BAD_USER_INPUT' },
  });
}

/** Refuses text that no database keeps as it was given: a NUL, or half of a character. */
export function requireKeepableText(document: DocumentNode, variables: Variables): void {
  const faultInDocument = faultOf(document);
  if (faultInDocument !== null) throw faultInDocument;
  requireKeepable(variables, '');
}

const faults = new WeakMap<DocumentNode, { fault: BadUserInput | null }>();

/** A document is looked through once: it is kept for all who send the same text. */
function faultOf(document: DocumentNode): BadUserInput | null {
  const known = faults.get(document);
  if (known !== undefined) return known.fault;
  let fault: BadUserInput | null = null;
  visit(document, {
    StringValue: ({ value }) => {
      if (!isKeepable(value)) fault ??= refusal('document');
    },
  });
  faults.set(document, { fault });
  return fault;
}

function requireKeepable(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (!isKeepable(value)) throw refusal(path);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    requireKeepable(inner, path === '' ? key : `${path}.${key}`);
}

function isKeepable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

function refusal(field: string): BadUserInput {
  return new BadUserInput({ field, expected: 'text of whole characters, without NUL (U+0000)' });
}
