import { readFileSync } from 'node:fs';

import { hubActor } from '../../shared/actor.js';
import type { OpenSession } from '../../shared/session.js';
import { loadPlan, splitPlanFile } from '../../subgraphs/rollout/index.js';

/** A plan's file as JSON; says in which file and where it is none. */
export function readPlanFile(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Error(`${path} is no JSON: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Makes the file's plan the one that the hub oversees, as the mutation `loadPlan` does: other rooms take their part (organisations,
 * wards, grades in scope, the checklist) from the log. Everything is checked before anything is written; the same file again changes
 * nothing. Throws BAD_USER_INPUT with every fault by its path.
 */
export async function applyPlanFile(openSession: OpenSession, file: unknown): Promise<void> {
  const { document, checklist } = splitPlanFile(file);
  await loadPlan(openSession(hubActor), document, checklist);
}
