import { GraphQLError } from 'graphql';

import {
  firstStandings,
  fold,
  linesOf,
  now,
  ratio,
  scoreOf,
  type Standing,
  type Status,
} from './district.js';
import { clauseText, plan, register, type SchoolEntry } from './plan.js';

export interface FakeState {
  readonly schools: readonly SchoolEntry[];
  readonly standings: Map<string, Standing>;
  /** Parts of the hub that do not answer. */
  readonly down: Set<string>;
  readonly startedAt: number;
  staleSince: string | null;
}

interface Filter {
  status?: Status[];
  rule?: string;
  search?: string;
}
interface Order {
  field: 'SCORE' | 'DAYS_LATE' | 'NAME';
  direction: 'ASC' | 'DESC';
}

export const freshState = (schools = register(1)): FakeState => ({
  schools,
  standings: firstStandings(schools),
  down: new Set(),
  startedAt: Date.now(),
  staleSince: null,
});

/** The fake's answers by root field, each from `state` alone. */
export function rootOf(state: FakeState) {
  const clock = (): string => {
    const instant = new Date(Date.parse(now) + Date.now() - state.startedAt + 7 * 3_600_000);
    return instant.toISOString().replace('Z', '+07:00');
  };
  return {
    me: () => ({
      subject: 'officer-1',
      name: 'Nguyễn Thị Mẫu',
      role: 'district_officer',
      schools: null,
      now: clock(),
      isSimulatedTime: true,
    }),
    districtOverview: () => {
      need(state, 'rollout');
      return overviewOf(state, clock());
    },
    district: () => {
      need(state, 'rollout');
      return { code: '31306', overview: overviewOf(state, clock()) };
    },
    timeline: () => {
      need(state, 'rollout');
      return { plan, now: clock(), isSimulatedTime: true, tasks: tasksOf() };
    },
    compliance: (args: { filter?: Filter; orderBy?: Order; first?: number; after?: string }) => {
      need(state, 'rollout');
      return pageOf(state, args);
    },
  };
}

/** A school as an event names it; its name is another part's. */
export function schoolOf(state: FakeState, code: string) {
  const row = state.schools.find((school) => school.code === code);
  const ward = plan.wards.find((candidate) => candidate.code === row?.ward);
  const known =
    <Value>(value: Value) =>
    () => {
      need(state, 'schools');
      return value;
    };
  return { code, name: known(row?.name), ward: known(ward), isSynthetic: known(row?.isSynthetic) };
}

export function need({ down }: FakeState, subgraph: string): void {
  if (!down.has(subgraph)) return;
  throw new GraphQLError(`The part ${subgraph} of the hub does not answer; what it holds is missing here.`, {
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph },
  });
}

function overviewOf(state: FakeState, asOf: string) {
  const all = [...state.standings.values()];
  const inScope = all.filter(({ status }) => status !== 'EXCLUDED');
  const scores = inScope.map((standing) => scoreOf(standing).numerator);
  const statuses: Status[] = ['COMPLIANT', 'AT_RISK', 'LATE', 'UNKNOWN', 'EXCLUDED'];
  return {
    asOf,
    counts: statuses.map((status) => ({
      status,
      count: all.filter((standing) => standing.status === status).length,
    })),
    inScope: ratio(inScope.length, all.length),
    readyDeclared: ratio(inScope.filter(({ readyDeclared }) => readyDeclared).length, inScope.length),
    readyVerified: ratio(inScope.filter(({ readyVerified }) => readyVerified).length, inScope.length),
    averageScore: ratio(
      scores.reduce((sum, score) => sum + score, 0),
      1000 * inScope.length,
    ),
    topUnmet: plan.rules
      .map((rule) => {
        const lines = inScope
          .flatMap(linesOf)
          .filter((line) => line.rule === rule.id && line.state !== 'MET');
        const pointsLost = Math.round(10 * lines.reduce((sum, line) => sum + line.pointsLost, 0)) / 10;
        const { id, clause, titleVi, titleEn } = rule;
        return {
          rule: id,
          clause,
          clauseText: clauseText(clause),
          titleVi,
          titleEn,
          schools: lines.length,
          pointsLost,
        };
      })
      .filter((rule) => rule.schools > 0)
      .toSorted((left, right) => right.schools - left.schools || right.pointsLost - left.pointsLost),
    staleSince: state.staleSince,
    isSynthetic: true,
  };
}

function pageOf(
  state: FakeState,
  {
    filter = {},
    orderBy,
    first = 50,
    after,
  }: { filter?: Filter; orderBy?: Order; first?: number; after?: string },
) {
  const nameOf = (code: string): string => state.schools.find((school) => school.code === code)?.name ?? '';
  const wanted = fold(filter.search ?? '');
  const found = [...state.standings.values()]
    .filter(({ status }) => filter.status === undefined || filter.status.includes(status))
    .filter(({ missing }) => filter.rule === undefined || filter.rule in missing)
    .filter(({ code }) => fold(`${nameOf(code)} ${code}`).includes(wanted));
  const keys = {
    SCORE: (standing: Standing) => scoreOf(standing).percent ?? 101,
    DAYS_LATE: (standing: Standing) => standing.daysLate,
    NAME: (standing: Standing) => Number(standing.code),
  };
  const key = keys[orderBy?.field ?? 'NAME'];
  const sign = orderBy?.direction === 'DESC' ? -1 : 1;
  found.sort((left, right) => sign * (key(left) - key(right)) || Number(left.code) - Number(right.code));
  const from = after == null ? 0 : Number(after);
  const page = found.slice(from, from + first);
  return {
    totalCount: found.length,
    pageInfo: { hasNextPage: from + first < found.length, endCursor: String(from + page.length) },
    nodes: page.map((standing) => ({
      ...standing,
      school: schoolOf(state, standing.code),
      score: scoreOf(standing),
      lines: linesOf(standing),
      risks: standing.status === 'AT_RISK' ? [{ cause: 'PACE', since: null, until: null }] : [],
      staleSince: state.staleSince,
    })),
  };
}

function tasksOf() {
  const progress: Record<string, readonly [state: string, startedAt: string | null, doneAt: string | null]> =
    {
      T1: ['CONFIRMED', '2024-04-08T08:00:00+07:00', '2024-04-12T16:30:00+07:00'],
      T2: ['CONFIRMED', '2024-04-15T08:00:00+07:00', '2024-04-19T10:00:00+07:00'],
      T3: ['DONE', '2024-04-16T08:00:00+07:00', '2024-04-18T17:00:00+07:00'],
      T4: ['DONE', '2024-04-22T08:00:00+07:00', '2024-05-03T11:00:00+07:00'],
      T5: ['IN_PROGRESS', '2024-04-15T08:00:00+07:00', null],
      T6: ['IN_PROGRESS', '2024-04-10T08:00:00+07:00', null],
    };
  return plan.tasks.map((task) => {
    const [state, startedAt, doneAt] = progress[task.id] ?? ['PLANNED', null, null];
    const due = task.id === 'T5' ? '2024-05-31T23:59:59+07:00' : task.due;
    const isOverdue = task.id === 'T5';
    return {
      ...task,
      plannedStart: task.start,
      originalDue: task.due,
      due,
      leads: task.lead,
      clauses: task.clauses.map((id) => ({ id, textVi: clauseText(id) })),
      state,
      startedAt,
      doneAt,
      isOverdue,
      daysOverdue: isOverdue ? 20 : 0,
      taskExtensions: isOverdue
        ? [
            {
              before: task.due,
              after: due,
              grantedAt: '2024-04-26T09:00:00+07:00',
              reason: 'Nhà cung cấp chứng thư số giao chậm.',
            },
          ]
        : [],
      warnings:
        task.id === 'T5'
          ? [
              {
                code: 'STARTS_BEFORE_DEPENDENCY',
                messageVi: 'Bắt đầu trước khi hướng dẫn của T4 được ban hành xong',
                messageEn: 'Starts before the guidance of T4 is complete',
              },
            ]
          : [],
    };
  });
}
