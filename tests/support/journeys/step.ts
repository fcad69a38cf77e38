import type { Actor } from '../../../shared/actor.js';

/** The data of earlier steps, by the steps' names. */
// Steps read whatever they asked for.
// oxlint-disable-next-line typescript/no-explicit-any
export type Answers = Record<string, any>;

/** One operation of a journey, sent when the hub has taken in all that came before it. */
export interface Step {
  readonly name: string;
  readonly actor: Actor;
  readonly document: string;
  readonly variables?: (answers: Answers) => Record<string, unknown>;
}

/** What one user does, in order. */
export interface Journey {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** A person or tool as their tokens would name them. */
export function person(role: Actor['role'], schools: Actor['schools'] = 'all'): Actor {
  const suffix = schools === 'all' ? '' : `-${schools.join('-')}`;
  return { subject: `${role}${suffix}`, name: role, role, schools };
}
