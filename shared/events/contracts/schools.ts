/** What the register tells. See `contracts.ts` for what holds of all events. */
export interface SchoolsEvents {
  'schools.schoolRegistered': {
    name: string;
    kind: SchoolKind;
    ownership: string;
    ward: string;
    status: SchoolStatus;
    hasPrimary: boolean;
    isSynthetic: boolean;
    /** Why the office closed or reopened the school; absent where the entry was written for another cause. */
    statusReason?: string;
  };
  'schools.headcountRecorded': Headcount & { asOf: string };
  'schools.enrolmentRecorded': {
    schoolYear: string;
    grades: readonly { grade: number; classes: number; pupils: number }[];
  };
  /** The companies that serve a school (II.2-2), by code. */
  'schools.providersSet': { before: readonly string[]; after: readonly string[] };
  /** What a provider has shown or promised (I.2-4); days as `YYYY-MM-DD`. */
  'schools.commitmentRecorded': {
    provider: string;
    kind: string;
    number: string;
    signedOn: string;
    validTo: string | null;
  };
  /** Who to phone at a school changed; names and numbers stay out of the log. `role` is null where the entry was removed. */
  'schools.contactSet': { role: string | null; hasPhone: boolean };
  /** A person was invited or a tool got its token; names and addresses stay out of the log. No schools: the whole district. */
  'schools.accessGranted': {
    grant: string;
    kind: 'PERSON' | 'TOOL';
    role: string;
    schools: readonly string[];
  };
  'schools.accessAccepted': { grant: string };
  /** What was issued to that subject up to then is no good any more. */
  'schools.accessWithdrawn': { subject: string; reason: string };
}

export type SchoolKind = 'PRIMARY' | 'MULTI_LEVEL' | 'LOWER_SECONDARY';
export type SchoolStatus = 'ACTIVE' | 'CLOSED';

export interface StaffGroups {
  managers: number;
  teachers: number;
  staff: number;
}

export interface Headcount extends StaffGroups {
  /** Homeroom teachers of grades in scope: those who must sign records (R08). */
  homeroomInScope: number;
}
