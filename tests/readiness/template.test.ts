import { afterAll, beforeAll, expect, test } from 'vitest';

import { readTemplate } from '../../shared/checklist.js';
import { checklist, officer, openDesk, SCHOOL, type Desk } from './desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

type Shown = { template: string; version: number; items: { id: string; state: string }[] };
const inForce = async () => {
  const data = await desk.ask<{ _entities: { checklist: Shown }[] }>(
    officer,
    `{ _entities(representations: [{ __typename: "School", code: "${SCHOOL}" }]) { ... on School { checklist { template version items { id state } } } } }`,
  );
  return data._entities[0]!.checklist;
};
const arrive = (document: object) =>
  desk.tell('rollout.planLoaded', null, {
    plan: 'test',
    before: '1',
    after: '2',
    checklist: readTemplate(document).template!,
  });
const without = (id: string) => checklist.items.filter((item) => item.id !== id);

test('the checklist asks the items of the plan’s questionnaire in its order', async () => {
  expect((await inForce()).items.map(({ id }) => id)).toEqual(checklist.items.map(({ id }) => id));
});

test('a plan that comes with the same questionnaire again changes nothing', async () => {
  const before = await inForce();
  await arrive({ ...checklist, publishedOn: '2024-04-14' });
  expect(await inForce()).toEqual(before);
  expect(await desk.events('readiness.templatePublished')).toEqual([]);
});

test('a higher version is in force once its plan came, and what was answered to its items stands', async () => {
  await desk.save('MOET_LINK', { bool: true });
  await arrive({ ...checklist, version: 2, items: without('PAPER_REPLACED') });
  const shown = await inForce();
  expect(shown).toMatchObject({ version: 2 });
  expect(shown.items).toHaveLength(checklist.items.length - 1);
  expect(shown.items).toContainEqual({ id: 'MOET_LINK', state: 'DRAFT' });
});

test('one whose number was given away meanwhile takes the next, tells so, and leaves the published one as it is', async () => {
  await arrive({ ...checklist, version: 2, items: without('MOET_LINK') });
  const shown = await inForce();
  expect(shown).toMatchObject({ version: 3 });
  expect(shown.items.map(({ id }) => id)).toEqual(without('MOET_LINK').map(({ id }) => id));
  expect(await desk.events('readiness.templatePublished')).toMatchObject([
    { version: 3, added: ['PAPER_REPLACED'], removed: ['MOET_LINK'] },
  ]);
  const { checklistTemplate } = await desk.ask<{ checklistTemplate: { items: object[] } }>(
    officer,
    '{ checklistTemplate(version: 2) { items { id } } }',
  );
  expect(checklistTemplate.items).toHaveLength(checklist.items.length - 1);
});

test('another plan’s questionnaire takes over, and the first one again when its plan comes back', async () => {
  await arrive({ ...checklist, id: 'khac', items: checklist.items.slice(0, 3) });
  expect(await inForce()).toMatchObject({ template: 'khac', version: 1 });
  await arrive(checklist);
  expect(await inForce()).toMatchObject({ template: checklist.id });
});
