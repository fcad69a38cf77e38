import type { z } from 'zod';

import { readTemplate, type Template } from '../../../shared/checklist.js';
import { BadUserInput } from '../../../shared/errors.js';
import { planChecklist, planDocument, type PlanChecklist, type PlanDocument } from './document.js';

/** One fault of a plan's file: where it stands, what should stand there, and what does. */
export interface Fault {
  readonly path: string;
  readonly expected: string;
  readonly got?: string;
}

/** A plan with what it asks of schools, as the hub takes them. */
export interface CheckedPlan {
  readonly document: PlanDocument;
  readonly checklist: PlanChecklist;
  /** The whole questionnaire; null where only what the rules ask about was given. */
  readonly template: Template | null;
}

/**
 * The plan and the checklist as the hub takes them. Throws BAD_USER_INPUT with every fault at once, each by its path: a form that
 * is not kept, weights that do not total 100, a start after its due, ids given twice or leading nowhere, tasks that wait for each other.
 */
export function checkPlan(document: unknown, checklist: unknown): CheckedPlan {
  const plan = planDocument.safeParse(document);
  const asked = isQuestionnaire(checklist) ? wholeChecklist(checklist) : bareChecklist(checklist);
  refuse([...formFaults(plan.error, '', document), ...asked.faults]);
  const checked = { document: plan.data as PlanDocument, checklist: asked.checklist };
  refuse(faultsOf(checked.document, checked.checklist));
  return { ...checked, template: asked.template };
}

/** Whether it is meant as a whole questionnaire, as schools are asked it, and not only as what the rules need of one. */
export function isQuestionnaire(checklist: unknown): boolean {
  return typeof checklist === 'object' && checklist !== null && 'id' in checklist;
}

interface Asked {
  readonly checklist: PlanChecklist;
  readonly template: Template | null;
  readonly faults: readonly Fault[];
}

function wholeChecklist(given: unknown): Asked {
  const { template, faults } = readTemplate(given);
  const items = (template?.items ?? []).map(({ id, rule, gate }) => ({ id, rule, gate }));
  return {
    template,
    checklist: { items, duties: (template?.duties ?? []).map(({ id }) => id) },
    faults: faults.map(({ field, ...fault }) => ({ path: `checklist.${field}`, ...fault })),
  };
}

function bareChecklist(given: unknown): Asked {
  const { data, error } = planChecklist.safeParse(given);
  return {
    template: null,
    checklist: data ?? { items: [], duties: [] },
    faults: formFaults(error, 'checklist', given),
  };
}

function refuse(faults: readonly Fault[]): void {
  const [first, ...others] = faults;
  if (first === undefined) return;
  const fix = others
    .map(
      ({ path, expected, got }) => `${path}: expected ${expected}${got === undefined ? '' : `, got ${got}`}.`,
    )
    .join(' ');
  throw new BadUserInput({
    field: first.path,
    expected: first.expected,
    ...(first.got === undefined ? {} : { got: first.got }),
    ...(fix === '' ? {} : { fix: `Also: ${fix}` }),
  });
}

function formFaults(error: z.ZodError | undefined, root: string, given: unknown): Fault[] {
  return (error?.issues ?? []).map(({ path, message }) => ({
    path: pathOf(path, root),
    expected: message,
    got: shown(
      path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null)?.[key], given),
    ),
  }));
}

/** What stands at a place, short enough to be read in a sentence. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? value.slice(0, 80) : JSON.stringify(value);
}

function pathOf(path: readonly PropertyKey[], root: string): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, root);
}

function faultsOf(document: PlanDocument, checklist: PlanChecklist): Fault[] {
  const { clauses, tasks, rules, schoolYear, scopeGrades } = document;
  const total = rules.reduce((sum, { weight }) => sum + weight, 0);
  return [
    ...repeated(clauses, 'clauses'),
    ...repeated(tasks, 'tasks'),
    ...repeated(rules, 'rules'),
    ...repeated(checklist.items, 'checklist.items'),
    ...repeated(
      checklist.duties.map((id) => ({ id })),
      'checklist.duties',
    ),
    ...(total === 100 ? [] : [{ path: 'rules', expected: `weights that total 100, not ${total}` }]),
    ...(scopeGrades[schoolYear] === undefined
      ? [{ path: `scopeGrades.${schoolYear}`, expected: 'the grades in scope of the plan’s school year' }]
      : []),
    ...tasks.flatMap(({ start, due }, at) =>
      ordered(start, due, `tasks[${at}].due`, 'an instant not before the task’s start'),
    ),
    ...rules.flatMap(({ inForceFrom, due }, at) =>
      ordered(inForceFrom, due, `rules[${at}].due`, 'an instant not before inForceFrom'),
    ),
    ...unresolved(document, checklist),
    ...circles(tasks, 'tasks', 'dependsOn'),
    ...organisationFaults(document),
  ];
}

function repeated(entries: readonly { readonly id: string }[], path: string, key = 'id'): Fault[] {
  return entries.flatMap(({ id }, at) =>
    entries.findIndex((other) => other.id === id) === at
      ? []
      : [{ path: `${path}[${at}].${key}`, expected: `an id of its own, not ${id} a second time` }],
  );
}

function ordered(from: string, to: string, path: string, expected: string): Fault[] {
  return new Date(from) <= new Date(to) ? [] : [{ path, expected }];
}

/** Ids that lead nowhere: clauses, tasks and rules that are named and not there. */
function unresolved(
  { clauses, tasks, rules, sourceNotes, visitTask }: PlanDocument,
  { items }: PlanChecklist,
): Fault[] {
  const known = { clause: idsOf(clauses), task: idsOf(tasks), rule: idsOf(rules) };
  const lost = (kind: keyof typeof known, id: string | null | undefined, path: string): Fault[] =>
    id == null || known[kind].has(id)
      ? []
      : [{ path, expected: `a ${kind} of the plan; it has none called ${id}` }];
  return [
    ...tasks.flatMap((task, at) => [
      ...task.clauses.flatMap((id, n) => lost('clause', id, `tasks[${at}].clauses[${n}]`)),
      ...task.dependsOn.flatMap((id, n) => lost('task', id, `tasks[${at}].dependsOn[${n}]`)),
    ]),
    ...rules.flatMap((rule, at) => [
      ...lost('clause', rule.clause, `rules[${at}].clause`),
      ...rule.otherClauses.flatMap((id, n) => lost('clause', id, `rules[${at}].otherClauses[${n}]`)),
      ...lost('task', rule.task, `rules[${at}].task`),
      ...lost('rule', rule.parameters.validUntilDueOf, `rules[${at}].parameters.validUntilDueOf`),
    ]),
    ...lost('task', visitTask, 'visitTask'),
    ...sourceNotes.flatMap((note, at) => lost('clause', note.clause, `sourceNotes[${at}].clause`)),
    ...items.flatMap((item, at) => lost('rule', item.rule, `checklist.items[${at}].rule`)),
  ];
}

function idsOf(entries: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(entries.map(({ id }) => id));
}

function organisationFaults({ organisations, unit, wards }: PlanDocument): Fault[] {
  const tree = organisations.map(({ code, parent }) => ({
    id: code,
    dependsOn: parent === null ? [] : [parent],
  }));
  const known = idsOf(tree);
  const lost = (code: string, path: string): Fault[] =>
    known.has(code) ? [] : [{ path, expected: `one of the organisations; there is none called ${code}` }];
  return [
    ...repeated(tree, 'organisations', 'code'),
    ...repeated(
      wards.map(({ code }) => ({ id: code })),
      'wards',
      'code',
    ),
    ...organisations.flatMap(({ parent }, at) =>
      parent === null ? [] : lost(parent, `organisations[${at}].parent`),
    ),
    ...lost(unit.code, 'unit.code'),
    ...circles(tree, 'organisations', 'parent'),
  ];
}

interface Node {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

/** Those that wait for themselves, each circle told once, from its first member on. */
function circles(nodes: readonly Node[], list: string, field: string): Fault[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const done = new Set<string>();
  const faults: Fault[] = [];
  const walk = (id: string, way: readonly string[]): void => {
    const start = way.indexOf(id);
    if (start >= 0) {
      const circle = [...way.slice(start), id].join(' → ');
      const at = nodes.findIndex((node) => node.id === id);
      faults.push({ path: `${list}[${at}].${field}`, expected: `no circle of ${list}, but ${circle}` });
      return;
    }
    if (done.has(id)) return;
    for (const next of byId.get(id)?.dependsOn ?? []) walk(next, [...way, id]);
    done.add(id);
  };
  for (const { id } of nodes) walk(id, []);
  return faults;
}
