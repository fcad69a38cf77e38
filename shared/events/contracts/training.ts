import type { StaffGroups } from './schools.js';

/** What training tells. See `contracts.ts` for what holds of all events. */
export interface TrainingEvents {
  'training.attendanceRecorded': {
    session: string;
    organiser: SessionOrganiser;
    heldOn: string;
    /** Distinct people newly trained, by group, for the district's and the school's sessions together. */
    before: StaffGroups;
    after: StaffGroups;
    /** Sessions of the city department that the school attended, this one included. */
    citySessions: number;
    /** The headcount in force; null where none was known. */
    people?: StaffGroups | null;
    /** Present where what was recorded before was set right, or a list took the place of counts. */
    correction?: { version: number; reason: string };
  };
  /** The office announced a session of the city or the district; schools attend it later. */
  'training.sessionPlanned': {
    session: string;
    organiser: SessionOrganiser;
    heldOn: string;
    topic: string;
  };
}

export type SessionOrganiser = 'CITY' | 'DISTRICT' | 'SCHOOL';
