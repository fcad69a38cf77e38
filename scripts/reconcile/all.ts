import { hubActor } from '../../shared/actor.js';
import type { OpenSession } from '../../shared/session.js';
import { reconcileCounters, type CounterDifference } from '../../subgraphs/records/index.js';
import { reconcileCompliance, type ComplianceReconciled } from '../../subgraphs/rollout/index.js';

/** What counting and folding anew found. */
export interface Reconciled {
  readonly counters: readonly CounterDifference[];
  readonly compliance: ComplianceReconciled;
}

/** Holds every counter against its units, and every school's compliance against its events. */
export async function reconcileAll(openSession: OpenSession): Promise<Reconciled> {
  const session = openSession(hubActor);
  try {
    return { counters: await reconcileCounters(session), compliance: await reconcileCompliance(session) };
  } finally {
    await session.end();
  }
}

/** Each difference as a line for a person; none where everything agrees. */
export function tellDifferences({ counters, compliance }: Reconciled): string[] {
  return [
    ...counters.map(
      ({ school, schoolYear, grade, state, counter, recount }) =>
        `records: school ${school}, ${schoolYear}, grade ${grade}, ${state ?? 'eligible'}: counted as ${counter}, there are ${recount}`,
    ),
    ...compliance.differences.map(
      ({ school, what, kept, anew }) =>
        `rollout: school ${school}, ${what}: kept ${kept}, its events give ${anew}`,
    ),
  ];
}
