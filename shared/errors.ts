import { GraphQLError } from 'graphql';

import type { ErrorCode } from './error-codes.js';

/** A failure that the caller can act on: its code and its facts travel in `extensions`. */
export abstract class HubError extends GraphQLError {
  protected constructor(code: ErrorCode, message: string, facts: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...facts } });
    this.name = code;
  }
}

export class Unauthenticated extends HubError {
  constructor(reason: string) {
    super('UNAUTHENTICATED', `Sign in: ${reason}.`, { reason });
  }
}

export class Forbidden extends HubError {
  constructor(facts: { action: string; role: string; school?: string }) {
    const where = facts.school === undefined ? '' : ` for school ${facts.school}`;
    super('FORBIDDEN', `The role ${facts.role} may not ${facts.action}${where}.`, facts);
  }
}

export class BadUserInput extends HubError {
  constructor(facts: { field: string; expected: string; got?: unknown; fix?: string }) {
    const fix = facts.fix === undefined ? '' : ` ${facts.fix}`;
    super('BAD_USER_INPUT', `${facts.field}: expected ${facts.expected}.${fix}`, facts);
  }
}

export class NotFound extends HubError {
  constructor(facts: { what: string; id: string }) {
    super('NOT_FOUND', `There is no ${facts.what} ${facts.id}.`, facts);
  }
}

export class VersionConflict extends HubError {
  constructor(facts: { what: string; id: string; expectedVersion: number; currentVersion: number }) {
    super(
      'VERSION_CONFLICT',
      `${facts.what} ${facts.id} is at version ${facts.currentVersion}, not ${facts.expectedVersion}: read it again and repeat the change on what it now says.`,
      facts,
    );
  }
}

export class InvalidTransition extends HubError {
  constructor(facts: { what: string; id: string; from: string; to: string; allowed: readonly string[] }) {
    const allowed = facts.allowed.length === 0 ? 'nothing' : facts.allowed.join(', ');
    super(
      'INVALID_TRANSITION',
      `${facts.what} ${facts.id} cannot go from ${facts.from} to ${facts.to}; allowed: ${allowed}.`,
      facts,
    );
  }
}

export class IncompleteChecklist extends HubError {
  constructor(facts: { school: string; unmet: readonly { item: string; title: string; reason: string }[] }) {
    super(
      'INCOMPLETE_CHECKLIST',
      `The checklist of school ${facts.school} has ${facts.unmet.length} item(s) to complete first.`,
      facts,
    );
  }
}

export class CursorExpired extends HubError {
  constructor(facts: { oldest: string | null }) {
    super(
      'CURSOR_EXPIRED',
      'The log no longer holds what followed this cursor: read the current state by query, then subscribe again without a cursor or from `oldest`.',
      facts,
    );
  }
}

export class LimitExceeded extends HubError {
  constructor(facts: { limit: string; value: number; got?: number; retryAfterS?: number }) {
    const got = facts.got === undefined ? '' : `; this has ${facts.got}`;
    const wait = facts.retryAfterS === undefined ? '' : ` Come back in ${facts.retryAfterS} s.`;
    super('LIMIT_EXCEEDED', `The limit ${facts.limit} is ${facts.value}${got}.${wait}`, facts);
  }
}

export class SubgraphUnavailable extends HubError {
  /** With `reason` it answered that it cannot at present: it did nothing, and the same may be sent again after `retryAfterS`. */
  constructor(facts: UnavailableSubgraph) {
    super('SUBGRAPH_UNAVAILABLE', unavailability(facts), facts);
  }
}

type UnavailableSubgraph = { subgraph: string; reason?: 'NO_ROOM' | 'OVERLOADED'; retryAfterS?: number };

function unavailability({ subgraph, reason, retryAfterS }: UnavailableSubgraph): string {
  if (reason === undefined)
    return `The part ${subgraph} of the hub does not answer; what it holds is missing here.`;
  const lack = reason === 'NO_ROOM' ? 'has no room to write' : 'is overloaded';
  return `The part ${subgraph} of the hub ${lack} at present, and nothing was done: send the same again in ${retryAfterS ?? 60} s.`;
}

/** What a caller sees of a fault of the hub's own: the request's id, and nothing of the inside. */
export class InternalServerError extends HubError {
  constructor(facts: { requestId: string }) {
    super(
      'INTERNAL_SERVER_ERROR',
      `The hub failed; tell its operator the request id ${facts.requestId}.`,
      facts,
    );
  }
}
