import type { DifficultyState } from '../generated/graphql.js';
import { office, type Role } from '../session/roles.js';

/** What may be done with a difficulty, beside answering. */
export type Step = 'acknowledge' | 'start' | 'resolve' | 'escalate' | 'close' | 'reopen';

/** Where each state leads (domain D3); the hub decides, this only keeps the page from offering what it would refuse. */
const steps: Readonly<Record<DifficultyState, readonly Step[]>> = {
  OPEN: ['acknowledge', 'escalate'],
  ACKNOWLEDGED: ['start', 'resolve', 'escalate'],
  IN_PROGRESS: ['resolve', 'escalate'],
  ESCALATED_TO_CITY: ['start', 'resolve'],
  RESOLVED: ['close', 'reopen'],
  CLOSED: ['reopen'],
  REOPENED: ['acknowledge', 'start', 'escalate'],
};

const inspectors: readonly Step[] = ['acknowledge', 'start'];

/** The steps that this role may take from a state. */
export function stepsFor(state: DifficultyState, role: Role): readonly Step[] {
  if (office.includes(role)) return steps[state];
  return role === 'inspector' ? steps[state].filter((step) => inspectors.includes(step)) : [];
}
