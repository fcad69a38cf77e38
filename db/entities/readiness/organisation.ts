import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** The school's own working group (Tổ công tác, IV.2-1). */
export const WorkingGroup = defineEntity({
  name: 'WorkingGroup',
  tableName: 'working_group',
  schema: 'readiness',
  properties: {
    school: p.text().primary(),
    decisionNumber: p.text(),
    decisionDate: p.date(),
    members: p.json<{ name: string; role: string }[]>(),
    version: p.integer(),
    updatedAt: p.datetime(3),
  },
});
export type WorkingGroup = InferEntity<typeof WorkingGroup>;

/** Who answers for a duty of the school's plan (IV.2-2). */
export const DutyAssignment = defineEntity({
  name: 'DutyAssignment',
  tableName: 'duty_assignment',
  schema: 'readiness',
  properties: {
    school: p.text().primary(),
    duty: p.text().primary(),
    person: p.text(),
    updatedAt: p.datetime(3),
  },
});

/** An activity that explains học bạ số to its five audiences (IV.2-3). */
export const Communication = defineEntity({
  name: 'Communication',
  tableName: 'communication',
  schema: 'readiness',
  properties: {
    id: p.uuid().primary(),
    school: p.text().index(),
    audiences: p.json<string[]>(),
    heldOn: p.date(),
    description: p.text(),
    createdAt: p.datetime(3),
  },
});

/** The organisation's stamp certificate (II.3-3); at most one of a school is APPROVED, kept by a partial index. */
export const Certificate = defineEntity({
  name: 'Certificate',
  tableName: 'certificate',
  schema: 'readiness',
  properties: {
    id: p.uuid().primary(),
    school: p.text().index(),
    serial: p.text(),
    issuer: p.text(),
    kind: p.text(),
    validFrom: p.datetime(3),
    validTo: p.datetime(3),
    state: p.text(),
    reason: p.text().nullable(),
    declaredBy: p.text(),
    declaredAt: p.datetime(3),
    decidedBy: p.text().nullable(),
    version: p.integer(),
    updatedAt: p.datetime(3),
  },
  indexes: [
    {
      name: 'certificate_one_approved',
      expression: `create unique index "certificate_one_approved" on "readiness"."certificate" ("school") where state = 'APPROVED'`,
    },
    {
      name: 'certificate_serial_once',
      expression: `create unique index "certificate_serial_once" on "readiness"."certificate" ("issuer", "serial") where state <> 'REJECTED'`,
    },
  ],
});
export type Certificate = InferEntity<typeof Certificate>;
