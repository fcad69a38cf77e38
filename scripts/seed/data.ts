import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../../shared/paths.js';
import type { RegisterSchool } from '../../subgraphs/schools/index.js';

/** The files of db/seed/data, as they are written there. */
export interface SeedPlan {
  id: string;
  schoolYear: string;
  scopeGrades: Record<string, number[]>;
  unit: { code: string };
  organisations: { code: string; nameVi: string; nameEn: string; level: string; parent: string | null }[];
  wards: { code: string; name: string }[];
}

export interface SeedSchool extends RegisterSchool {
  gradeClasses: Record<string, number>;
  gradePupils: Record<string, number>;
  headcount: { managers: number; teachers: number; staff: number; homeroomInScope: number };
}

export interface SeedSchools {
  providers: {
    code: string;
    name: string;
    services: string[];
    licence: string | null;
    isSynthetic: boolean;
  }[];
  schools: SeedSchool[];
}

export interface SeedTemplate {
  id: string;
  items: { id: string; rule: string | null; gate: boolean; kind: string }[];
  duties: { id: string }[];
}

export const readPlan = (): SeedPlan => readSeed('plan-hai-an-2024.json') as SeedPlan;
export const readTemplate = (): SeedTemplate => readSeed('checklist-2024.json') as SeedTemplate;
export const readSchools = (): SeedSchools => readSeed('schools-hai-an-synthetic.json') as SeedSchools;

function readSeed(file: string): unknown {
  return JSON.parse(readFileSync(join(projectRoot, 'db', 'seed', 'data', file), 'utf8'));
}
