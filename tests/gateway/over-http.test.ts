import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestHub, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';

/** The checks of the GraphQL over HTTP draft, by the draft's own words: MUST, SHOULD and MAY. */
const named = serverAudits({ url: 'http://127.0.0.1' }).map(
  ({ id, name }) => [`${name} [${id}]`, id] as const,
);

let hub: TestHub;
let audits: ReadonlyMap<string, ReturnType<typeof serverAudits>[number]>;
beforeAll(async () => {
  hub = await openTestHub({ fill: 'nothing' });
  const authorization = `Bearer ${await hub.token(person('district_officer'))}`;
  // The audit asks what any client may ask: with a token, and with the header without which no GET is taken for one of a page.
  const fetchFn = async (url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', authorization);
    if (init.method === 'GET') headers.set('apollo-require-preflight', '1');
    return fetch(url, { ...init, headers });
  };
  const all = serverAudits({ url: `${hub.url}/graphql`, fetchFn });
  audits = new Map(all.map((audit) => [audit.id, audit]));
});
afterAll(() => hub.close());

describe('GraphQL over HTTP: the server audit of graphql-http', () => {
  test('has its checks', () => expect(named.length).toBeGreaterThanOrEqual(61));

  test.each(named)('%s', async (name, id) => {
    const result = await audits.get(id)!.fn();
    // What the draft leaves to the server is told, not required: forms are refused, as any page could send them.
    if (name.startsWith('MAY') && result.status === 'notice') return;
    expect('reason' in result ? result.reason : undefined).toBeUndefined();
    expect(result.status).toBe('ok');
  });
});
