import { describe, expect, test } from 'vitest';

import { violations } from './axe.js';
import { startHub, visit } from './fixture.js';

describe.for([
  ['light', 1440],
  ['dark', 1440],
  ['light', 360],
  ['dark', 360],
] as const)('axe-core finds nothing, %s, %i px', ([colorScheme, width]) => {
  // axe-core is put into the page, which its policy would rightly refuse.
  const options = { colorScheme, viewport: { width, height: 900 }, bypassCSP: true };

  test('signing in', async () => {
    const page = await visit(await startHub(), { role: null, options });
    await page.getByRole('button').first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('the board with everything open, then with a part down and the connection lost', async () => {
    const hub = await startHub();
    const page = await visit(hub, { options });
    await page.locator('[data-task="T5"] button').click();
    await page.locator('[data-school="31306987"] button').click();
    await hub.subscribed(1);
    hub.change('31306982', { status: 'LATE', daysLate: 3 });
    await page.locator('.changes li').waitFor();
    await page.locator('.card[data-status="LATE"]').click();
    await page.locator('.chip').waitFor();
    expect(await violations(page)).toEqual([]);
    hub.stopPart('rollout');
    await page.getByRole('searchbox').fill('0');
    await page.locator('.notice-bad').first().waitFor();
    hub.cut();
    await page.locator('.connection-lost').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
