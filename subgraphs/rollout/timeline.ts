import { localDate } from '../../shared/calendar.js';
import { daysLate } from './compliance/summary.js';
import type { ActivePlan } from './plan/active.js';
import type { PlanTask } from './plan/document.js';
import type { ExtensionRow, TaskChangeRow, TaskExtensionRow } from './rows/task.js';
import type { Clause } from './types/plan.js';
import type { TaskExtension } from './types/task-extension.js';
import type { DeadlineExtension, Task, TaskWarning } from './types/timeline.js';

/** The plan's tasks at an instant, from what happened to them up to it: actual times, overdue, and the order's warnings. */
export function tasksAt(input: {
  plan: ActivePlan;
  history: readonly TaskChangeRow[];
  extensions: readonly ExtensionRow[];
  /** More time for the tasks themselves, in its order. */
  taskExtensions?: readonly TaskExtensionRow[];
  at: Date;
}): Task[] {
  const { plan, history, extensions, taskExtensions = [], at } = input;
  const progress = new Map(plan.document.tasks.map(({ id }) => [id, progressOf(id, history)]));
  return plan.document.tasks.map((task, index) => {
    const { state, ...actual } = progress.get(task.id) ?? progressOf(task.id, []);
    const granted = taskExtensions.filter((extension) => extension.task === task.id);
    const due = new Date(granted.at(-1)?.after ?? task.due);
    const isOverdue = (state === 'PLANNED' || state === 'IN_PROGRESS') && due < at;
    const started = (id: string) => progress.get(id)?.state ?? 'PLANNED';
    return {
      id: task.id,
      titleVi: task.titleVi,
      titleEn: task.titleEn,
      plannedStart: new Date(task.start),
      originalDue: new Date(task.due),
      due,
      timeAsPrinted: task.timeAsPrinted,
      leads: task.lead,
      leadAsPrinted: task.leadAsPrinted,
      coordinating: task.coordinating,
      coordinatingAsPrinted: task.coordinatingAsPrinted,
      dependsOn: task.dependsOn,
      deliverableVi: task.deliverableVi,
      deliverable: task.deliverableDerived,
      clauses: clausesOf(plan, task.clauses),
      state,
      ...actual,
      isOverdue,
      daysOverdue: isOverdue ? daysLate(due, at) : 0,
      warnings: warningsOf(plan.document.tasks, index, started),
      taskExtensions: granted.map(toTaskExtension),
      extensions: extensions.filter(({ rule }) => plan.rules.get(rule)?.task === task.id).map(toExtension),
    };
  });
}

/** The clauses of those ids with their texts; one that the plan does not have is left out. */
export function clausesOf(plan: ActivePlan, ids: readonly string[]): Clause[] {
  return ids.flatMap((id) => {
    const clause = plan.clauses.get(id);
    return clause === undefined ? [] : [{ id, textVi: clause.textVi, noteVi: clause.noteVi ?? null }];
  });
}

export function toExtension(row: {
  school: string;
  rule: string;
  before: string | Date;
  after: string | Date;
  reason: string;
  grantedAt: string | Date;
}): DeadlineExtension {
  return {
    school: { code: row.school },
    rule: row.rule,
    before: new Date(row.before),
    after: new Date(row.after),
    reason: row.reason,
    grantedAt: new Date(row.grantedAt),
  };
}

function toTaskExtension({ before, after, reason, grantedAt }: TaskExtensionRow): TaskExtension {
  return { before: new Date(before), after: new Date(after), reason, grantedAt: new Date(grantedAt) };
}

type Progress = Pick<Task, 'state' | 'version' | 'note' | 'reason' | 'startedAt' | 'doneAt'>;

function progressOf(task: string, history: readonly TaskChangeRow[]): Progress {
  const own = history.filter((change) => change.task === task);
  const last = own.at(-1);
  const started = own.find(({ state }) => state === 'IN_PROGRESS');
  const done =
    last?.state === 'DONE' || last?.state === 'CONFIRMED'
      ? own.findLast(({ state }) => state === 'DONE')
      : undefined;
  return {
    state: last?.state ?? 'PLANNED',
    version: last?.version ?? 0,
    note: last?.note ?? null,
    reason: last?.reason ?? null,
    startedAt: started === undefined ? null : new Date(started.at),
    doneAt: done === undefined ? null : new Date(done.at),
  };
}

/** What is odd in the order of the tasks as it is printed and as it went. The dates are legal as they stand; nobody moves them. */
function warningsOf(
  tasks: readonly PlanTask[],
  index: number,
  stateOf: (id: string) => Task['state'],
): TaskWarning[] {
  const task = tasks[index] as PlanTask;
  const previous = tasks[index - 1];
  const awaited = tasks.filter(({ id }) => task.dependsOn.includes(id));
  const isUnderWay = stateOf(task.id) !== 'PLANNED' && stateOf(task.id) !== 'CANCELLED';
  return [
    ...(previous !== undefined && startOf(task) < startOf(previous) ? [opensEarly(task, previous)] : []),
    ...awaited
      .filter((other) => startOf(task) <= new Date(other.due))
      .map((other) => opensBeforeDue(task, other)),
    ...awaited
      .filter((other) => isUnderWay && !isDone(stateOf(other.id)))
      .map((other) => runsAhead(task, other)),
  ];
}

function startOf({ start }: PlanTask): Date {
  return new Date(start);
}

function isDone(state: Task['state']): boolean {
  return state === 'DONE' || state === 'CONFIRMED' || state === 'CANCELLED';
}

function opensEarly(task: PlanTask, other: PlanTask): TaskWarning {
  return {
    code: 'STARTS_BEFORE_PREVIOUS',
    messageVi: `${task.id} bắt đầu ngày ${day(task.start)}, trước khi ${other.id} bắt đầu (${day(other.start)}) và kết thúc (${day(other.due)}).`,
    messageEn: `${task.id} starts on ${day(task.start)}, before ${other.id} starts (${day(other.start)}) and ends (${day(other.due)}).`,
  };
}

function opensBeforeDue(task: PlanTask, other: PlanTask): TaskWarning {
  return {
    code: 'STARTS_BEFORE_DEPENDENCY_ENDS',
    messageVi: `${task.id} bắt đầu ngày ${day(task.start)}, trước hạn của ${other.id} (${day(other.due)}) mà nó phụ thuộc.`,
    messageEn: `${task.id} starts on ${day(task.start)}, before the due of ${other.id} (${day(other.due)}), which it depends on.`,
  };
}

function runsAhead(task: PlanTask, other: PlanTask): TaskWarning {
  return {
    code: 'STARTED_BEFORE_DEPENDENCY_DONE',
    messageVi: `${task.id} đang thực hiện khi ${other.id} chưa xong.`,
    messageEn: `${task.id} is under way while ${other.id} is not done.`,
  };
}

function day(instant: string): string {
  const [year, month, date] = localDate(new Date(instant)).split('-').map(Number);
  return `${date}/${month}/${year}`;
}
