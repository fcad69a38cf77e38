import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestHub, type TestHub } from '../support/hub.js';
import { knock } from '../support/knock.js';
import { badTokens, goodToken } from './bad-tokens.js';

const QUERY = '{ me { subject } schools { totalCount } }';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

/** Asks by HTTP with that `Authorization`. */
async function ask(
  authorization: string | undefined,
  accept: string,
): Promise<{ status: number; body: string }> {
  const headers = new Headers({ 'content-type': 'application/json', accept });
  if (authorization !== undefined) headers.set('authorization', authorization);
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: QUERY }),
  });
  return { status: response.status, body: await response.text() };
}

/** Opens a socket that brings the token in its first message, or in the upgrade's header; how it ends, or `acknowledged`. */
async function endOf(
  authorization: string | undefined,
  where: 'message' | 'header',
): Promise<string | number> {
  const brought: Record<string, string> = authorization === undefined ? {} : { authorization };
  const { socket, end } =
    where === 'header' ? await knock(hub.url, brought) : await knock(hub.url, {}, brought);
  socket.close();
  return end;
}

test('a good token opens every door, so that what follows is refused for what it is', async () => {
  const authorization = `Bearer ${await goodToken(hub.key)}`;
  expect(await ask(authorization, 'application/json')).toMatchObject({
    status: 200,
    body: expect.stringContaining('"totalCount":12'),
  });
  expect(await ask(authorization, 'text/event-stream')).toMatchObject({
    status: 200,
    body: expect.stringContaining('"totalCount":12'),
  });
  expect(await endOf(authorization, 'message')).toBe('acknowledged');
  expect(await endOf(authorization, 'header')).toBe('acknowledged');
});

describe.each(badTokens)('$what', ({ make }) => {
  test('opens no door, and nothing is read for whoever brings it', async () => {
    const authorization = await make(hub.key);
    hub.takeReads();
    for (const accept of ['application/json', 'text/event-stream']) {
      const { status, body } = await ask(authorization, accept);
      expect(status, accept).toBe(401);
      const { data, errors } = JSON.parse(body) as {
        data?: unknown;
        errors: { extensions: { code: string } }[];
      };
      expect(
        errors.map(({ extensions }) => extensions.code),
        accept,
      ).toEqual(['UNAUTHENTICATED']);
      expect(data ?? null).toBeNull();
    }
    expect(await endOf(authorization, 'message')).toBe(4401);
    expect(await endOf(authorization, 'header')).toBe(4401);
    expect(hub.takeReads()).toEqual({});
  });
});

test.each(['inspector', 'school_admin', 'principal', 'provider'] as const)(
  'the role %s, which is bound to schools, gets none where its token names none or all',
  async (role) => {
    for (const schools of ['all', []] as const) {
      const actor = { subject: role, name: role, role, schools };
      const { data } = await hub.send(actor, '{ schools { totalCount } }');
      const { data: one, errors } = await hub.send(
        actor,
        '{ school(code: "31306981") { headcount { managers } compliance { status } } }',
      );
      expect(data?.schools?.totalCount ?? 0).toBe(role === 'inspector' ? 12 : 0);
      expect(one?.school?.compliance ?? null).toBeNull();
      if (role !== 'inspector') expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  },
);
