import { mapAsyncIterator, type ExecutionRequest, type ExecutionResult } from '@graphql-tools/utils';
import {
  getOperationAST,
  GraphQLError,
  Kind,
  type DocumentNode,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
} from 'graphql';

import { errorCodes } from '../../shared/error-codes.js';
import { BadUserInput, Forbidden, HubError, InternalServerError } from '../../shared/errors.js';
import { digestOf, readIdempotencyKey } from '../../shared/idempotency.js';
import type { Limits } from '../../shared/limits.js';
import type { Logger } from '../../shared/log.js';
import { onSnapshotsOfTheirOwn } from '../../shared/subgraph/snapshots.js';
import { requireCost } from '../limits/cost.js';
import { withinTime } from '../limits/time.js';
import type { GatewayRequest } from '../request.js';
import { completeNulls } from './completion.js';
import type { Engine } from './handler.js';
import { requireKeepableText, requireVariables } from './input.js';
import type { PageDocuments } from './page-documents.js';

export interface OperationInput {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly request: GatewayRequest;
}

/** Codes that callers may meet: the hub's own, and GraphQL's for a document that is none of this schema. */
const told = new Set<unknown>([...errorCodes, 'GRAPHQL_VALIDATION_FAILED']);

/** Runs operations over the engine for every door: who is not signed in sees the schema at most, and no fault shows its inside. */
export class Operations {
  constructor(
    readonly engine: Engine,
    private readonly limits: Pick<Limits, 'cost' | 'operationMs'>,
    private readonly log: Logger,
    /** What a browser session may send; null where it may send anything. */
    private readonly pageDocuments: PageDocuments | null = null,
  ) {}

  /** A query's or mutation's answer, complete in GraphQL's sense. */
  async answer(input: OperationInput): Promise<ExecutionResult> {
    try {
      this.requireListed(input);
      bindIdempotencyKey(input);
      const execution = this.toExecution(input, this.check(input));
      const result = await withinTime(this.limits.operationMs, this.engine.execute(execution));
      if (Symbol.asyncIterator in result) throw new Error('A query or mutation was answered by a stream.');
      return this.present(input, result);
    } catch (error) {
      return this.failure(input, error);
    }
  }

  /** A subscription's events; an error at its start comes as one result, not as a stream. */
  async stream(input: OperationInput): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
    try {
      const result = await this.engine.execute(this.toExecution(input, this.check(input)));
      return Symbol.asyncIterator in result ? this.presentEach(input, result) : this.present(input, result);
    } catch (error) {
      return this.failure(input, error);
    }
  }

  /** Throws what is wrong with the caller, the operation's name, its variables or its cost, before anything runs. */
  check(input: OperationInput): OperationTypeNode {
    requireIdentity(input);
    const operation = operationOf(input);
    requireVariables(this.engine.apiSchema, operation, input.variables);
    requireKeepableText(input.document, input.variables);
    requireCost(this.engine.apiSchema, input.document, operation, input.variables ?? {}, this.limits.cost);
    return operation.operation;
  }

  /**
   * Throws FORBIDDEN where a browser session sends what the page does not: whoever rides on it by a fault of the page can ask no more
   * than the page asks. Tokens are free.
   */
  requireListed({ document, request: { identity } }: OperationInput): void {
    if (this.pageDocuments === null || identity === null || !('session' in identity)) return;
    if (this.pageDocuments.has(document)) return;
    const { role } = identity.actor;
    throw new Forbidden({ action: "send other operations than the page's by a browser session", role });
  }

  /** The result that tells of an error, with nothing of the hub's inside. */
  failure({ request }: OperationInput, error: unknown): ExecutionResult {
    return { data: null, errors: [this.presentError(error, request.requestId)] };
  }

  private presentEach(
    input: OperationInput,
    source: AsyncIterable<ExecutionResult>,
  ): AsyncIterableIterator<ExecutionResult> {
    const events = onSnapshotsOfTheirOwn(source, () => input.request.release());
    return mapAsyncIterator(events, (result) => this.present(input, result));
  }

  private toExecution(input: OperationInput, operationType: OperationTypeNode): ExecutionRequest {
    return {
      document: input.document,
      variables: input.variables ?? {},
      operationName: input.operationName ?? undefined,
      operationType,
      context: input.request,
    };
  }

  private present(input: OperationInput, result: ExecutionResult): ExecutionResult {
    if (result.errors === undefined || result.errors.length === 0) return result;
    const data = completeNulls(this.engine.apiSchema, input, result.data as Record<string, unknown> | null);
    return { data, errors: result.errors.map((error) => this.presentError(error, input.request.requestId)) };
  }

  private presentError(error: unknown, requestId: string): GraphQLError {
    if (error instanceof HubError) return error;
    const { message, path, extensions } = error as GraphQLFormattedError;
    if (told.has(extensions?.['code']))
      return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
    // What a library between the hub's parts says, whatever code it gives it, is of the inside.
    this.log.error({ err: error, requestId }, 'an operation failed');
    const masked = new InternalServerError({ requestId });
    return new GraphQLError(masked.message, { path: path ?? null, extensions: masked.extensions });
  }
}

/** The same text, name and variables are the same operation, by whichever door they come. */
function bindIdempotencyKey({ document, operationName, variables, request }: OperationInput): void {
  const key = readIdempotencyKey(request.idempotencyKey);
  if (key === null || getOperationAST(document, operationName)?.operation !== OperationTypeNode.MUTATION)
    return;
  request.bindKey({ key, digest: digestOf(print(document), operationName ?? null, variables ?? {}) });
}

function operationOf({ document, operationName }: OperationInput): OperationDefinitionNode {
  const operation = getOperationAST(document, operationName);
  if (operation != null) return operation;
  throw new BadUserInput({
    field: 'operationName',
    expected: 'the name of one of the operations in the document',
    got: operationName,
  });
}

/** The schema may be read without a token (where the door allows it); anything else may not. */
function requireIdentity({ document, request }: OperationInput): void {
  if (request.identity !== null || isIntrospectionOnly(document)) return;
  void request.actor;
}

/** Whether the document asks for the schema and nothing else. */
function isIntrospectionOnly(document: DocumentNode): boolean {
  return document.definitions.every(
    (definition) =>
      definition.kind !== Kind.OPERATION_DEFINITION ||
      definition.selectionSet.selections.every(
        (selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'),
      ),
  );
}
