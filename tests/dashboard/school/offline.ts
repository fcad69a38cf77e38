import type { Page } from 'playwright-core';
import { expect } from 'vitest';

import type { Role } from '../../../shared/actor.js';
import { itemOn } from '../../journeys/page/desk.js';
import { visit } from '../fixture.js';
import type { Hub } from '../hub.js';
import { OWN, phone } from './desk-pages.js';

export const CHECKLIST = '/my-school/checklist';
/** Who is here, at whose plan, and the page's own. */
const ANSWERS = 3;

/** What the browser keeps of what the hub said. */
export interface KeptHere {
  /** Whose answers they are. */
  readonly subjects: readonly string[];
  readonly count: number;
  /** All of it, as text. */
  readonly text: string;
}

/** Reads what the browser keeps, past the page. */
export async function keptHere(page: Page): Promise<KeptHere> {
  return page.evaluate(`(async () => {
    const asked = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'hoc-ba-hub.answers')) return { subjects: [], count: 0, text: '' };
    const database = await asked(indexedDB.open('hoc-ba-hub.answers'));
    const store = database.transaction('answers').objectStore('answers');
    const [keys, answers] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
    database.close();
    return { subjects: [...new Set(keys.map(([subject]) => subject))], count: keys.length, text: JSON.stringify(answers) };
  })()`);
}

/** Waits until the browser could open the page that is shown without a network: its frame is kept, and its answers are. */
export async function readyToOpenOffline(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => null)');
  await expect.poll(async () => (await keptHere(page)).count).toBe(ANSWERS);
}

export const countOn = (page: Page, item: string) => itemOn(page, item).getByLabel('Số lượng');

/** A school's form that was opened once with a network. */
export async function atChecklist(hub: Hub, language?: 'en'): Promise<Page> {
  const page = await visit(hub, {
    path: CHECKLIST,
    role: 'school_admin',
    schools: [OWN],
    options: phone,
    ...(language === undefined ? {} : { language }),
  });
  await itemOn(page, 'COMPUTERS_CONNECTED').waitFor();
  await readyToOpenOffline(page);
  return page;
}

/** Cuts the line of the page and of its worker. */
export async function cut(page: Page): Promise<void> {
  const context = page.context();
  await context.setOffline(true);
  const reach = 'fetch("/healthcheck", { cache: "no-store" }).then(() => true, () => false)';
  expect(await page.evaluate(reach)).toBe(false);
  for (const worker of context.serviceWorkers()) expect(await worker.evaluate(reach)).toBe(false);
}

/** Signs the browser in as another person, past the page. */
export async function enter(page: Page, hub: Hub, role: Role, schools: readonly string[]): Promise<void> {
  const [name = '', ...value] = (await hub.cookie(role, schools)).split('=');
  await page
    .context()
    .addCookies([{ name, value: value.join('='), url: hub.url, httpOnly: true, sameSite: 'Strict' }]);
}
