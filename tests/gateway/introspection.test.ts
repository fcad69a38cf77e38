import { afterAll, describe, expect, test } from 'vitest';

import type { Env } from '../../shared/env.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';
import { doors } from '../support/live-hub.js';
import { listen, refusalOf } from '../support/live.js';

const officer = person('district_officer');
const SCHEMA = '{ __schema { queryType { name } } }';
const TYPO = '{ schols { totalCount } }';

const hubs = new Map<Env['introspection'], Promise<TestHub>>();
const hubWith = (introspection: Env['introspection']): Promise<TestHub> => {
  const hub = hubs.get(introspection) ?? openTestHub({ fill: 'nothing', introspection });
  hubs.set(introspection, hub);
  return hub;
};
afterAll(async () => {
  for (const hub of hubs.values()) await (await hub).close();
});

describe('INTROSPECTION=on', () => {
  test('tells the schema to everybody, with suggestions', async () => {
    const hub = await hubWith('on');
    expect((await hub.send(null, SCHEMA)).data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    expect((await hub.send(null, TYPO)).errors![0]!.message).toContain('Did you mean "schools"');
  });

  test('tells strangers nothing else, even beside it', async () => {
    const hub = await hubWith('on');
    const { data, errors } = await hub.send(null, '{ __typename me { subject } }');
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('INTROSPECTION=authenticated', () => {
  test('tells it to who is signed in', async () => {
    const hub = await hubWith('authenticated');
    expect((await hub.send(officer, SCHEMA)).errors).toBeUndefined();
    expect((await hub.send(officer, TYPO)).errors![0]!.message).toContain('Did you mean "schools"');
  });

  test.each([SCHEMA, TYPO, '{ __typename }'])(
    'explains nothing to strangers, not even a typing error: %s',
    async (query) => {
      const hub = await hubWith('authenticated');
      const answer = await hub.send(null, query);
      expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      expect(JSON.stringify(answer)).not.toContain('schools');
    },
  );
});

describe('INTROSPECTION=off', () => {
  test('tells it to nobody, and suggests no name', async () => {
    const hub = await hubWith('off');
    for (const query of [SCHEMA, '{ __type(name: "School") { name } }', TYPO]) {
      const { data, errors } = await hub.send(officer, query);
      expect(data ?? null).toBeNull();
      expect(new Set(errors!.map(({ extensions }) => extensions.code))).toEqual(
        new Set(['GRAPHQL_VALIDATION_FAILED']),
      );
      expect(JSON.stringify(errors)).not.toContain('schools');
    }
    expect((await hub.send(officer, '{ me { __typename } }')).data).toEqual({ me: { __typename: 'Me' } });
  });

  test.each(doors)('nor by $door', async (door) => {
    const hub = await hubWith('off');
    for (const query of ['{ __type(name: "School") { name } }', TYPO]) {
      const client = await door.open(hub, officer);
      const refused = await refusalOf(listen(client, query));
      expect(refused.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(refused.message).not.toContain('schools');
      await client.dispose();
    }
  });

  test('shows no explorer', async () => {
    const hub = await hubWith('off');
    const page = await fetch(`${hub.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).not.toContain('text/html');
  });
});
