import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { projectRoot } from '../../shared/paths.js';
import { builtPage } from '../dashboard/page.js';
import { openTestHub, sendTo, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';

const listed = Object.values(
  JSON.parse(
    readFileSync(join(projectRoot, 'gateway/dashboard/src/generated/persisted-documents.json'), 'utf8'),
  ) as Record<string, string>,
);
const ME = listed.find((text) => text.startsWith('query Me'))!;

let hub: TestHub;
let pages: string;
beforeAll(async () => {
  pages = await builtPage();
  hub = await openTestHub({ pages, isPageAlone: true });
});
afterAll(() => hub.close());

async function ask(query: string): Promise<{ status: number; text: string }> {
  const cookie = await hub.cookie(person('district_head'));
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-page': '1', cookie },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, text: await response.text() };
}

describe('in production, a browser session', () => {
  test('sends what the page sends, however it is spaced and ordered', async () => {
    for (const text of [ME, ME.replaceAll(' ', '\n  ')])
      expect((await ask(text)).text).toContain('"district_head"');
  });

  test.each([
    'query Me { me { subject } accessGrants { totalCount } }',
    '{ me { subject } }',
    'mutation { signOutEverywhere(reason: "x") { subject } }',
    '{ __schema { types { name } } }',
  ])('cannot send %s', async (query) => {
    const { text } = await ask(query);
    expect(text).toContain('"FORBIDDEN"');
    expect(text).not.toContain('"subject":');
    expect(text).not.toContain('"types"');
  });

  test('and a listed operation with one field more is another operation', async () => {
    const more = ME.replace(/\{ me \{/, '{ me { more: subject');
    expect((await ask(more)).text).toContain('"FORBIDDEN"');
  });
});

test('a token sends anything', async () => {
  const { data } = await sendTo(hub.url, await hub.token(person('district_head')), '{ me { role } }');
  expect(data).toEqual({ me: { role: 'district_head' } });
});

describe('the policy of every page and answer', () => {
  test.each([
    ['/', 'text/html'],
    ['/bat-ky-dau', 'text/html'],
    ['/graphql', 'text/html'],
    ['/graphql', 'application/json'],
    ['/session', 'application/json'],
    ['/khong-co.js', '*/*'],
    ['/healthcheck', '*/*'],
  ])('%s as %s lets no inline script run, nor one of elsewhere', async (path, accept) => {
    const response = await fetch(hub.url + path, { headers: { accept } });
    const policy = response.headers.get('content-security-policy') ?? '';
    const directives = new Map(
      policy
        .split(';')
        .map((part) => part.trim().split(/\s+/))
        .map(([name, ...values]) => [name, values]),
    );
    expect(directives.get('script-src') ?? directives.get('default-src')).toEqual(["'self'"]);
    expect(directives.get('object-src')).toEqual(["'none'"]);
    expect(directives.get('base-uri')).toEqual(["'none'"]);
    expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
    expect(directives.get('connect-src')).toEqual(["'self'"]);
  });
});
