import type { EntityKey } from '../../shared/subgraph/build.js';
import { toCompletion } from './completion.js';
import type { TrainingContext } from './context.js';
import { mayKnowSchool } from './policy.js';
import { completionKey } from './rows/completion.js';
import type { SessionRow } from './rows/session.js';
import type { School, TrainingCompletion, TrainingSession } from './types/training.js';

/** The school under that code; null where the actor may not know it. Whether it exists is the register's to say. */
export function resolveSchool({ code }: EntityKey, { actor }: TrainingContext): School | null {
  return mayKnowSchool(actor, code) ? { code } : null;
}

/** A school's training as the graph shows it, now or as it was shown at `asOf`; all unknown where nothing was ever told of the school. */
export async function loadCompletion(
  code: string,
  { loaders }: TrainingContext,
  asOf: Date | null = null,
): Promise<TrainingCompletion> {
  const row =
    asOf === null
      ? await loaders.completion.load(code)
      : await loaders.pastCompletion.load(completionKey(code, asOf));
  return toCompletion(code, row, asOf);
}

/** The sessions that the school attended, now or as they were recorded at `asOf`. */
export async function loadSessions(
  code: string,
  { loaders }: TrainingContext,
  asOf: Date | null,
): Promise<TrainingSession[]> {
  const rows = await loaders.sessions.load(code);
  if (asOf === null) return rows.map(toSession);
  const versions = await loaders.versions.load(code);
  return rows.flatMap((row) => {
    const then = versions.findLast(
      ({ session, recordedAt }) => session === row.id && new Date(recordedAt) <= asOf,
    );
    if (then === undefined) return [];
    const { managers, teachers, staff, source, version } = then;
    return [toSession({ ...row, managers, teachers, staff, source, version })];
  });
}

/** A session as the graph shows it. */
export function toSession({ managers, teachers, staff, recordedAt, ...row }: SessionRow): TrainingSession {
  return { ...row, newlyTrained: { managers, teachers, staff }, recordedAt: new Date(recordedAt) };
}
