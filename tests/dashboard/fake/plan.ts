import { readFileSync } from 'node:fs';

interface PlanFile {
  id: string;
  title: string;
  number: string | null;
  schoolYear: string;
  unit: { nameVi: string };
  clauses: { id: string; textVi: string }[];
  tasks: {
    id: string;
    titleVi: string;
    titleEn: string;
    start: string;
    due: string;
    timeAsPrinted: string;
    lead: string[];
    leadAsPrinted: string;
    coordinatingAsPrinted: string | null;
    deliverableVi: string;
    clauses: string[];
  }[];
  rules: {
    id: string;
    clause: string;
    weight: number;
    due: string;
    inForceFrom: string;
    titleVi: string;
    titleEn: string;
    fixVi: string;
    fixEn: string;
  }[];
  wards: { code: string; name: string }[];
}

export interface SchoolEntry {
  code: string;
  name: string;
  ward: string;
  isSynthetic: boolean;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../db/seed/data/${name}`, import.meta.url), 'utf8'));

/** The plan's own words and dates, and the synthetic schools, as the hub seeds them. */
export const plan = read('plan-hai-an-2024.json') as PlanFile;
const { schools } = read('schools-hai-an-synthetic.json') as { schools: SchoolEntry[] };

/** The register, its schools repeated under further codes where a test needs many. */
export function register(copies: number): SchoolEntry[] {
  return Array.from({ length: copies }, (_, copy) =>
    schools.map((school) => ({
      ...school,
      code: String(Number(school.code) + 100 * copy),
      name: copy === 0 ? school.name : `${school.name} ${copy + 1}`,
    })),
  ).flat();
}

export function clauseText(clause: string): string {
  return plan.clauses.find(({ id }) => id === clause)?.textVi ?? clause;
}
