import { describe, expect, test } from 'vitest';

import { faults, shown, startHub, visit } from './fixture.js';

describe('the explorer', () => {
  test('runs an operation as whoever is signed in, from this machine alone', async () => {
    const hub = await startHub();
    const page = await visit(hub, { path: '/graphql' });
    await page.locator('.graphiql-query-editor').getByText('districtOverview').waitFor();
    await page.getByRole('button', { name: /execute query/i }).click();
    await page.locator('.graphiql-response').getByText('"COMPLIANT"').first().waitFor();
    expect(faults(page)).toEqual([]);
  });

  test('shows a subscription live', async () => {
    const hub = await startHub();
    const page = await visit(hub, { path: '/graphql' });
    const editor = page.locator('.graphiql-query-editor');
    await editor.getByText('districtOverview').waitFor();
    await editor.locator('.view-lines').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(
      'subscription ThayDoi { complianceChanged { after { status } school { code } } }',
    );
    await page.getByRole('tab', { name: 'ThayDoi' }).waitFor();
    await page.keyboard.press('ControlOrMeta+Enter');
    await hub.subscribed(1);
    hub.change('31306983', { status: 'COMPLIANT' });
    expect(await shown(page.locator('.graphiql-response').getByText('"31306983"'))).toBe(true);
  });
});
