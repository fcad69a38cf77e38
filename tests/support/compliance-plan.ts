import { readFileSync } from 'node:fs';

import type {
  AnyHubEvent,
  CertificateState,
  EventData,
  EventType,
  ItemState,
  ItemValue,
} from '../../shared/events/contracts.js';
import { emptyFacts, type SchoolFacts } from '../../subgraphs/rollout/compliance/facts.js';
import { foldEvent } from '../../subgraphs/rollout/compliance/fold.js';
import {
  compliancePlan,
  type CompliancePlan,
  type ComplianceRule,
  type PlanDocument,
  type TemplateItem,
} from '../../subgraphs/rollout/compliance/plan.js';

export const school = '31306981';
export const duties = ['HEAD', 'SYSTEM', 'SIGNING'];

const seed = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../db/seed/data/${file}`, import.meta.url), 'utf8'));
const template = seed('checklist-2024.json') as { items: (TemplateItem & { kind: ItemValue['kind'] })[] };

/** The plan that the hub ships: fifteen rules of 100 points, due 28/4/2024 (one 21/4, the records 30/6). */
export const plan: CompliancePlan = compliancePlan({
  document: seed('plan-hai-an-2024.json') as PlanDocument,
  version: 'test',
  items: template.items,
  duties,
});
export const templateItems = template.items;

/** The plan with some of its rules changed. */
export function planWith(changes: Record<string, Partial<ComplianceRule>>): CompliancePlan {
  return { ...plan, rules: plan.rules.map((rule) => ({ ...rule, ...changes[rule.id] })) };
}

/** `2024-04-20 08:00` or `2024-04-20 08:00:00.001`, local time. */
export function local(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}+07:00`);
}

export function happened<Type extends EventType>(
  type: Type,
  at: string | Date,
  data: EventData[Type],
  about: string | null = school,
): AnyHubEvent {
  const actor = { subject: 'someone', role: 'school_admin' };
  const instant = typeof at === 'string' ? local(at) : at;
  return { position: 1, id: '0', type, school: about, at: instant, actor, data } as unknown as AnyHubEvent;
}

export function fold(events: readonly AnyHubEvent[], rules = plan, from = emptyFacts(school)): SchoolFacts {
  return events.reduce((facts, event) => foldEvent(facts, event, rules), from);
}

const fullValues: Record<string, ItemValue> = {
  COMPUTERS_CONNECTED: { kind: 'COUNT', count: 12 },
  ADMINISTRATORS: { kind: 'COUNT', count: 1 },
  ADMINISTRATORS_BACKUP: { kind: 'COUNT', count: 1 },
  SIGNATURES_MANAGERS: { kind: 'RATIO', numerator: 2, denominator: 2 },
  SIGNATURES_TEACHERS: { kind: 'RATIO', numerator: 20, denominator: 20 },
};

/** A value with which the item lets its rule be met. */
export function fullValue(item: string): ItemValue {
  const kind = templateItems.find(({ id }) => id === item)?.kind;
  const byKind: Partial<Record<ItemValue['kind'], ItemValue>> = {
    BOOL: { kind: 'BOOL', bool: true },
    DATE: { kind: 'DATE', date: '2024-04-16' },
    DOC: { kind: 'DOC', number: '12/QĐ', date: '2024-04-16' },
    TEXT: { kind: 'TEXT', text: 'Phần mềm mẫu' },
  };
  const value = fullValues[item] ?? (kind === undefined ? undefined : byKind[kind]);
  if (value === undefined) throw new Error(`No value for item ${item}.`);
  return value;
}

export function itemEvent(
  type:
    | 'readiness.itemSaved'
    | 'readiness.itemSubmitted'
    | 'readiness.itemVerified'
    | 'readiness.itemReturned',
  at: string | Date,
  item: string,
  value: ItemValue | null = fullValue(item),
  state?: ItemState,
): AnyHubEvent {
  const known = templateItems.find(({ id }) => id === item);
  const after = {
    'readiness.itemSaved': 'DRAFT',
    'readiness.itemSubmitted': 'SUBMITTED',
    'readiness.itemVerified': 'VERIFIED',
    'readiness.itemReturned': 'RETURNED',
  } as const;
  return happened(type, at, {
    item,
    rule: known?.rule ?? null,
    clause: 'IV.1-4',
    gate: known?.gate ?? false,
    before: { state: 'NOT_STARTED', value: null, version: 0 },
    after: { state: state ?? after[type], value, version: 1 },
    note: null,
    reason: '',
  });
}

export function certificate(
  at: string | Date,
  after: CertificateState,
  validity: { validFrom?: string; validTo?: string; id?: string } = {},
): AnyHubEvent {
  return happened('readiness.certificateChanged', at, {
    certificate: validity.id ?? 'stamp',
    before: null,
    after,
    validFrom: validity.validFrom ?? '2024-01-01T00:00:00+07:00',
    validTo: validity.validTo ?? '2025-01-01T00:00:00+07:00',
    reason: null,
  });
}

/** 30 pupils a grade, of whom so many are accepted. */
export function counts(at: string | Date, grade: number, accepted: number, deferred = 0): AnyHubEvent {
  const byState = { ACCEPTED: accepted, DEFERRED: deferred, SUBMITTED: 30 - accepted - deferred };
  return happened('records.countsUpdated', at, {
    schoolYear: plan.schoolYear,
    grade,
    before: null,
    after: { eligible: 30, byState },
  });
}

/** The register of a school in scope: 2 managers, 35 teachers (20 homeroom in scope), 3 staff, 30 pupils in each of grades 1 to 5. */
export function registered(at: string | Date): AnyHubEvent[] {
  return [
    happened('schools.schoolRegistered', at, {
      name: 'TH Mẫu 01 (dữ liệu giả)',
      kind: 'PRIMARY',
      ownership: 'PUBLIC',
      ward: 'Cát Bi',
      status: 'ACTIVE',
      hasPrimary: true,
      isSynthetic: true,
    }),
    happened('schools.headcountRecorded', at, {
      managers: 2,
      teachers: 35,
      staff: 3,
      homeroomInScope: 20,
      asOf: '2024-04-01',
    }),
    happened('schools.enrolmentRecorded', at, {
      schoolYear: plan.schoolYear,
      grades: [1, 2, 3, 4, 5].map((grade) => ({ grade, classes: 1, pupils: 30 })),
    }),
  ];
}

export function trained(
  at: string | Date,
  after: { managers: number; teachers: number; staff: number },
): AnyHubEvent {
  return happened('training.attendanceRecorded', at, {
    session: 'S1',
    organiser: 'CITY',
    heldOn: '2024-04-16',
    before: { managers: 0, teachers: 0, staff: 0 },
    after,
    citySessions: 1,
  });
}

/** All that a school has to do before its records, by event, done at one instant; `without` leaves out rules by id. */
export function conditionsMet(at: string | Date, without: readonly string[] = []): AnyHubEvent[] {
  const left = (rule: string) => !without.includes(rule);
  return [
    ...templateItems
      .filter(({ rule }) => rule === null || left(rule))
      .map(({ id }) => itemEvent('readiness.itemSubmitted', at, id)),
    ...(left('R01')
      ? [
          happened('readiness.workingGroupSet', at, {
            decisionNumber: '12/QĐ',
            decisionDate: '2024-04-16',
            headNamed: true,
            members: 5,
          }),
        ]
      : []),
    ...(left('R02')
      ? duties.map((duty) => happened('readiness.dutyAssigned', at, { duty, personNamed: true }))
      : []),
    ...(left('R09') ? [certificate(at, 'DECLARED'), certificate(at, 'APPROVED')] : []),
    ...(left('R11')
      ? [
          happened('readiness.communicationLogged', at, {
            audiences: ['PUPILS', 'PARENTS', 'STAFF', 'TEACHERS', 'MANAGERS'],
            heldOn: '2024-04-16',
          }),
        ]
      : []),
    ...(left('R13') ? [trained(at, { managers: 2, teachers: 35, staff: 3 })] : []),
    ...(left('R14')
      ? [happened('rollout.documentAcknowledged', at, { document: 'D1', kind: 'GUIDANCE' })]
      : []),
  ];
}

/** A sign of life that changes no rule, so that data are fresh. */
export function signOfLife(at: string | Date): AnyHubEvent {
  return happened('rollout.difficultyChanged', at, {
    difficulty: 'small',
    severity: 'MINOR',
    before: null,
    after: 'OPEN',
  });
}
