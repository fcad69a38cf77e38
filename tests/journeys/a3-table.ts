/** A row of the plan's duties, line by line (domain A3), and of the systems that it names (A4): which tests walk it. */
export interface Row {
  /** Clauses and tasks of the row, as the tests' titles name them. */
  readonly clauses: readonly string[];
  /** Who must, as the plan's text has it. */
  readonly who: string;
  readonly walkedIn: readonly string[];
}

const journeys = (name: string) => `journeys/${name}.test.ts`;
const ready = journeys('ready');
const conditions = journeys('readiness-duties');
const office = 'rollout/duties.test.ts';

/** Domain A3. A clause may be walked in several files; each file has a test that names it. */
export const duties: readonly Row[] = [
  { clauses: ['Căn cứ'], who: 'Phòng', walkedIn: [office] },
  { clauses: ['I.1'], who: 'Phòng', walkedIn: ['schools/import.test.ts'] },
  { clauses: ['I.2-1'], who: 'all', walkedIn: [conditions] },
  { clauses: ['I.2-2'], who: 'solution', walkedIn: [conditions] },
  { clauses: ['I.2-3'], who: 'schools', walkedIn: [conditions] },
  { clauses: ['I.2-4'], who: 'provider', walkedIn: ['schools/oversight.test.ts', ready] },
  { clauses: ['II.2-2'], who: 'provider', walkedIn: ['schools/oversight.test.ts'] },
  { clauses: ['II.1-1'], who: 'schools', walkedIn: ['schools/import.test.ts'] },
  { clauses: ['II.1-2'], who: 'schools', walkedIn: [ready, 'schools/oversight.test.ts'] },
  { clauses: ['II.2-1'], who: 'Phòng, schools', walkedIn: ['schools/oversight.test.ts'] },
  { clauses: ['II.3-1'], who: 'schools', walkedIn: [conditions] },
  { clauses: ['II.3-2'], who: 'schools', walkedIn: [conditions, ready] },
  { clauses: ['IV.2-4a'], who: 'schools', walkedIn: [conditions] },
  { clauses: ['II.3-3'], who: 'schools', walkedIn: [conditions, ready] },
  { clauses: ['IV.2-4b'], who: 'schools', walkedIn: [conditions] },
  { clauses: ['II.3-4'], who: 'schools', walkedIn: [conditions, ready] },
  { clauses: ['IV.2-4c'], who: 'schools', walkedIn: [conditions] },
  { clauses: ['III-1', 'IV.1-1'], who: 'Phòng', walkedIn: [office] },
  { clauses: ['T2'], who: 'Phòng', walkedIn: ['rollout/office-group.test.ts'] },
  { clauses: ['T1'], who: 'Phòng', walkedIn: [journeys('in-process-office')] },
  { clauses: ['T5'], who: 'Phòng, schools', walkedIn: ['rollout/timeline.test.ts'] },
  { clauses: ['III-2', 'T4'], who: 'Phòng', walkedIn: [ready] },
  { clauses: ['III-3', 'T3'], who: 'Phòng, schools', walkedIn: [ready, 'training/organised.test.ts'] },
  { clauses: ['III-5', 'T7'], who: 'Phòng', walkedIn: [ready] },
  { clauses: ['T6'], who: 'Phòng', walkedIn: [ready] },
  { clauses: ['IV.1-2'], who: 'Phòng', walkedIn: [office] },
  { clauses: ['IV.2-3'], who: 'schools', walkedIn: [conditions, ready] },
  { clauses: ['IV.1-3'], who: 'Phòng directs', walkedIn: [conditions] },
  { clauses: ['IV.2-2'], who: 'schools', walkedIn: [conditions, ready] },
  { clauses: ['IV.1-4'], who: 'Phòng organises, schools do', walkedIn: [conditions, ready] },
  { clauses: ['IV.1-5'], who: 'Phòng → Sở', walkedIn: [office] },
  { clauses: ['IV.2-1'], who: 'schools', walkedIn: [conditions, ready] },
  { clauses: ['IV.2-5'], who: 'schools', walkedIn: [ready, 'training/organised.test.ts'] },
  { clauses: ['IV.2-6'], who: 'schools', walkedIn: [office] },
  { clauses: ['V'], who: 'Phòng, schools', walkedIn: [office] },
  { clauses: ['KẾT'], who: 'schools → Phòng', walkedIn: [office] },
  { clauses: ['NN'], who: 'schools', walkedIn: [office] },
];

/** Domain A4: each system or institution that the plan names, by the duty under which it is overseen. */
export const systems: Readonly<Record<string, string>> = {
  'học bạ số software': 'I.2-4',
  'school-management software': 'II.3-2',
  'digital-signature service, personal and stamp': 'II.3-3',
  'MOET information system': 'I.2-1',
  'Sở training': 'III-3',
  'working groups, district': 'T2',
  'working groups, school': 'IV.2-1',
  'service providers': 'II.2-2',
  'inspection & support': 'IV.1-1',
  communications: 'IV.2-3',
  recommendations: 'IV.2-6',
  'difficulty reports': 'KẾT',
  'final summary': 'T7',
  budget: 'V',
  'paper học bạ, administrative procedures that use it': 'I.2-2',
};
