import { HubError } from '../../shared/errors.js';

/** Sends one operation to a hub and answers with its data. */
export type Ask = (document: string, variables: Record<string, unknown>) => Promise<Record<string, unknown>>;

/** A hub's refusal of a whole call, with the facts that it gives. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly extensions: Readonly<Record<string, unknown>>,
  ) {
    super(message);
    this.name = 'Refused';
  }
}

const TIMEOUT_MS = 120_000;

/** The GraphQL door of the hub at `url`, for whoever `token` stands for. Throws `Refused` for what the hub refuses, an Error that says where where nobody answers. */
export function doorOf(url: string, token: string): Ask {
  const endpoint = `${url.replace(/\/(?:graphql)?\/?$/, '')}/graphql`;
  return async (query, variables) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw new Error(
        `No hub answers at ${endpoint}: start it with \`npm start\`, or say where it is with --url.`,
        {
          cause,
        },
      );
    });
    return dataOf(await response.json().catch(() => ({ errors: [{ message: `HTTP ${response.status}` }] })));
  };
}

/** The data of an answer; throws `Refused` for the first of its errors. */
export function dataOf(answer: unknown): Record<string, unknown> {
  const { data, errors } = answer as {
    data?: Record<string, unknown> | null;
    errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
  };
  const [first] = errors ?? [];
  if (first !== undefined) throw new Refused(first.message, first.extensions ?? {});
  return data ?? {};
}

/** Whether a failure is one that whoever runs the command can act on from its message alone. */
export function isPlain(error: unknown): error is Error {
  return (
    error instanceof Refused ||
    error instanceof HubError ||
    (error instanceof Error && error.cause !== undefined)
  );
}
