import { BadUserInput, Forbidden } from '../../../shared/errors.js';
import type { Session } from '../../../shared/session.js';
import { listedSchools, mayListDetail, mayReadDetail } from '../policy.js';
import type { AuditQuery } from '../rows/audit.js';

export const auditEntityKinds = [
  'SCHOOL',
  'COMPLIANCE',
  'ITEM',
  'WORKING_GROUP',
  'DUTY',
  'CERTIFICATE',
  'TRAINING_SESSION',
  'GRADE',
  'TASK',
  'DEADLINE',
  'DOCUMENT',
  'DIFFICULTY',
  'VISIT',
  'RECOMMENDATION',
  'BUDGET_LINE',
  'PLAN',
  'WEBHOOK',
] as const;
export type AuditEntityKind = (typeof auditEntityKinds)[number];

/** What the log has to be asked for to tell of the object. */
type Selection = Omit<AuditQuery, 'codes'>;

const everything = { types: null, data: null };

/** How each kind is known in the log: by its school, by the id that its events carry, or by both. */
const selections: Readonly<Record<AuditEntityKind, (id: string) => Selection>> = {
  SCHOOL: (school) => ({ school, ...everything }),
  COMPLIANCE: (school) => ({ school, types: ['rollout.complianceChanged'], data: null }),
  ITEM: (id) => {
    const [school, item] = parts(id, 'school:item');
    return { school, types: null, data: { item } };
  },
  WORKING_GROUP: (school) => ({ school, types: ['readiness.workingGroupSet'], data: null }),
  DUTY: (id) => {
    const [school, duty] = parts(id, 'school:duty');
    return { school, types: null, data: { duty } };
  },
  CERTIFICATE: (certificate) => ({ school: null, types: null, data: { certificate } }),
  TRAINING_SESSION: (session) => ({ school: null, types: null, data: { session } }),
  GRADE: (id) => {
    const [school, schoolYear, grade] = parts(id, 'school:schoolYear:grade');
    return { school, types: null, data: { schoolYear, grade: Number(grade) } };
  },
  TASK: (task) => ({ school: null, types: ['rollout.taskProgressed'], data: { task } }),
  DEADLINE: (id) => {
    const [school, rule] = parts(id, 'school:rule');
    return { school, types: ['rollout.deadlineExtended'], data: { rule } };
  },
  DOCUMENT: (document) => ({ school: null, types: null, data: { document } }),
  DIFFICULTY: (difficulty) => ({ school: null, types: null, data: { difficulty } }),
  VISIT: (visit) => ({ school: null, types: null, data: { visit } }),
  RECOMMENDATION: (recommendation) => ({ school: null, types: null, data: { recommendation } }),
  BUDGET_LINE: (line) => ({ school: null, types: ['rollout.budgetLineSet'], data: { line } }),
  PLAN: (plan) => ({ school: null, types: null, data: { plan } }),
  WEBHOOK: (webhook) => ({ school: null, types: null, data: { webhook } }),
};

/** Kinds that are the district's own doings: open to all who may read the log. */
const districtKinds: readonly AuditEntityKind[] = ['TASK', 'DOCUMENT', 'PLAN'];

/**
 * The question to the log for an object's trail, bounded to the actor's schools. Throws FORBIDDEN for a school's detail that is not
 * the actor's (domain D4) and BAD_USER_INPUT for an id that has not the form of its kind.
 */
export function auditQuery(
  { actor }: Pick<Session, 'actor'>,
  { kind, id }: { kind: AuditEntityKind; id: string },
): AuditQuery {
  const selection = selections[kind](id);
  const { school } = selection;
  const isAllowed =
    districtKinds.includes(kind) || (school === null ? mayListDetail(actor) : mayReadDetail(actor, school));
  if (!isAllowed) {
    throw new Forbidden({
      action: 'read the audit trail',
      role: actor.role,
      ...(school === null ? {} : { school }),
    });
  }
  return { ...selection, codes: mayListDetail(actor) ? listedSchools(actor) : [] };
}

/** Before, after and reason of an event as its type tells them; one that knows no before tells its facts as the after. */
export function changeOf(data: Readonly<Record<string, unknown>>): {
  before: unknown;
  after: unknown;
  reason: string | null;
} {
  const reason = data['reason'] ?? data['note'] ?? null;
  return {
    before: data['before'] ?? null,
    after: 'after' in data ? data['after'] : data,
    reason: typeof reason === 'string' ? reason : null,
  };
}

function parts(id: string, form: string): [string, string, string] {
  const names = form.split(':');
  const given = id.split(':');
  if (given.length !== names.length || given.some((part) => part === '')) {
    throw new BadUserInput({ field: 'entity.id', expected: `an id of the form ${form}`, got: id });
  }
  return given as [string, string, string];
}
