import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestHub, type TestHub } from '../support/hub.js';
import { doors } from '../support/live-hub.js';
import { listen, refusalOf } from '../support/live.js';
import type { BadInput } from './bad-input/case.js';
import { unlawfulReads } from './bad-input/reads.js';
import { invalidDocuments, invalidValues } from './bad-input/requests.js';
import { before, unlawfulWrites } from './bad-input/writes.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
  for (const { actor, document, variables } of before) {
    expect((await hub.send(actor, document, variables)).errors).toBeUndefined();
  }
  await hub.host.settle();
});
afterAll(() => hub.close());

/** How many facts the log holds, those without a position included. */
async function facts(): Promise<number> {
  const log = await hub.host.database.openLogConnection();
  const [row] = await log.query<{ count: number }>('select count(*)::int as count from events.log');
  await log.close();
  return row!.count;
}

async function expectRefusal(
  { actor, document, variables, facts: expected }: BadInput,
  status: number,
): Promise<void> {
  const known = await facts();
  const answer = await hub.send(actor, document, variables);
  expect(answer.errors).toHaveLength(1);
  expect(answer.errors![0]!.extensions).toMatchObject(expected);
  expect(answer.status).toBe(status);
  expect(Object.values(answer.data ?? {}).every((value) => value === null)).toBe(true);
  expect(await facts()).toBe(known);
}

describe('a request that is not one', () => {
  test.each(invalidDocuments)(
    '$what is refused before anything runs, under the code that Apollo gives it',
    (input) => expectRefusal(input, 400),
  );
  test.each(invalidValues)('$what is refused with the field, and nothing is written', (input) =>
    expectRefusal(input, 200),
  );
});

describe('a write that may not be', () => {
  test.each(unlawfulWrites)('$what is refused with its code and facts, and nothing is written', (input) =>
    expectRefusal(input, 200),
  );
});

describe('a question that may not be', () => {
  test.each(unlawfulReads)('$what is refused with its code and facts', (input) => expectRefusal(input, 200));
});

describe.each(doors)('by $door', (door) => {
  test.each([
    ...invalidDocuments,
    ...invalidValues,
    ...unlawfulWrites.slice(0, 6),
    ...unlawfulReads.slice(0, 6),
  ])('$what is refused as it is by HTTP', async ({ actor, document, variables, facts: expected }) => {
    const known = await facts();
    const client = await door.open(hub, actor);
    expect(await refusalOf(listen(client, document, variables))).toMatchObject({ extensions: expected });
    await client.dispose();
    expect(await facts()).toBe(known);
  });
});
