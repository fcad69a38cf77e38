import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { openTestHub, type TestHub } from '../support/hub.js';
import { violations } from './axe.js';
import { faults, visit } from './fixture.js';
import type { Hub } from './hub.js';
import { builtPage } from './page.js';
import { leavePicture } from './picture.js';
import { personOf } from './real.js';

vi.setConfig({ testTimeout: 120_000 });

const SCHOOL = '31306984';

let behind: TestHub;
let hub: Hub;
beforeAll(async () => {
  behind = await openTestHub({ pages: await builtPage(), start: new Date('2024-05-10T08:00:00+07:00') });
  hub = {
    url: behind.url,
    cookie: (role, schools = []) => behind.cookie(personOf(role, schools)),
    token: (role, schools = []) => behind.token(personOf(role, schools)),
    stop: () => behind.close(),
  };
  // A curve that rises, and a school that differs between two days.
  const batches = [
    {
      count: 29,
      issuer: 'VGCA',
      validFrom: '2024-01-01T00:00:00+07:00',
      validTo: '2025-01-01T00:00:00+07:00',
    },
  ];
  const { errors } = await behind.send(
    personOf('principal', [SCHOOL]),
    'mutation($input: DeclareSignaturesInput!) { declareSignatures(input: $input) { item { version } } }',
    { input: { school: SCHOOL, group: 'TEACHERS', batches, expectedVersion: 0 } },
  );
  expect(errors).toBeUndefined();
  await behind.host.settle();
  behind.clock.set(new Date('2024-06-20T08:00:00+07:00'));
});
afterAll(() => behind.close());

/** The address, what is there once its answers have come, and the picture of it. */
const places = [
  ['/progress', '.curve canvas', 'dien-thoai-tien-do'],
  ['/compare?tu=2024-05-09&den=2024-06-01', '.compare-totals', 'dien-thoai-so-sanh'],
  ['/compare?tu=2024-06-01&den=2024-05-09', '.notice-warn', 'dien-thoai-so-sanh-nguoc'],
  ['/khong-co-trang-nay', 'h1', 'dien-thoai-404'],
] as const;

test.for([
  ['vi', 'light'],
  ['en', 'dark'],
] as const)(
  'curves, two days compared and an unknown address on a phone, %s, %s: axe-core finds nothing, nothing runs out of the screen',
  async ([language, colorScheme]) => {
    const options = { colorScheme, viewport: { width: 360, height: 780 }, bypassCSP: true };
    const page = await visit(hub, { path: '/account', language, options });
    for (const [path, there, picture] of places) {
      await page.goto(`${hub.url}${path}`);
      await page.locator('main').locator(there).first().waitFor();
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
      // Numbers behind the pictures are read as well.
      await page.evaluate(
        "document.querySelectorAll('main details').forEach((part) => { part.open = true; })",
      );
      const found = {
        violations: await violations(page),
        overflow: await page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)'),
      };
      await leavePicture(page, `${picture}-${language}`);
      expect.soft([path, found]).toEqual([path, { violations: [], overflow: 0 }]);
    }
    expect(faults(page)).toEqual([]);
  },
);
