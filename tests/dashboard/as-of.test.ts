import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { shown, visit } from './fixture.js';
import { ask } from './graph.js';
import { startRealHub, type RealHub } from './real.js';

let hub: RealHub;
beforeAll(async () => {
  hub = await startRealHub();
});
afterAll(() => hub.stop());

interface Answer {
  districtOverview: { counts: { status: string; count: number }[] };
  compliance: { nodes: { school: { code: string }; status: string }[] };
}

/** How the graph itself tells the end of a day of the season. */
const told = (day: string): Promise<Answer> =>
  ask(
    hub,
    `{ districtOverview(asOf: "${day}T23:59:59.999+07:00") { counts { status count } }
       compliance(asOf: "${day}T23:59:59.999+07:00", first: 100) { nodes { school { code } status } } }`,
  );

describe('the slider over the season', () => {
  test.for(['2024-04-14', '2024-04-21', '2024-04-29', '2024-05-19', '2024-06-16'])(
    'on %s the overview and the map equal the graph as of the end of that day',
    async (day) => {
      const { districtOverview, compliance } = await told(day);
      const page = await visit(hub, { path: `/?luc=${day}` });
      const said = day.split('-').toReversed().join('/');
      await page.getByTestId('as-of').getByText(said).waitFor();
      for (const { status, count } of districtOverview.counts)
        await page
          .locator(`.card[data-status="${status}"] .card-count`, { hasText: new RegExp(`^${count}$`) })
          .waitFor();
      await page.goto(`${hub.url}/heat-map?luc=${day}`);
      await page.locator('.heat-row').first().waitFor();
      for (const { school, status } of compliance.nodes)
        await page.locator(`.heat-row[data-school="${school.code}"] .tone-${status}`).waitFor();
    },
  );

  test('by keyboard: End is now and live, an arrow is a day, the address keeps it', async () => {
    const page = await visit(hub, { path: '/schools' });
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByText('Như đã hiện vào cuối ngày 19/06/2024. Không trực tiếp.').waitFor();
    expect(new URL(page.url()).searchParams.get('luc')).toBe('2024-06-19');
    await page.keyboard.press('Home');
    await page.getByTestId('as-of').getByText('01/04/2024').waitFor();
    await page.keyboard.press('End');
    await page.getByTestId('as-of').getByText('Hiện tại').waitFor();
    await page.waitForURL((url) => !url.searchParams.has('luc'));
    expect(await slider.getAttribute('aria-valuetext')).toBe('Hiện tại, trực tiếp');
  });

  test('a filter stays while the day changes, and the day while the filter does', async () => {
    const page = await visit(hub, { path: '/schools?luc=2024-05-19' });
    await page.locator('.status-toggle', { hasText: 'Chậm' }).click();
    await page.waitForURL(/trang-thai=LATE/);
    expect(new URL(page.url()).searchParams.get('luc')).toBe('2024-05-19');
    await page.getByRole('button', { name: 'Về hiện tại' }).click();
    await page.waitForURL((url) => !url.searchParams.has('luc'));
    expect(new URL(page.url()).searchParams.get('trang-thai')).toBe('LATE');
  });
});

test('two days compared show the totals of both and each school that differs', async () => {
  interface Compared {
    compareSnapshots: { schools: { school: { code: string } }[]; before: Answer['districtOverview'] };
  }
  const { compareSnapshots } = await ask<Compared>(
    hub,
    `{ compareSnapshots(from: "2024-04-21T23:59:59.999+07:00", to: "2024-05-19T23:59:59.999+07:00") {
         schools { school { code } } before { counts { status count } } } }`,
  );
  const page = await visit(hub, { path: '/compare?tu=2024-04-21&den=2024-05-19' });
  await page.locator('.compare-totals').waitFor();
  for (const { status, count } of compareSnapshots.before.counts) {
    const cell = page.locator(`.compare-totals [data-status="${status}"] td`).first();
    expect(await cell.textContent()).toBe(String(count));
  }
  expect(await page.locator('.compare [data-school]').count()).toBe(compareSnapshots.schools.length);
  expect(await shown(page.locator('.compare [data-school]').first())).toBe(true);
});
