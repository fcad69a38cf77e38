import type { ExecutionResult } from '@graphql-tools/utils';
import type { DocumentNode } from 'graphql';

import type { Actor } from '../../shared/actor.js';
import { cursorToPosition, positionToCursor } from '../../shared/cursor.js';
import { CursorExpired } from '../../shared/errors.js';
import type { OperationInput, Operations } from '../engine/operations.js';
import { CatchUp } from './catch-up.js';
import { AFTER_VARIABLE, toLiveDocument, type LiveDocument } from './document.js';
import { Group } from './group.js';
import { Member, type Backlog, type Bounds, type Sink } from './member.js';

export interface SubscriptionInput extends OperationInput {
  readonly sink: Sink;
  /** Where to go on, named outside the document (an event stream's Last-Event-ID); it goes before the document's `after`. */
  readonly resumeAfter?: string | undefined;
}

export interface SubscriptionsOptions {
  readonly operations: Operations;
  /** The log's present end. */
  readonly head: () => Promise<number>;
  readonly bounds: Bounds;
  readonly onReplay: (depth: number) => void;
  /** An event was handed to all members of its group. */
  readonly onDelivered: (position: number) => void;
}

/** Subscriptions shared among those who ask the same with the same rights, each exact from its own cursor on. */
export class Subscriptions {
  readonly #groups = new Map<string, Promise<{ group: Group; refusal: ExecutionResult | undefined }>>();
  readonly #documents = new WeakMap<DocumentNode, Map<string | null | undefined, LiveDocument>>();
  readonly #backlog: Backlog = { bytes: 0 };

  constructor(private readonly options: SubscriptionsOptions) {}

  /** Live groups, for the metrics. */
  get size(): number {
    return this.#groups.size;
  }

  /** What waits for readers that are behind, for the metrics. An event that waits for several counts for each. */
  get waitingBytes(): number {
    return this.#backlog.bytes;
  }

  /** The caller as a member of those who ask the same; an error at the start comes as one result. */
  async subscribe(input: SubscriptionInput): Promise<Member | ExecutionResult> {
    const { operations } = this.options;
    try {
      operations.requireListed(input);
      operations.check(input);
      return await this.#subscribe(input);
    } catch (error) {
      return operations.failure(input, error);
    }
  }

  async #subscribe(input: SubscriptionInput): Promise<Member | ExecutionResult> {
    const live = this.#liveDocument(input);
    const after = input.resumeAfter ?? live.after(input.variables ?? {});
    const wanted = after === null ? null : cursorToPosition(after);
    const { group, refusal } = await this.#groupOf(live, input);
    if (refusal !== undefined) return refusal;
    // Its last member left while this one was waiting for it.
    if (group.isClosed) return this.#subscribe(input);
    const start = wanted ?? group.position;
    // From another log: waiting until this one has grown that far would be silence.
    if (start > group.position && start > (await this.options.head())) {
      group.closeIfEmpty();
      throw new CursorExpired({ oldest: null });
    }
    const catchUp = start < group.position ? this.#catchUp(live, input, group) : null;
    if (catchUp !== null) this.options.onReplay(group.position - start);
    const member = new Member(start, group, input.sink, catchUp);
    group.join(member);
    // A cursor that the log no longer holds is refused before the first event, not after it.
    const refused = await catchUp?.begin(start);
    if (refused === undefined) return member;
    group.leave(member);
    return refused;
  }

  #catchUp(live: LiveDocument, input: SubscriptionInput, group: Group): CatchUp {
    const { operationName, request } = input;
    const { operations } = this.options;
    const variables = withoutAfter(live, input.variables);
    const rights = rightsOf(request.actor, live.isPersonal);
    return new CatchUp({
      rootKey: live.rootKey,
      group,
      open: ({ position, until }) =>
        operations.stream({
          document: live.document,
          operationName,
          variables: { ...variables, [AFTER_VARIABLE]: positionToCursor(position) },
          // Many come back at once, to the same events: what one of them reads of an event serves the others.
          request: request.derived({ until, share: { cursor: null, rights } }),
        }),
      failure: (error) => operations.failure(input, error),
    });
  }

  #liveDocument({ document, operationName }: SubscriptionInput): LiveDocument {
    const known = this.#documents.get(document) ?? new Map<string | null | undefined, LiveDocument>();
    this.#documents.set(document, known);
    const live = known.get(operationName) ?? toLiveDocument(document, operationName);
    known.set(operationName, live);
    return live;
  }

  async #groupOf(
    live: LiveDocument,
    input: SubscriptionInput,
  ): Promise<{ group: Group; refusal: ExecutionResult | undefined }> {
    const { operationName } = input;
    const { operations, head, bounds, onDelivered } = this.options;
    const variables = withoutAfter(live, input.variables);
    const rights = rightsOf(input.request.actor, live.isPersonal);
    const key = JSON.stringify([live.text, operationName, sorted(variables), rights]);
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const request = input.request.derived({ share: { cursor: null, rights } });
    const source = { document: live.document, operationName, request };
    const opened = (async () => {
      const group = new Group(await head(), {
        rootKey: live.rootKey,
        bounds,
        backlog: this.#backlog,
        failure: (error) => operations.failure({ ...source, variables }, error),
        onClosed: () => this.#groups.delete(key),
        onDelivered,
      });
      const refusal = await group.open((position) =>
        operations.stream({
          ...source,
          variables: { ...variables, [AFTER_VARIABLE]: positionToCursor(position) },
        }),
      );
      return { group, refusal };
    })();
    this.#groups.set(key, opened);
    opened.catch(() => this.#groups.delete(key));
    return opened;
  }
}

/** What decides over an answer: role and scope, and who it is where the answer is about oneself. */
function rightsOf({ role, schools, subject }: Actor, isPersonal: boolean): string {
  return JSON.stringify([
    role,
    schools === 'all' ? schools : schools.toSorted(),
    isPersonal ? subject : null,
  ]);
}

/** The group's variables: those that the rewritten document still declares. */
function withoutAfter(live: LiveDocument, variables: OperationInput['variables']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables ?? {}).filter(([name]) => live.variables.has(name)));
}

function sorted(variables: Record<string, unknown>): [string, unknown][] {
  return Object.entries(variables).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
