import type { CombinedError } from 'urql';

import type { Texts } from '../texts/index.js';

/** Why a part of the page has no answer, or only half of one. */
export interface Problem {
  readonly kind:
    | 'unauthenticated'
    | 'unreachable'
    | 'partDown'
    | 'forbidden'
    | 'tooMuch'
    | 'refused'
    | 'internal';
  /** The parts of the hub that do not answer. */
  readonly parts: readonly string[];
  /** What the hub's operator finds the fault by. */
  readonly requestId: string | null;
  /** What the hub said, code and facts, for a page that knows what to do about it. */
  readonly errors: readonly GraphError[];
}

/** An error as the graph gives it: `extensions.code` is of the hub's closed list, beside it the facts that belong to the code. */
export interface GraphError {
  readonly message: string;
  readonly extensions?: Record<string, unknown> | undefined;
}

/** Why a request has no answer, or only half of one; null where it has. */
export function problemOf(error: CombinedError | undefined): Problem | null {
  if (error === undefined) return null;
  if (error.graphQLErrors.length > 0) return problemOfErrors(error.graphQLErrors);
  const status = (error.response as Response | undefined)?.status;
  return { kind: status === 401 ? 'unauthenticated' : 'unreachable', parts: [], requestId: null, errors: [] };
}

/** The gravest of an answer's errors, with every part that is down. */
export function problemOfErrors(errors: readonly GraphError[]): Problem {
  const codes = new Set(errors.map(({ extensions }) => extensions?.['code']));
  const parts = errors
    .map(({ extensions }) => extensions?.['subgraph'])
    .filter((part) => typeof part === 'string');
  const requestId = errors
    .map(({ extensions }) => extensions?.['requestId'])
    .find((id) => typeof id === 'string');
  const kind = kinds.find(([code]) => codes.has(code))?.[1] ?? 'internal';
  return { kind, parts: [...new Set(parts)], requestId: requestId ?? null, errors };
}

/** A problem in the words of the screen. */
export function describe({ kind, parts, requestId }: Problem, texts: Texts): string {
  switch (kind) {
    case 'partDown':
      return texts.problem.partDown(parts.map(texts.problem.part).join(', '));
    case 'unauthenticated':
      return texts.signIn.expired;
    case 'internal':
      return requestId === null
        ? texts.problem.internal
        : `${texts.problem.internal} (${texts.problem.requestId(requestId)})`;
    case 'unreachable':
    case 'forbidden':
    case 'tooMuch':
    case 'refused':
      return texts.problem[kind];
    default:
      return kind satisfies never;
  }
}

/** A fault that may pass by itself. */
export const mayPass = ({ kind }: Problem): boolean =>
  kind === 'unreachable' || kind === 'partDown' || kind === 'internal';

const kinds: readonly (readonly [code: string, kind: Problem['kind']])[] = [
  ['UNAUTHENTICATED', 'unauthenticated'],
  ['SUBGRAPH_UNAVAILABLE', 'partDown'],
  ['FORBIDDEN', 'forbidden'],
  ['LIMIT_EXCEEDED', 'tooMuch'],
  ['BAD_USER_INPUT', 'refused'],
  ['NOT_FOUND', 'refused'],
  ['VERSION_CONFLICT', 'refused'],
  ['INVALID_TRANSITION', 'refused'],
  ['INCOMPLETE_CHECKLIST', 'refused'],
];
