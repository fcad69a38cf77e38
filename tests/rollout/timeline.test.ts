import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { local, registered } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import { cityViewer, definition, happen, of, officer, openRollout, registeredAs } from './bench.js';

const other = '31306982';
let bench: Workbench;
beforeAll(async () => {
  bench = await openRollout('2024-04-08 08:00');
  await happen(bench, [
    ...registered('2024-04-08 08:00'),
    ...of(other, registered('2024-04-08 08:00')),
    registeredAs('31306983', '2024-04-08 08:00', { status: 'CLOSED' }),
  ]);
});
afterAll(() => bench.close());

const ask = (actor: Actor, text: string, variables = {}) => bench.run(definition, actor, text, variables);
describe('the timeline', () => {
  const timeline = `query($asOf: DateTime) { timeline(asOf: $asOf) { now isSimulatedTime asOf plan { id title number schoolYear issuedOn scopeGrades unit { nameVi } }
    sourceNotes { clause textVi dateAsPrinted dateCorrected } tasks { id titleVi titleEn plannedStart originalDue due timeAsPrinted leads leadAsPrinted coordinating coordinatingAsPrinted
    deliverableVi deliverable dependsOn clauses { id textVi } state version startedAt doneAt isOverdue daysOverdue warnings { code messageVi messageEn } extensions { rule school { code } } } } }`;
  interface Shown {
    tasks: {
      id: string;
      warnings: { code: string; messageVi: string }[];
      extensions: object[];
      isOverdue: boolean;
    }[];
    sourceNotes: object[];
  }
  const shown = async (actor: Actor, variables = {}) =>
    (await ask(actor, timeline, variables)).data!['timeline'] as Shown;

  test('gives the seven tasks as printed and as dates, with their clauses’ text and the defects of the source', async () => {
    bench.takeReads();
    const { tasks, sourceNotes, ...plan } = await shown(cityViewer);
    expect(bench.takeReads()).toEqual({ rollout: 4 });
    expect(plan).toMatchObject({
      isSimulatedTime: true,
      plan: {
        id: 'hai-an-2024',
        number: null,
        issuedOn: null,
        schoolYear: '2023-2024',
        scopeGrades: [1, 2, 3, 4],
      },
    });
    expect(tasks.map(({ id }) => id)).toEqual(['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7']);
    expect(tasks[4]).toMatchObject({
      timeAsPrinted: 'Tuần 3,4 Tháng 4/2024',
      leads: ['DISTRICT_OFFICE', 'SCHOOLS'],
      coordinating: [],
      coordinatingAsPrinted: null,
      plannedStart: '2024-04-15T00:00:00.000+07:00',
      originalDue: '2024-04-28T23:59:59.000+07:00',
      state: 'PLANNED',
      version: 0,
    });
    expect(tasks[1]).toMatchObject({
      clauses: [{ id: 'III-1' }, { id: 'IV.1-1' }],
      coordinatingAsPrinted: 'Các đơn vị cung cấp dịch vụ',
    });
    expect(sourceNotes).toContainEqual(
      expect.objectContaining({ clause: 'III-2', dateAsPrinted: '37/3/2024', dateCorrected: '2024-03-27' }),
    );
  });

  test('warns of the order as it is printed: T5 opens before T4’s guidance ends, T6 before T5; no date is moved', async () => {
    const { tasks } = await shown(officer);
    const warned = tasks
      .filter(({ warnings }) => warnings.length > 0)
      .map(({ id, warnings }) => [id, ...warnings.map(({ code }) => code)]);
    expect(warned).toEqual([
      ['T5', 'STARTS_BEFORE_PREVIOUS'],
      ['T6', 'STARTS_BEFORE_PREVIOUS'],
    ]);
    expect(tasks[4]?.warnings[0]?.messageVi).toBe(
      'T5 bắt đầu ngày 15/4/2024, trước khi T4 bắt đầu (22/4/2024) và kết thúc (28/4/2024).',
    );
  });

  test('computes what is overdue, and keeps it nowhere', async () => {
    bench.clock.set(local('2024-04-14 23:59:59'));
    expect((await shown(officer)).tasks.filter(({ isOverdue }) => isOverdue)).toEqual([]);
    bench.clock.set(local('2024-04-17 08:00'));
    expect((await shown(officer)).tasks.filter(({ isOverdue }) => isOverdue)).toMatchObject([
      { id: 'T1', daysOverdue: 3, state: 'PLANNED' },
    ]);
  });
});
