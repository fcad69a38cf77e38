import { afterAll, beforeAll, expect, test } from 'vitest';

import { actorOf } from '../support/subgraph.js';
import { checklist, admin, officer, openDesk, principal, SCHOOL, type Desk } from './desk.js';
import { SUBMIT } from './review.js';

let desk: Desk;
const head = actorOf('district_head');
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const DRAFT = `mutation($input: DraftChecklistTemplateInput!) { draftChecklistTemplate(input: $input) { draft { revision editedBy template { version items { id } } } } }`;
const PUBLISH = `mutation($revision: Int!) { publishChecklistTemplate(input: { revision: $revision }) { template { id version publishedOn items { id kind } } } }`;
const TEMPLATE = `query($version: Int) { checklistTemplate(version: $version) { id version publishedOn sections { id technical } duties { id } items { id section clause rule gate kind } } }`;
const CHECKLIST = `{ _entities(representations: [{ __typename: "School", code: "${SCHOOL}" }]) { ... on School { checklist { version isSubmitted items { id state value { bool } } } } } }`;

type Item = (typeof checklist.items)[number];
const question = ({ appliesIf: _always, ...item }: Item) => item;
const content = (items: object[] = checklist.items.map(question), expectedRevision = 0) => ({
  input: { expectedRevision, sections: checklist.sections, duties: checklist.duties, items },
});
const added = {
  ...question(checklist.items[0] as Item),
  id: 'BACKUP_POWER',
  kind: 'BOOL',
  clause: 'II.3-2',
  rule: null,
  gate: false,
};
const next = () => [...checklist.items.filter(({ id }) => id !== 'PAPER_REPLACED').map(question), added];

test('the template in force is read by whoever has a token, a version that was never published is null', async () => {
  for (const actor of [officer, admin, actorOf('provider', [SCHOOL]), actorOf('city_viewer')]) {
    const { checklistTemplate } = await desk.ask<{ checklistTemplate: { items: object[] } }>(actor, TEMPLATE);
    expect(checklistTemplate).toMatchObject({
      id: checklist.id,
      version: 1,
      publishedOn: checklist.publishedOn,
    });
    expect(checklistTemplate.items).toHaveLength(checklist.items.length);
  }
  expect(await desk.ask(officer, TEMPLATE, { version: 7 })).toEqual({ checklistTemplate: null });
});

test('officers draft, the head alone publishes, schools do neither', async () => {
  for (const actor of [admin, principal, actorOf('inspector'), actorOf('reporting_tool')]) {
    expect((await desk.refusal(actor, DRAFT, content())).extensions.code).toBe('FORBIDDEN');
    expect((await desk.refusal(actor, `{ checklistTemplateDraft { revision } }`)).extensions.code).toBe(
      'FORBIDDEN',
    );
  }
  expect((await desk.refusal(officer, PUBLISH, { revision: 1 })).extensions.code).toBe('FORBIDDEN');
  expect((await desk.refusal(head, PUBLISH, { revision: 1 })).extensions.code).toBe('NOT_FOUND');
});

test('a draft tells all its faults at once, each with its place', async () => {
  const items = checklist.items.map(question);
  const twice = [...items, items[0] as object];
  expect((await desk.refusal(officer, DRAFT, content(twice))).extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: `items[${items.length}].id`,
    expected: 'an id used once',
  });
  const wrong = items.map((item, index) =>
    index === 0 ? { ...item, clause: '?? ??' } : index === 1 ? { ...item, rule: 'rule one' } : item,
  );
  const { extensions } = await desk.refusal(officer, DRAFT, content(wrong));
  expect(extensions).toMatchObject({
    field: 'items[0].clause',
    expected: 'a clause of the plan such as IV.2-1',
  });
  expect(extensions['fix']).toContain('items[1].rule: expected a rule such as R01, or null');
  const elsewhere = items.map((item, index) => (index === 2 ? { ...item, section: 'GARDEN' } : item));
  expect((await desk.refusal(officer, DRAFT, content(elsewhere))).extensions.field).toBe('items[2].section');
});

test('an item keeps its kind from version to version', async () => {
  const items = checklist.items.map((item, index) =>
    index === 0 ? { ...question(item), kind: 'TEXT' } : question(item),
  );
  expect((await desk.refusal(officer, DRAFT, content(items))).extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'items[0].kind',
    got: 'TEXT',
  });
});

test('a draft saved on a stale revision is refused, and so is publishing one that changed since it was read', async () => {
  const { draftChecklistTemplate } = await desk.ask<{ draftChecklistTemplate: object }>(
    officer,
    DRAFT,
    content(),
  );
  expect(draftChecklistTemplate).toMatchObject({
    draft: { revision: 1, editedBy: officer.subject, template: { version: 2 } },
  });
  expect((await desk.refusal(head, DRAFT, content())).extensions).toMatchObject({
    code: 'VERSION_CONFLICT',
    currentVersion: 1,
  });
  await desk.ask(head, DRAFT, content(next(), 1));
  expect((await desk.refusal(head, PUBLISH, { revision: 1 })).extensions.code).toBe('VERSION_CONFLICT');
});

test('publishing keeps the answers of items that are still asked, asks the new ones, and freezes the version', async () => {
  await desk.fill(admin, SCHOOL);
  await desk.ask(principal, SUBMIT, { school: SCHOOL });
  desk.clock.set(new Date('2024-04-20T08:00:00+07:00'));
  const { publishChecklistTemplate } = await desk.ask<{ publishChecklistTemplate: { template: object } }>(
    head,
    PUBLISH,
    {
      revision: 2,
    },
  );
  expect(publishChecklistTemplate.template).toMatchObject({ version: 2, publishedOn: '2024-04-20' });
  expect(await desk.events('readiness.templatePublished')).toMatchObject([
    { template: checklist.id, version: 2, added: ['BACKUP_POWER'], removed: ['PAPER_REPLACED'] },
  ]);
  type Shown = {
    _entities: {
      checklist: { version: number; isSubmitted: boolean; items: { id: string; state: string }[] };
    }[];
  };
  const shown = (await desk.ask<Shown>(admin, CHECKLIST))._entities[0]?.checklist;
  expect(shown).toMatchObject({ version: 2, isSubmitted: false });
  const states = new Map(shown?.items.map(({ id, state }) => [id, state]));
  expect([states.get('MOET_LINK'), states.get('BACKUP_POWER'), states.has('PAPER_REPLACED')]).toEqual([
    'SUBMITTED',
    'NOT_STARTED',
    false,
  ]);
  expect(await desk.ask(officer, `{ checklistTemplateDraft { revision } }`)).toEqual({
    checklistTemplateDraft: null,
  });
  const { checklistTemplate } = await desk.ask<{ checklistTemplate: { items: object[] } }>(
    officer,
    TEMPLATE,
    { version: 1 },
  );
  expect(checklistTemplate.items).toHaveLength(checklist.items.length);
});
