import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { registered } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  cityViewer,
  codeOf,
  definition,
  happen,
  inspectorOf,
  of,
  officer,
  openRollout,
  principalOf,
  providerOf,
  registeredAs,
  toolOf,
  until,
} from './bench.js';

const school = '31306981';
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
const extend = (actor: Actor, input: object) =>
  ask(
    actor,
    `mutation($input: ExtendDeadlineInput!) { extendDeadline(input: $input) {
    extension { rule before after reason grantedAt school { code } } school { code } } }`,
    { input },
  );

describe('an extension', () => {
  const to = '2024-05-10T23:59:59+07:00';

  test('moves one school’s deadline, keeps the original, and brings the school out of LATE', async () => {
    await until(bench, '2024-04-29 08:00');
    const line = `{ compliance { nodes { school { code } lines { rule due originalDue daysLate state } } } }`;
    const granted = await extend(officer, { school, rule: 'R01', to, reason: 'Mưa bão' });
    expect(granted.data).toMatchObject({
      extendDeadline: {
        school: { code: school },
        extension: {
          rule: 'R01',
          before: '2024-04-28T23:59:59.000+07:00',
          after: '2024-05-10T23:59:59.000+07:00',
          reason: 'Mưa bão',
        },
      },
    });
    await until(bench, '2024-04-29 09:00');
    const { nodes } = (await ask(officer, line)).data!['compliance'] as {
      nodes: { school: { code: string }; lines: { rule: string; due: string }[] }[];
    };
    const due = (code: string) =>
      nodes.find((node) => node.school.code === code)?.lines.find(({ rule }) => rule === 'R01');
    expect(due(school)).toMatchObject({
      due: '2024-05-10T23:59:59.000+07:00',
      originalDue: '2024-04-28T23:59:59.000+07:00',
      daysLate: 0,
    });
    expect(due(other)).toMatchObject({ due: '2024-04-28T23:59:59.000+07:00', daysLate: 1 });
  });

  test('has to be later than the deadline in force, which the last extension is', async () => {
    expect(codeOf(await extend(officer, { school, rule: 'R01', to, reason: 'Lần nữa' }))).toBe(
      'BAD_USER_INPUT',
    );
    expect(
      codeOf(
        await extend(officer, {
          school: other,
          rule: 'R01',
          to: '2024-04-28T23:59:59+07:00',
          reason: 'Bằng hạn cũ',
        }),
      ),
    ).toBe('BAD_USER_INPUT');
    expect(
      codeOf(await extend(officer, { school, rule: 'R01', to: '2024-05-20T23:59:59+07:00', reason: '   ' })),
    ).toBe('BAD_USER_INPUT');
    const race = await Promise.all(
      [1, 2].map(() => extend(officer, { school: other, rule: 'R02', to, reason: 'Hai cán bộ' })),
    );
    expect(race.map((result) => String(codeOf(result))).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'BAD_USER_INPUT',
      'null',
    ]);
  });

  test('is the office’s to grant, to a school that the plan concerns, of a rule that it has', async () => {
    for (const actor of [
      inspectorOf(school),
      principalOf(school),
      toolOf(school),
      providerOf(school),
      cityViewer,
    ]) {
      expect(codeOf(await extend(actor, { school, rule: 'R03', to, reason: 'x' }))).toBe('FORBIDDEN');
    }
    expect(codeOf(await extend(officer, { school: '99999999', rule: 'R03', to, reason: 'x' }))).toBe(
      'NOT_FOUND',
    );
    expect(codeOf(await extend(officer, { school, rule: 'R99', to, reason: 'x' }))).toBe('NOT_FOUND');
    expect(codeOf(await extend(officer, { school: '31306983', rule: 'R03', to, reason: 'x' }))).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('stands in the timeline with the task that its rule belongs to, for those who may see the school', async () => {
    const extensions = async (actor: Actor, asOf?: string) => {
      const { data } = await ask(
        actor,
        'query($asOf: DateTime) { timeline(asOf: $asOf) { tasks { id extensions { rule school { code } } } } }',
        { asOf },
      );
      return (data!['timeline'] as { tasks: { id: string; extensions: object[] }[] }).tasks.find(
        ({ id }) => id === 'T5',
      )?.extensions;
    };
    expect(await extensions(officer)).toEqual([
      { rule: 'R01', school: { code: school } },
      { rule: 'R02', school: { code: other } },
    ]);
    expect(await extensions(principalOf(school))).toEqual([{ rule: 'R01', school: { code: school } }]);
    expect(await extensions(cityViewer)).toEqual([]);
    expect(await extensions(officer, '2024-04-28T00:00:00+07:00')).toEqual([]);
  });
});
