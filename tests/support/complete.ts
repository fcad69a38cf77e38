import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import {
  buildSchema,
  execute,
  parse,
  type ExecutionResult,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';

import { projectRoot } from '../../shared/paths.js';
import type { Answer } from './hub.js';

let schema: GraphQLSchema | undefined;

/** What callers see, from the file that is committed for them. */
export function apiSchema(): GraphQLSchema {
  schema ??= buildSchema(readFileSync(`${projectRoot}/gateway/api.graphql`, 'utf8'));
  return schema;
}

/**
 * What graphql-js finds wrong with an answer: it runs the operation over the answer's own data, so that each null in a non-null place,
 * each key that is missing or too many and each value of a wrong type shows. Empty where nothing is.
 */
export async function faultsOf(
  document: string,
  variables: Record<string, unknown>,
  { data, errors }: Pick<Answer, 'data' | 'errors'>,
): Promise<string[]> {
  if (data === null || data === undefined)
    return errors === undefined ? ['there is neither data nor an error'] : [];
  const again = await rerun(document, variables, data);
  if (again.errors !== undefined)
    return again.errors.map(({ message, path }) => `${path?.join('.')}: ${message}`);
  return isDeepStrictEqual(JSON.parse(JSON.stringify(again.data)), data)
    ? []
    : ['keys are missing or too many'];
}

type ResponsePath = GraphQLResolveInfo['path'];
type Path = readonly (string | number)[];

export interface Loss {
  /** Places that are null although the whole answer has something there, and no error says why. */
  readonly unexplained: string[];
  /** Places that say something else than the whole answer does. */
  readonly invented: string[];
}

/**
 * How an answer with a part missing differs from the whole one. A null is explained by an error on the way to it (one of a batch
 * stands for all indices), or by GraphQL's own rule: what cannot be null gives its null to what contains it.
 */
export async function lossOf(
  document: string,
  variables: Record<string, unknown>,
  whole: Answer['data'],
  { data, errors = [] }: Pick<Answer, 'data' | 'errors'>,
): Promise<Loss> {
  const unexplained: string[] = [];
  const invented: string[] = [];
  const failed = new Set(errors.map(({ path = [] }) => path.join('.')));
  const inBatch = new Set(errors.map(({ path = [] }) => withoutIndices(path).join('.')));
  const least = await rerun(document, variables, whole, (path) => failed.has(path.join('.')));
  const isExplained = (path: Path): boolean =>
    path.some((_, depth) => inBatch.has(withoutIndices(path.slice(0, depth + 1)).join('.'))) ||
    valueAt(least.data, path) == null;
  const look = (path: Path, before: unknown, after: unknown): void => {
    if (isDeepStrictEqual(before, after)) return;
    if (after === null || after === undefined) {
      if (!isExplained(path)) unexplained.push(path.join('.') || 'data');
    } else if (isComposite(before) && isComposite(after) && Array.isArray(before) === Array.isArray(after)) {
      for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
        look([...path, Array.isArray(before) ? Number(key) : key], before[key], after[key]);
      }
    } else invented.push(path.join('.'));
  };
  look([], whole, data);
  return { unexplained, invented };
}

/** Runs the operation over data that answer it, with null where a path has failed. */
async function rerun(
  document: string,
  variables: Record<string, unknown>,
  data: unknown,
  isFailed: (path: Path) => boolean = () => false,
): Promise<ExecutionResult> {
  return execute({
    schema: apiSchema(),
    document: parse(document),
    variableValues: variables,
    rootValue: data,
    fieldResolver: (source: Record<string, unknown>, _args, _context, { path }) =>
      isFailed(toPath(path)) ? null : source[path.key],
  });
}

function toPath(path: ResponsePath): Path {
  return [...(path.prev === undefined ? [] : toPath(path.prev)), path.key];
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (isComposite(value) ? value[step] : null), data);
}

function withoutIndices(path: Path): string[] {
  return path.filter((step) => typeof step === 'string');
}

function isComposite(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
