import { expect, test } from 'vitest';

import {
  blamedBatch,
  blankBatch,
  checkBatches,
  inputOf,
  typedOf,
} from '../../../gateway/dashboard/src/school/signatures/batches.js';

const TODAY = '2024-06-20';
const batch = (count: string, from: string, to: string) => ({ count, issuer: 'VGCA', from, to });

test('adds up who is valid today, and finds the first day with more signatures than people', () => {
  const early = [batch('20', '2024-01-01', '2024-12-31'), batch('9', '2024-07-01', '2025-06-30')];
  expect(checkBatches(early, 29, TODAY)).toMatchObject({ today: 20, excess: null, isWhole: true });
  expect(checkBatches([...early, batch('1', '2024-08-01', '2024-08-31')], 29, TODAY)).toMatchObject({
    today: 20,
    excess: { day: '2024-08-01', count: 30 },
    isWhole: false,
  });
  // One that ends on the day before the next begins is never valid beside it; what is over does not count.
  const renewed = [batch('29', '2024-01-01', '2024-06-30'), batch('29', '2024-07-01', '2025-06-30')];
  expect(checkBatches(renewed, 29, TODAY)).toMatchObject({ today: 29, excess: null, isWhole: true });
  expect(checkBatches([batch('99', '2023-01-01', '2023-12-31')], 29, TODAY)).toMatchObject({
    today: 0,
    excess: null,
  });
});

test('says of each field what is wrong with it, and leaves the row out of the sum', () => {
  const { faults, today, isWhole } = checkBatches(
    [
      blankBatch,
      batch('0', '2024-06-01', '2024-05-31'),
      { ...batch('3', TODAY, TODAY), issuer: 'x'.repeat(101) },
    ],
    29,
    TODAY,
  );
  expect(faults).toEqual([
    { count: 'missing', issuer: 'missing', from: 'missing', to: 'missing' },
    { count: 'notWhole', to: 'order' },
    { issuer: 'tooLong' },
  ]);
  expect([today, isWhole]).toEqual([0, false]);
  expect(checkBatches([], 29, TODAY).isWhole).toBe(true);
  expect(checkBatches([], null, TODAY).isWhole).toBe(false);
});

test('a day is sent as the whole day in Hải Phòng, and read back as the same day; an instant that a tool gave stays', () => {
  const [sent] = inputOf([batch(' 5 ', '2024-01-01', '2024-12-31')], []);
  expect(sent).toEqual({
    count: 5,
    issuer: 'VGCA',
    validFrom: '2024-01-01T00:00:00+07:00',
    validTo: '2025-01-01T00:00:00+07:00',
  });
  const onHub = { id: 'a', group: 'TEACHERS', isValid: true, declaredAt: TODAY, ...sent! } as const;
  expect(typedOf(onHub)).toEqual(batch('5', '2024-01-01', '2024-12-31'));
  const byTool = { ...onHub, validTo: '2024-12-31T12:00:00+07:00' };
  expect(inputOf([{ ...typedOf(byTool), count: '6' }], [byTool])[0]).toMatchObject({
    count: 6,
    validTo: byTool.validTo,
  });
});

test('finds the batch and the field that the hub blames', () => {
  expect(blamedBatch('input.batches[2].validTo')).toEqual({ index: 2, name: 'to' });
  expect(blamedBatch('batches')).toBeNull();
  expect(blamedBatch(undefined)).toBeNull();
});
