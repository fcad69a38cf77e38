import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import { loadPlan } from '../../subgraphs/rollout/index.js';
import { local } from '../support/compliance-plan.js';
import { openWorkbench, type Workbench } from '../support/subgraph.js';
import { complianceConsumer, definition, happen, head, logOf, officer, planFile } from './bench.js';
import { published } from './checklists.js';

interface Checklist {
  id: string;
  version: number;
  items: { id: string }[];
  [key: string]: unknown;
}
const file = () =>
  JSON.parse(
    readFileSync(new URL('../../db/seed/data/checklist-2024.json', import.meta.url), 'utf8'),
  ) as Checklist;

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench(local('2024-04-01 08:00'));
  bench.consume(complianceConsumer);
});
afterAll(() => bench.close());

const load = (checklist?: unknown) => loadPlan(bench.openSession(hubActor), planFile(), checklist);
const versions = async () =>
  (await bench.run(definition, officer, '{ planVersions { version isActive } }')).data!['planVersions'];
const loads = async () => (await logOf(bench, 'rollout.planLoaded')).map(({ data }) => data);

describe('the questionnaire that comes with a plan', () => {
  test.each<[string, (checklist: Checklist) => unknown, string]>([
    ['a version below 1', (checklist) => ({ ...checklist, version: 0 }), 'checklist.version'],
    [
      'an item of no kind',
      ({ items, ...rest }) => ({ ...rest, items: [{ ...items[0], kind: 'PHOTO' }] }),
      'checklist.items[0].kind',
    ],
    [
      'an item in no section',
      ({ items, ...rest }) => ({ ...rest, items: [{ ...items[0], section: 'NOWHERE' }] }),
      'checklist.items[0].section',
    ],
    [
      'an item given twice',
      ({ items, ...rest }) => ({ ...rest, items: [items[0], items[0]] }),
      'checklist.items[1].id',
    ],
    [
      'an id that is none',
      ({ items, ...rest }) => ({ ...rest, items: [{ ...items[0], id: 'has:colon' }] }),
      'checklist.items[0].id',
    ],
    [
      'a condition',
      ({ items, ...rest }) => ({ ...rest, items: [{ ...items[0], appliesIf: 'kind = PRIMARY' }] }),
      'checklist.items[0].appliesIf',
    ],
    [
      'a day that is none',
      (checklist) => ({ ...checklist, publishedOn: '2024-02-30' }),
      'checklist.publishedOn',
    ],
    ['nothing but a text', () => 'a text', 'checklist'],
  ])('with %s is refused by its place in the file', async (_, change, field) => {
    await expect(load(change(file()))).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field },
    });
  });

  test('is told with where the plan applies, so that other rooms can keep their part; again, it tells nothing', async () => {
    await load(file());
    await load(file());
    await load();
    await bench.settle();
    const [told, ...more] = await loads();
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      surroundings: { unit: { code: 'PGD-HAI-AN' }, scopeGrades: { '2023-2024': [1, 2, 3, 4] } },
      checklist: { id: file().id, version: 1 },
    });
  });

  test('that says something else under a published version is refused', async () => {
    const { items, ...rest } = file();
    await expect(load({ ...rest, items: items.slice(1) })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'checklist.version', got: 1 },
    });
  });

  test('below the version in force is refused, whoever published that one; left out, the one in force stays', async () => {
    await happen(bench, [published('2024-04-20 08:00', 2, (items) => items.slice(1))]);
    await bench.settle();
    await expect(load(file())).rejects.toMatchObject({
      extensions: {
        field: 'checklist.version',
        expected: expect.stringContaining('2, the version in force') as string,
      },
    });
    const before = await versions();
    await load();
    expect(await versions()).toEqual(before);
  });

  test('is a whole one where the head publishes through the graph: items for the rules alone would leave schools another', async () => {
    const bare = { items: [{ id: 'X', rule: 'R03', gate: true }], duties: [] };
    const { errors } = await bench.run(
      definition,
      head,
      'mutation($input: LoadPlanInput!) { loadPlan(input: $input) { plan { id } } }',
      { input: { document: planFile(), checklist: bare } },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'checklist.id' });
  });
});

describe('where a plan applies', () => {
  test.each<[string, object, string]>([
    [
      'an organisation under none that is there',
      {
        organisations: [
          { code: 'PGD-HAI-AN', nameVi: 'Phòng', nameEn: 'Office', level: 'DISTRICT_OFFICE', parent: 'SO' },
        ],
      },
      'organisations[0].parent',
    ],
    [
      'organisations above each other',
      {
        organisations: [
          { code: 'PGD-HAI-AN', nameVi: 'Phòng', nameEn: 'Office', level: 'DISTRICT_OFFICE', parent: 'SO' },
          { code: 'SO', nameVi: 'Sở', nameEn: 'City', level: 'CITY_DEPT', parent: 'PGD-HAI-AN' },
        ],
      },
      'organisations[0].parent',
    ],
    [
      'a unit that is none of the organisations',
      { unit: { code: 'KHAC', nameVi: 'Khác', nameEn: 'Other' } },
      'unit.code',
    ],
    ['no wards', { wards: [] }, 'wards'],
    [
      'a ward given twice',
      {
        wards: [
          { code: 'a', name: 'A' },
          { code: 'a', name: 'B' },
        ],
      },
      'wards[1].code',
    ],
  ])('with %s is refused by its place in the file', async (_, change, field) => {
    await expect(
      loadPlan(bench.openSession(hubActor), { ...planFile(), ...change }, file()),
    ).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field } });
  });
});
