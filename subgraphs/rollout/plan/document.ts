import { z } from 'zod';

import { predicateNames } from '../compliance/plan.js';

const name = z.string().trim().min(1, 'a name or text that is not empty');
const instant = z.iso.datetime({
  offset: true,
  error: 'an instant with offset such as 2024-04-28T23:59:59+07:00',
});
const day = z.iso.date('a calendar day such as 2024-04-28');
const schoolYear = z
  .string()
  .regex(/^\d{4}-\d{4}$/, 'a school year such as 2023-2024')
  .refine(
    (text) => Number(text.slice(5)) === Number(text.slice(0, 4)) + 1,
    'two years in a row such as 2023-2024',
  );
const grade = z.int('a whole number').min(1, 'a grade from 1').max(12, 'a grade up to 12');

const clause = z.looseObject({ id: name, textVi: name, noteVi: z.string().optional() });

const sourceNote = z.looseObject({
  clause: name.nullable(),
  otherClauses: z.array(name).default([]),
  vi: name,
  en: name,
  dateAsPrinted: z.string().optional(),
  dateCorrected: day.optional(),
});

const task = z.looseObject({
  id: name,
  titleVi: name,
  titleEn: name,
  start: instant,
  due: instant,
  timeAsPrinted: name,
  lead: z.array(name).min(1, 'at least one who leads'),
  leadAsPrinted: name,
  coordinating: z.array(name).default([]),
  coordinatingAsPrinted: z.string().nullable().default(null),
  dependsOn: z.array(name).default([]),
  deliverableVi: name,
  deliverableDerived: z.string().nullable().default(null),
  clauses: z.array(name).default([]),
});

const parameters = z.strictObject({
  minComputers: z.int().min(1).optional(),
  dataSets: z.array(z.enum(['MANAGERS', 'TEACHERS', 'PUPILS', 'RESULTS'])).optional(),
  validUntilDueOf: name.optional(),
  minAdministrators: z.int().min(1).optional(),
  audiences: z.array(z.enum(['MANAGERS', 'TEACHERS', 'STAFF', 'PARENTS', 'PUPILS'])).optional(),
  minAttendance: z.int().min(1).optional(),
  groups: z.array(z.enum(['MANAGERS', 'TEACHERS', 'STAFF'])).optional(),
});

const rule = z.looseObject({
  id: name,
  clause: name,
  otherClauses: z.array(name).default([]),
  gate: z.boolean(),
  weight: z.int('whole points').min(0, 'points from 0'),
  task: name.nullable().default(null),
  inForceFrom: instant,
  due: instant,
  dueBasis: z.enum(['SEED', 'DERIVED']),
  predicate: z.enum(predicateNames),
  parameters: parameters.default({}),
  titleVi: name,
  titleEn: name,
  fixVi: name,
  fixEn: name,
});

/** Within how many working days the office acknowledges and resolves a school's difficulty (KẾT: "kịp thời"). */
const responseClock = z
  .strictObject({
    acknowledgeWorkingDays: z.int('whole days').min(1, 'days from 1').max(60, 'at most 60 days'),
    resolveWorkingDays: z.int('whole days').min(1, 'days from 1').max(250, 'at most 250 days'),
  })
  .refine(({ acknowledgeWorkingDays, resolveWorkingDays }) => acknowledgeWorkingDays <= resolveWorkingDays, {
    message: 'a time to resolve that is not shorter than the time to acknowledge',
    path: ['resolveWorkingDays'],
  });

/** What the yearly decision on holidays adds to the law: other days off, and weekend days that are worked instead. */
const workCalendar = z.strictObject({
  daysOff: z.array(day).default([]),
  workDays: z.array(day).default([]),
});

const organisation = z.looseObject({
  code: name,
  nameVi: name,
  nameEn: name,
  level: name,
  parent: name.nullable(),
});
const ward = z.looseObject({ code: name, name });

const unit = z.looseObject({
  code: name,
  nameVi: name,
  nameEn: name,
  /** The area that the unit oversees; a unit that is no district has none, and its own code stands for it. */
  districtCode: name.nullable().optional(),
  districtNameVi: name.nullable().optional(),
});

/** The form of a plan's file. Organisations, wards and scope grades are other rooms' to keep: the log tells them (`rollout.planLoaded`). */
export const planDocument = z.looseObject({
  id: name,
  title: name,
  number: z.string().nullable().default(null),
  issuedOn: day.nullable().default(null),
  schoolYear,
  scopeGrades: z.record(schoolYear, z.array(grade).min(1, 'at least one grade')),
  unit,
  organisations: z.array(organisation, 'the organisations, from the ministry down to the unit').min(1),
  wards: z.array(ward, 'the wards or areas of the unit, at least one').min(1, 'at least one ward or area'),
  responseClock: responseClock.optional(),
  workCalendar: workCalendar.optional(),
  /** The task under which schools are visited; each is visited by its due. */
  visitTask: name.optional(),
  sourceNotes: z.array(sourceNote).default([]),
  clauses: z.array(clause).min(1, 'at least one clause'),
  tasks: z.array(task).min(1, 'at least one task'),
  rules: z.array(rule).min(1, 'at least one rule'),
});

const duty = z.union([name, z.object({ id: name })], 'a duty’s id');

/** What the rules ask about that stands in the checklist template: its items, and the duties to be named (by id, or with their titles). */
export const planChecklist = z.object({
  items: z.array(z.object({ id: name, rule: name.nullable(), gate: z.boolean() })),
  duties: z.array(duty.transform((given) => (typeof given === 'string' ? given : given.id))),
});

/** Which questionnaire it is, and what it says, by its digest; one that readiness published before digests were told has none. */
export interface TemplateName {
  readonly id: string;
  readonly version: number;
  readonly digest?: string;
}

/** A checklist as the plan keeps it: the one that it began with, and those that came into force after it. */
export interface KeptChecklist extends PlanChecklist {
  readonly template?: TemplateName;
  readonly later?: readonly LaterChecklist[];
}

export interface LaterChecklist extends PlanChecklist {
  readonly template: TemplateName;
  /** ISO 8601. */
  readonly since: string;
}

export type PlanDocument = z.infer<typeof planDocument>;
export type PlanTask = PlanDocument['tasks'][number];
export type PlanRule = PlanDocument['rules'][number];
export type PlanClause = PlanDocument['clauses'][number];
export type PlanChecklist = z.infer<typeof planChecklist>;
