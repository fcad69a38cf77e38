import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { projectRoot } from '../../shared/paths.js';
import { duties, systems } from './a3-table.js';

interface Plan {
  clauses: { id: string }[];
  rules: { id: string; clause: string; otherClauses: string[] }[];
}
const plan = JSON.parse(
  readFileSync(join(projectRoot, 'db', 'seed', 'data', 'plan-hai-an-2024.json'), 'utf8'),
) as Plan;
const tests = join(projectRoot, 'tests');
const texts = new Map(
  readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => [path, readFileSync(join(tests, path), 'utf8')]),
);
const textOf = (path: string) => texts.get(path) ?? '';
const titlesOf = (path: string) =>
  [...textOf(path).matchAll(/\b(?:test|it)(?:\.\w+)?\(\s*(['"`])(.*?)\1/gs)].map(
    ([, , title]) => title ?? '',
  );
/** The clauses that a title names before its colon, or within it: "III-2, T4: the office publishes …". */
const names = (title: string, clause: string) =>
  title.split(/[\s,:;’'"“”()–]+/).includes(clause) || title.startsWith(`${clause}:`);

describe('every duty of the plan is walked', () => {
  test('the table has each clause and task of the plan, but the heading that its three parts stand under', () => {
    const walked = new Set(duties.flatMap(({ clauses }) => clauses));
    const left = plan.clauses.map(({ id }) => id).filter((id) => !walked.has(id));
    expect(left).toEqual(['IV.2-4']);
  });

  test.each(
    duties.flatMap(({ clauses, walkedIn }) =>
      clauses.flatMap((clause) => walkedIn.map((path) => [clause, path] as const)),
    ),
  )('%s by a test of %s that names it', (clause, path) => {
    expect(titlesOf(path).filter((title) => names(title, clause))).not.toEqual([]);
  });

  test.each(plan.rules.map(({ id, clause, otherClauses }) => [id, [clause, ...otherClauses]] as const))(
    '%s, which cites it, is seen to change in the files that walk its clauses',
    (rule, cited) => {
      const files = duties
        .filter(({ clauses }) => clauses.some((clause) => cited.includes(clause)))
        .flatMap(({ walkedIn }) => walkedIn);
      expect(files.some((path) => new RegExp(`\\b${rule}\\b`).test(textOf(path)))).toBe(true);
    },
  );

  test('every system and institution that the plan names is overseen under a duty of the table', () => {
    const walked = duties.flatMap(({ clauses }) => clauses);
    expect(Object.values(systems).filter((clause) => !walked.includes(clause))).toEqual([]);
  });
});
