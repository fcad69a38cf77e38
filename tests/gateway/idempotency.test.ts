import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { openApartHub } from '../support/apart.js';
import { isPostgres } from '../support/database.js';
import { openTestHub, type Answer, type TestHub } from '../support/hub.js';
import { JOURNEY_TIME, person, walk } from '../support/journeys.js';
import { playSeason, type Season } from '../support/season.js';

const SCHOOL = '31306981';
const admin = person('school_admin', [SCHOOL]);
const principal = person('principal', [SCHOOL]);
const LOG = `mutation($input: LogCommunicationInput!) { logCommunication(input: $input) { activity { id description } } }`;
const told = (description: string, heldOn = '2024-04-15') => ({
  input: { school: SCHOOL, audiences: ['PARENTS'], heldOn, description },
});

interface Sendable {
  readonly url: string;
  token(actor: Actor): Promise<string>;
}

async function sendOnce(
  { url, token }: Sendable,
  actor: Actor,
  key: string,
  query: string,
  variables: Record<string, unknown>,
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await token(actor)}`,
      'idempotency-key': key,
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const activities = async (description: string): Promise<number> => {
  const { data } = await hub.send(
    admin,
    'query($c: ID!) { school(code: $c) { communications { activities { description } } } }',
    {
      c: SCHOOL,
    },
  );
  return data.school.communications.activities.filter(
    (row: { description: string }) => row.description === description,
  ).length;
};

describe('a mutation that is sent again under its idempotency key', () => {
  test('is done once, and answered as it was', async () => {
    const key = randomUUID();
    const first = await sendOnce(hub, admin, key, LOG, told('Một lần'));
    expect(first.errors).toBeUndefined();
    expect(await sendOnce(hub, admin, key, LOG, told('Một lần'))).toEqual(first);
    expect(await activities('Một lần')).toBe(1);
  });

  test('at the same moment is done once, and both are answered alike', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => sendOnce(hub, admin, key, LOG, told('Cùng lúc'))),
    );
    expect(answers[0]!.errors).toBeUndefined();
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await activities('Cùng lúc')).toBe(1);
  });

  test('with another content is refused, and changes nothing', async () => {
    const key = randomUUID();
    await sendOnce(hub, admin, key, LOG, told('Bản đầu'));
    expect(await sendOnce(hub, admin, key, LOG, told('Bản khác'))).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'Idempotency-Key' } }],
    });
    expect([await activities('Bản đầu'), await activities('Bản khác')]).toEqual([1, 0]);
  });

  test('that two people happen to choose is two keys', async () => {
    const key = randomUUID();
    await sendOnce(hub, admin, key, LOG, told('Hai người'));
    await sendOnce(hub, principal, key, LOG, told('Hai người'));
    expect(await activities('Hai người')).toBe(2);
  });

  test('that was refused may be sent again, corrected', async () => {
    const key = randomUUID();
    const refused = await sendOnce(hub, admin, key, LOG, told('Sửa lại', '2031-01-01'));
    expect(refused.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const done = await sendOnce(hub, admin, key, LOG, told('Sửa lại'));
    expect(done.errors).toBeUndefined();
    expect(await activities('Sửa lại')).toBe(1);
  });

  test('with two fields does each once', async () => {
    const key = randomUUID();
    const two = `mutation($a: LogCommunicationInput!, $b: LogCommunicationInput!) {
      a: logCommunication(input: $a) { activity { id } } b: logCommunication(input: $b) { activity { id } } }`;
    const variables = { a: told('Việc A').input, b: told('Việc B').input };
    const first = await sendOnce(hub, admin, key, two, variables);
    expect(first.errors).toBeUndefined();
    expect(await sendOnce(hub, admin, key, two, variables)).toEqual(first);
    expect([await activities('Việc A'), await activities('Việc B')]).toEqual([1, 1]);
  });

  test('by WebSocket, in the extensions, is the same', async () => {
    const key = randomUUID();
    const first = await sendOnce(hub, admin, key, LOG, told('Qua ổ cắm'));
    const client = await hub.socket(admin);
    const again = await client
      .iterate({ query: LOG, variables: told('Qua ổ cắm'), extensions: { idempotencyKey: key } })
      .next();
    await client.dispose();
    expect(again.value).toEqual({ data: first.data });
    expect(await activities('Qua ổ cắm')).toBe(1);
  });

  test.each(['', 'x'.repeat(201), 'has space', 'tiếng'])('by a key that is none: %j', async (key) => {
    // fetch sends only Latin-1 in a header; what is beyond it could not have come.
    const sent = Buffer.from(key, 'utf8').toString('latin1');
    const { errors } = await sendOnce(hub, admin, sent, LOG, told(`Khoá ${key.length}`));
    if (key === '') expect(errors).toBeUndefined();
    else expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'Idempotency-Key' } }]);
  });

  test('is not known to a query, which may carry one', async () => {
    const key = randomUUID();
    for (const query of ['{ me { subject } }', '{ me { role } }'])
      expect((await sendOnce(hub, admin, key, query, {})).errors).toBeUndefined();
  });
});

describe('every mutation of the journeys', () => {
  let season: Season;
  beforeAll(async () => {
    season = await playSeason(JOURNEY_TIME);
  });

  test('sent twice is done once: nothing is written the second time', async () => {
    const walked = await openTestHub({ database: await season.copy(), fill: 'nothing', start: JOURNEY_TIME });
    let mutations = 0;
    try {
      await walk({
        settle: walked.host.settle,
        send: async (actor, document, variables = {}) => {
          if (!document.startsWith('mutation')) return walked.send(actor, document, variables);
          const key = randomUUID();
          const first = await sendOnce(walked, actor, key, document, variables);
          await walked.host.settle();
          const head = walked.host.feed.head();
          const second = await sendOnce(walked, actor, key, document, variables);
          await walked.host.settle();
          expect(walked.host.feed.head(), document).toBe(head);
          expect(second.errors, document).toEqual(first.errors);
          mutations += 1;
          return first;
        },
      });
    } finally {
      await walked.close();
    }
    expect(mutations).toBeGreaterThan(8);
  });

  test.runIf(isPostgres)('is also done once where subgraphs run apart', async () => {
    const apart = await openApartHub(await season.copy());
    try {
      const sendable = { url: apart.gateway.url, token: apart.token };
      const key = randomUUID();
      const variables = told('Chạy riêng', '2024-04-26');
      const first = await sendOnce(sendable, admin, key, LOG, variables);
      expect(first.errors).toBeUndefined();
      expect(await sendOnce(sendable, admin, key, LOG, variables)).toEqual(first);
      expect(await sendOnce(sendable, admin, key, LOG, told('Khác', '2024-04-26'))).toMatchObject({
        errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'Idempotency-Key' } }],
      });
    } finally {
      await apart.close();
    }
  });
});
