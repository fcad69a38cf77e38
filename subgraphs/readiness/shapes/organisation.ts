import type { CertificateRow } from '../rows/certificate.js';
import type { ResponseRow } from '../rows/checklist.js';
import type { CommunicationRow, DutyRow, WorkingGroupRow } from '../rows/organisation.js';
import type { TemplateDuty } from '../template.js';
import type { Certificate } from '../types/certificate.js';
import {
  Audience,
  type CommunicationActivity,
  type PlanDuty,
  type SchoolCommunications,
  type SchoolPlan,
  type SchoolWorkingGroup,
} from '../types/organisation.js';

/** A certificate as the graph shows it at `now`. */
export function toCertificate(row: CertificateRow, now: Date): Certificate {
  const { id, school, serial, issuer, reason, declaredBy, decidedBy } = row;
  const validFrom = new Date(row.validFrom);
  const validTo = new Date(row.validTo);
  return {
    id,
    school,
    serial,
    issuer,
    reason,
    declaredBy,
    decidedBy,
    validFrom,
    validTo,
    kind: row.kind,
    state: row.state,
    isValid: row.state === 'APPROVED' && validFrom <= now && now < validTo,
    declaredAt: new Date(row.declaredAt),
    updatedAt: new Date(row.updatedAt),
  };
}

/** The certificate that stands for the school: the approved one, else the newest; null where it has none. */
export function standingCertificate(newestFirst: readonly CertificateRow[]): CertificateRow | null {
  return newestFirst.find(({ state }) => state === 'APPROVED') ?? newestFirst[0] ?? null;
}

export function toWorkingGroup(row: WorkingGroupRow): SchoolWorkingGroup {
  const { school, decisionNumber, decisionDate, members, version, updatedAt } = row;
  return { school, decisionNumber, decisionDate, members, version, updatedAt: new Date(updatedAt) };
}

export function toDuty({ id, titleVi, titleEn }: TemplateDuty, person: string | null): PlanDuty {
  return { id, titleVi, titleEn, person };
}

/** The school's plan: its document as the checklist has it, and every duty of the template with its person. */
export function toPlan(
  duties: readonly TemplateDuty[],
  assigned: readonly DutyRow[],
  document: ResponseRow | undefined,
): SchoolPlan {
  const value = document?.value?.kind === 'DOC' ? document.value : null;
  const persons = new Map(assigned.map(({ duty, person }) => [duty, person]));
  return {
    number: value?.number ?? null,
    date: value?.date ?? null,
    duties: duties.map((duty) => toDuty(duty, persons.get(duty.id) ?? null)),
  };
}

export function toActivity({
  id,
  school,
  audiences,
  heldOn,
  description,
}: CommunicationRow): CommunicationActivity {
  return { id, school, audiences, heldOn, description };
}

/** What the school told whom: audiences in the plan's order, covered by any of its activities or missing. */
export function toCommunications(rows: readonly CommunicationRow[]): SchoolCommunications {
  const activities = rows.map(toActivity);
  const isCovered = (audience: Audience) => activities.some(({ audiences }) => audiences.includes(audience));
  const all = Object.values(Audience);
  return {
    audiences: all.filter(isCovered),
    missing: all.filter((audience) => !isCovered(audience)),
    activities,
  };
}
