import type { Actor } from '../../../shared/actor.js';
import { person } from '../../support/journeys.js';

export const SCHOOL = '31306981';
export const OTHER = '31306982';
export const officer = person('district_officer');
export const head = person('district_head');
export const admin = person('school_admin', [SCHOOL]);
export const principal = person('principal', [SCHOOL]);

/** What an error's extensions have to say. */
export type Facts = { code: string } & Record<string, unknown>;

export interface BadInput {
  readonly what: string;
  readonly actor: Actor;
  readonly document: string;
  readonly variables: Record<string, unknown>;
  readonly facts: Facts;
}

/** A question of an officer's that is refused. */
export function asks(
  what: string,
  document: string,
  facts: Facts,
  variables: Record<string, unknown> = {},
): BadInput {
  return { what, actor: officer, document, variables, facts };
}

/** A refusal with BAD_USER_INPUT that names the field. */
export function bad(field: string, facts: object = {}): Facts {
  return { code: 'BAD_USER_INPUT', field, ...facts };
}
