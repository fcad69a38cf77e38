import type { Actor } from '../../shared/actor.js';
import { positionToCursor } from '../../shared/cursor.js';
import type { AnyHubEvent, ComplianceSummary } from '../../shared/events/contracts.js';
import { toRatio } from '../../shared/subgraph/types.js';
import type { ActivePlan } from './plan/active.js';
import { mayReadDetail, mayReadDifficultyEvents, mayReadRule } from './policy.js';
import type {
  ComplianceChanged,
  ComplianceState,
  DifficultyReported,
  TaskStatusChanged,
} from './types/live.js';
import type { ComplianceChangeFilter } from './types/order.js';

/** A change of compliance as the actor may see it; null for other events, beyond its scope, and where the filter leaves it out. */
export function toComplianceChanged(
  actor: Actor,
  plan: ActivePlan | null,
  filter: ComplianceChangeFilter | null,
  event: AnyHubEvent,
): ComplianceChanged | null {
  if (event.type !== 'rollout.complianceChanged' || event.school === null) return null;
  const isAnonymous = actor.role === 'city_viewer';
  if (!isAnonymous && !mayReadDetail(actor, event.school)) return null;
  const { before, after, cause, newlyLate } = event.data;
  if (filter?.school != null && !filter.school.includes(event.school)) return null;
  if (filter?.status != null && !filter.status.includes(after.status)) return null;
  const visible = (rule: string) => {
    const predicate = plan?.rules.get(rule)?.predicate;
    return actor.role !== 'provider' || (predicate !== undefined && mayReadRule(actor, predicate));
  };
  return {
    cursor: positionToCursor(event.position),
    at: event.at,
    school: isAnonymous ? null : { code: event.school },
    before: before === null ? null : toState(before, visible),
    after: toState(after, visible),
    cause: cause !== null && visible(cause.rule) ? cause : null,
    newlyLate: newlyLate.filter(visible),
  };
}

/** Whether a change brought the school into LATE, or let another due pass unmet. */
export function isOverdueDetected({ before, after, newlyLate }: ComplianceChanged): boolean {
  return after.status === 'LATE' && (before?.status !== 'LATE' || newlyLate.length > 0);
}

/** A task's change of state; null for other events. */
export function toTaskStatusChanged(event: AnyHubEvent): TaskStatusChanged | null {
  if (event.type !== 'rollout.taskProgressed') return null;
  const { task, before, after, reason } = event.data;
  return {
    cursor: positionToCursor(event.position),
    at: event.at,
    task,
    school: null,
    before,
    after,
    reason,
    cause: null,
  };
}

/** A difficulty that is new, or open again; null for other events and beyond the actor's scope. */
export function toDifficultyReported(actor: Actor, event: AnyHubEvent): DifficultyReported | null {
  if (event.type !== 'rollout.difficultyChanged' || event.school === null) return null;
  const { difficulty, severity, before, after } = event.data;
  const isReported = before === null || (after === 'REOPENED' && before !== after);
  if (!isReported || !mayReadDifficultyEvents(actor, event.school)) return null;
  const school = { code: event.school };
  return {
    cursor: positionToCursor(event.position),
    at: event.at,
    school,
    id: difficulty,
    severity,
    before,
    after,
    cause: null,
  };
}

function toState(summary: ComplianceSummary, visible: (rule: string) => boolean): ComplianceState {
  const { status, score, readyDeclared, readyVerified, unmet } = summary;
  return { status, score: toRatio(score), readyDeclared, readyVerified, unmet: unmet.filter(visible) };
}
