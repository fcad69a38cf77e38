import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { projectRoot } from '../../shared/paths.js';

interface Plan {
  clauses: { id: string; textVi: string }[];
  tasks: { id: string; start: string; due: string; clauses: string[]; dependsOn: string[] }[];
  rules: { id: string; clause: string; otherClauses: string[]; weight: number; task: string }[];
  sourceNotes: {
    clause: string | null;
    otherClauses: string[];
    dateAsPrinted?: string;
    dateCorrected?: string;
  }[];
}

const seed = (file: string) => readFileSync(join(projectRoot, 'db', 'seed', 'data', file), 'utf8');
const plan = JSON.parse(seed('plan-hai-an-2024.json')) as Plan;

/** The plan's own words, without marks of its layout: bullets, emphasis, table cells, line breaks. */
const plain = (text: string): string =>
  text
    .replaceAll(/^\s*(?:[-+]\s+)+/gm, '')
    .replaceAll(/<[^>]+>|\*+|#+/g, '')
    .replaceAll(/[\s\t]+/g, ' ')
    .trim();

const text = seed('ke-hoach-hoc-ba-so-hai-an-2024.md');
const words = plain(text);
const clauseText = new Map(plan.clauses.map(({ id, textVi }) => [id, textVi]));

/** Row 5 of the timetable is cut by a page break: the two halves of each of its cells stand in two tables. */
function taskFive(): string {
  const rows = text.split('\n').map((line) => line.split('\t').map(plain));
  const first = rows.findIndex(([number]) => number === '5');
  const second = rows.findIndex((cells, index) => index > first && cells[0] === '' && cells.length > 1);
  const cells = rows[first]!.slice(1).map((cell, column) => `${cell} ${rows[second]![column + 1] ?? ''}`);
  return plain(cells.join(' '));
}

test('every clause that the hub quotes stands in the plan, word for word, typing errors included', () => {
  const broken = plan.clauses.filter(({ textVi }) => !words.includes(plain(textVi)));
  expect(broken.map(({ id }) => id)).toEqual(['T5']);
  expect(clauseText.get('T5')).toBe(taskFive());
  expect(words).toContain('chuyên đổi số');
  expect(clauseText.get('I.1')).toContain('chuyên đổi số');
});

test("the list of clauses is the plan's: section III keeps its missing item 4, the timetable has seven rows", () => {
  const ids = plan.clauses.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => id.startsWith('III-'))).toEqual(['III-1', 'III-2', 'III-3', 'III-5']);
  expect(plan.tasks.map(({ id }) => id)).toEqual(['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7']);
});

test('every rule, task and note rests on a clause that the plan has', () => {
  const cited = [
    ...plan.rules.flatMap(({ clause, otherClauses }) => [clause, ...otherClauses]),
    ...plan.tasks.flatMap(({ clauses }) => clauses),
    ...plan.sourceNotes.flatMap(({ clause, otherClauses }) => [
      ...(clause === null ? [] : [clause]),
      ...otherClauses,
    ]),
  ];
  expect(cited.filter((id) => !clauseText.has(id))).toEqual([]);
});

test('the weights of the fifteen rules total 100', () => {
  expect(plan.rules).toHaveLength(15);
  expect(plan.rules.reduce((total, { weight }) => total + weight, 0)).toBe(100);
});

test('no task is due before it starts, and each depends on tasks of the plan without going round', () => {
  const known = new Set<string>();
  for (const { id, start, due, dependsOn } of plan.tasks) {
    expect(Date.parse(start)).toBeLessThan(Date.parse(due));
    expect(dependsOn.filter((other) => !known.has(other))).toEqual([]);
    known.add(id);
  }
});

test('a date that the plan misprints is kept as printed beside the real one', () => {
  expect(words).toContain('ngày 37/3/2024');
  expect(plan.sourceNotes.find(({ dateAsPrinted }) => dateAsPrinted === '37/3/2024')).toMatchObject({
    clause: 'III-2',
    dateCorrected: '2024-03-27',
  });
});
