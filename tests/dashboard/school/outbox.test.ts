import { array, assert, asyncProperty, constant, constantFrom, oneof, record } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { countOf, openDesk, type Desk, type Network } from './desk.js';

const ITEM = 'COMPUTERS_CONNECTED';
const phase = (desk: Desk, item = ITEM): string | undefined => desk.outbox().snapshot().get(item)?.phase;

describe('what is typed', () => {
  test('is sent once, after the pause, as it stands then', async () => {
    const desk = await openDesk();
    await desk.type(ITEM, '1');
    await desk.type(ITEM, '12');
    expect([desk.taken, phase(desk)]).toEqual([[], 'kept']);
    await desk.pass();
    await desk.pass();
    expect([desk.taken, phase(desk)]).toEqual([[`${ITEM}=12`], 'saved']);
  });

  test('and half of it stays on the machine until it is whole', async () => {
    const desk = await openDesk();
    await desk
      .outbox()
      .type({ item: 'SIGNATURES_TEACHERS', kind: 'RATIO', fields: { numerator: '12' } }, seen0);
    await desk.pass();
    const page = await desk.open();
    expect(page.snapshot().get('SIGNATURES_TEACHERS')?.draft?.fields).toEqual({ numerator: '12' });
    expect(desk.taken).toEqual([]);
  });

  test('and typed back to what the hub has leaves nothing to send', async () => {
    const desk = await openDesk();
    desk.hub.set(ITEM, { version: 3, value: { count: 7 } });
    await desk.type(ITEM, '8');
    await desk.type(ITEM, '7');
    await desk.pass();
    expect([desk.taken, desk.outbox().snapshot().size]).toEqual([[], 0]);
  });
});

test('what was returned is declared anew although its value was right', async () => {
  const desk = await openDesk();
  desk.hub.set(ITEM, { version: 3, value: { count: 7 } });
  const returned = { version: 3, value: { count: 7 } };
  await desk.outbox().type({ item: ITEM, kind: 'COUNT', fields: { count: '7' } }, returned, true);
  await desk.pass();
  await desk.pass();
  expect([desk.taken, desk.hub.get(ITEM)?.version, phase(desk)]).toEqual([[`${ITEM}=7`], 4, 'saved']);
});

describe('a dead network', () => {
  test('keeps the draft over a reload and sends it once when it is back', async () => {
    const desk = await openDesk();
    desk.network = 'requestLost';
    await desk.type(ITEM, '30');
    await desk.pass();
    expect(phase(desk)).toBe('offline');
    await desk.open();
    await desk.pass();
    expect([desk.taken, phase(desk)]).toEqual([[], 'offline']);
    desk.network = 'up';
    await desk.pass();
    await desk.pass();
    expect([desk.taken, phase(desk)]).toEqual([[`${ITEM}=30`], 'saved']);
  });

  test('that swallows the answer alone makes no second save, whether the page stays or is opened anew', async () => {
    for (const reopens of [false, true]) {
      const desk = await openDesk();
      desk.network = 'answerLost';
      await desk.type(ITEM, '30');
      await desk.pass();
      if (reopens) await desk.open();
      desk.network = 'up';
      await desk.pass();
      expect([desk.taken, countOf(desk.hub.get(ITEM))]).toEqual([[`${ITEM}=30`], 30]);
      expect(desk.outbox().snapshot().get(ITEM)?.draft ?? null).toBeNull();
    }
  });

  test('that swallows the answer while typing goes on: the rest goes out on top, without a conflict', async () => {
    const desk = await openDesk();
    desk.network = 'answerLost';
    await desk.type(ITEM, '3');
    await desk.pass();
    await desk.type(ITEM, '35');
    desk.network = 'up';
    await desk.read();
    await desk.pass();
    expect([desk.taken, phase(desk)]).toEqual([[`${ITEM}=3`, `${ITEM}=35`], 'saved']);
  });
});

describe('two hands on one item', () => {
  test('keep both values until one is chosen; mine goes out on top of theirs', async () => {
    const desk = await openDesk();
    desk.network = 'requestLost';
    await desk.type(ITEM, '40');
    await desk.pass();
    desk.saveElsewhere(ITEM, 25);
    desk.network = 'up';
    await desk.pass();
    const { draft } = desk.outbox().snapshot().get(ITEM)!;
    expect([phase(desk), draft?.fields.count, countOf(draft!.theirs!)]).toEqual(['conflict', '40', 25]);
    await desk.open();
    expect(phase(desk)).toBe('conflict');
    await desk.outbox().keepMine(ITEM);
    expect([desk.taken, phase(desk)]).toEqual([[`${ITEM}=25`, `${ITEM}=40`], 'saved']);
  });

  test('theirs, once chosen, stands, and nothing is sent', async () => {
    const desk = await openDesk();
    await desk.type(ITEM, '40');
    desk.saveElsewhere(ITEM, 25);
    await desk.read();
    expect(phase(desk)).toBe('conflict');
    await desk.outbox().takeTheirs(ITEM);
    await desk.pass();
    expect([desk.taken, desk.outbox().snapshot().size]).toEqual([[`${ITEM}=25`], 0]);
  });

  test('that say the same are no conflict', async () => {
    const desk = await openDesk();
    await desk.type(ITEM, '25');
    desk.saveElsewhere(ITEM, 25);
    await desk.pass();
    expect([desk.taken, desk.outbox().snapshot().get(ITEM)?.draft]).toEqual([[`${ITEM}=25`], null]);
  });

  test("an office's return, which moves the version alone, makes no conflict of a draft", async () => {
    const desk = await openDesk();
    desk.hub.set(ITEM, { version: 2, value: { count: 5 } });
    await desk.type(ITEM, '6');
    desk.hub.set(ITEM, { version: 3, value: { count: 5 } });
    await desk.read();
    await desk.pass();
    expect([desk.taken, phase(desk)]).toEqual([[`${ITEM}=6`], 'saved']);
  });
});

test('two pages of one browser send a draft once', async () => {
  const desk = await openDesk();
  desk.network = 'requestLost';
  await desk.type(ITEM, '30');
  await desk.pass();
  const first = desk.outbox();
  const second = await desk.open();
  desk.network = 'up';
  await Promise.all([first.flush(), second.flush()]);
  expect(desk.taken).toEqual([`${ITEM}=30`]);
});

test('whatever the network swallows and whoever else saves: each value is taken at most once, and the last typed is taken or shown beside theirs', async () => {
  const step = oneof(
    record({ do: constant('type' as const), item: constantFrom('A', 'B') }),
    record({
      do: constant('network' as const),
      to: constantFrom<Network>('up', 'requestLost', 'answerLost'),
    }),
    record({ do: constantFrom('pass', 'reload', 'read') }),
    record({ do: constant('elsewhere' as const), item: constantFrom('A', 'B') }),
  );
  await assert(
    asyncProperty(array(step, { maxLength: 25 }), async (steps) => {
      const desk = await openDesk();
      const last = new Map<string, number>();
      let count = 0;
      for (const next of steps) {
        if (next.do === 'type') {
          last.set(next.item, ++count);
          await desk.type(next.item, String(count));
        } else if (next.do === 'network') desk.network = next.to;
        else if (next.do === 'elsewhere') desk.saveElsewhere(next.item, ++count);
        else if (next.do === 'reload') await desk.open();
        else if (next.do === 'read') await desk.read();
        else await desk.pass();
      }
      desk.network = 'up';
      await desk.pass();
      await desk.read();
      await desk.pass();
      expect(new Set(desk.taken).size).toBe(desk.taken.length);
      for (const [item, value] of last) {
        const draft = desk.outbox().snapshot().get(item)?.draft ?? null;
        if (draft === null) expect(desk.taken).toContain(`${item}=${value}`);
        else
          expect([draft.fields.count, countOf(draft.theirs!)]).toEqual([
            String(value),
            countOf(desk.hub.get(item)),
          ]);
      }
    }),
    { numRuns: 300 },
  );
});

const seen0 = { version: 0, value: null };
