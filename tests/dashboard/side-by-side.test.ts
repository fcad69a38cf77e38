import { afterAll, beforeAll, expect, test } from 'vitest';

import { comesTrue, visit } from './fixture.js';
import { startRealHub, type RealHub } from './real.js';

let hub: RealHub;
beforeAll(async () => {
  hub = await startRealHub();
});
afterAll(() => hub.stop());

const late = '31306984';
const admin = { subject: 'admin', name: 'Quản trị', role: 'school_admin', schools: [late] } as const;

test("a save in one browser is on the other's screen within a second, by the clocks of the pages themselves", async () => {
  const office = await visit(hub, { path: '/heat-map' });
  await office.locator(`[data-school="${late}"]`).waitFor();
  await office.getByText('Trực tiếp', { exact: true }).waitFor();
  const school = await visit(hub, { role: 'school_admin', schools: [late] });
  const { data } = await hub.behind.send(
    admin,
    `{ school(code: "${late}") { checklist { items { id version } } } }`,
  );
  const items = data.school.checklist.items as { id: string; version: number }[];
  const input = {
    school: late,
    item: 'SIGNATURES_TEACHERS',
    value: { numerator: 28, denominator: 29 },
    expectedVersion: items.find(({ id }) => id === 'SIGNATURES_TEACHERS')?.version,
  };
  const savedAt: number = await school.evaluate(
    `fetch('/graphql', {
       method: 'POST',
       headers: { 'content-type': 'application/json', 'x-hub-page': '1' },
       body: JSON.stringify({
         query: 'mutation Save($input: SaveChecklistItemInput!) { saveChecklistItem(input: $input) { item { version } } }',
         variables: { input: ${JSON.stringify(input)} },
       }),
     }).then((answer) => answer.json()).then(({ errors }) => {
       if (errors !== undefined) throw new Error(JSON.stringify(errors));
       return performance.timeOrigin + performance.now();
     })`,
  );
  const mark = `performance.getEntriesByName('hub:change-shown').find(({ detail }) => detail === '${late}')`;
  await comesTrue(office, `${mark} !== undefined`);
  const shownAt: number = await office.evaluate(`performance.timeOrigin + ${mark}.startTime`);
  expect(shownAt - savedAt).toBeLessThan(1000);
});
