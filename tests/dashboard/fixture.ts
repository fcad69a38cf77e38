import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, expect, onTestFinished } from 'vitest';

import { startBrowser } from '../../scripts/bench/browser.js';
import type { Role } from '../../shared/actor.js';
import { startFakeHub, type FakeHub } from './fake/hub.js';
import type { Hub } from './hub.js';
import { builtPage } from './page.js';

export interface Visit {
  /** The address without its origin. */
  readonly path?: string;
  /** Whose browser it is; null for one that is not signed in. */
  readonly role?: Role | null;
  readonly schools?: readonly string[];
  /** The language that this browser was told last; none where left out. */
  readonly language?: 'vi' | 'en';
  readonly options?: BrowserContextOptions;
}

let browser: Promise<Browser> | undefined;

afterAll(async () => {
  const started = await browser;
  await started?.close();
});

/** A hub of the test's own, that it may break; `copies` repeats its twelve schools. */
export async function startHub(options: { copies?: number } = {}): Promise<FakeHub> {
  const hub = await startFakeHub({ dist: await builtPage(), ...options });
  onTestFinished(() => hub.stop());
  return hub;
}

/** Opens the page of a hub in a browser profile of its own. */
export async function visit(hub: Hub, given: Visit = {}): Promise<Page> {
  const { path = '/', role = 'district_officer', schools = [], language, options = {} } = given;
  browser ??= startBrowser();
  const started = await browser;
  const context = await started.newContext({
    locale: 'vi-VN',
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  onTestFinished(() => context.close());
  if (language !== undefined) {
    await context.addInitScript(`localStorage.setItem('hoc-ba-hub.language', '${language}')`);
  }
  const page = await context.newPage();
  faultsOf.set(page, watch(page, hub.url));
  if (role !== null) {
    const [name = '', ...value] = (await hub.cookie(role, schools)).split('=');
    await context.addCookies([
      { name, value: value.join('='), url: hub.url, httpOnly: true, sameSite: 'Strict' },
    ]);
  }
  await page.goto(`${hub.url}${path}`);
  return page;
}

/** Waits until something is on the screen; fails where it never is. */
export async function shown(what: Locator): Promise<true> {
  await what.waitFor();
  return true;
}

/** Waits until something is no longer there; fails where it stays. */
export async function gone(what: Locator): Promise<true> {
  await what.waitFor({ state: 'detached' });
  return true;
}

/** Waits until an expression is true of the page, asked from outside: what asks from within, its policy would refuse. */
export async function comesTrue(page: Page, expression: string): Promise<true> {
  await expect.poll(() => page.evaluate(expression), { timeout: 30_000 }).toBe(true);
  return true;
}

const faultsOf = new WeakMap<Page, string[]>();

/** What a page should not have done so far: errors in the console, requests to elsewhere. */
export function faults(page: Page): readonly string[] {
  return faultsOf.get(page) ?? [];
}

function watch(page: Page, origin: string): string[] {
  const found: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text());
  });
  page.on('pageerror', (error) => found.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    const isOwn = url.startsWith(origin) || url.startsWith('data:') || url.startsWith('blob:');
    if (!isOwn) found.push(`asked ${url}`);
  });
  return found;
}
