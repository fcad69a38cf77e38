import { afterAll, beforeAll, expect, test } from 'vitest';

import { actorOf, type Workbench } from '../support/subgraph.js';
import { codeOf, definition, mau01, mau02, officer, openDistrict, settled } from './district.js';
import { pushing, unit, uuids } from './units.js';

let bench: Workbench;
let push: ReturnType<typeof pushing>;
beforeAll(async () => {
  bench = await openDistrict();
  push = pushing(bench);
});
afterAll(() => bench.close());

const query = `query($school: ID!, $first: Int, $after: Cursor) {
  rejectedRecords(school: $school, schoolYear: "2023-2024", first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { uuid grade class errorCode explanation since school { code } } } }`;

test('what the gateway sent back is listed with its code in Vietnamese and told once, until it is sent again', async () => {
  const ids = uuids(4).toSorted() as [string, string, string, string];
  const from = bench.feed.head();
  const sentBack = [
    unit(ids[0], 'REJECTED', { errorCode: 'MISSING_STAMP', class: '1A2' }),
    unit(ids[1], 'REJECTED', { errorCode: 'missing_stamp' }),
    unit(ids[2], 'REJECTED', { errorCode: 'ZZ-77' }),
    unit(ids[3], 'SUBMITTED'),
  ];
  expect((await push(sentBack)).errors).toBeUndefined();
  await push(sentBack);
  await settled(bench);
  const events = await bench.feed.readAfter(from, 10);
  expect(events.filter(({ type }) => type === 'records.unitsRejected')).toMatchObject([
    {
      school: mau01,
      data: {
        schoolYear: '2023-2024',
        rejected: 3,
        codes: { MISSING_STAMP: 1, missing_stamp: 1, 'ZZ-77': 1 },
      },
    },
  ]);
  type Listed = { rejectedRecords: { totalCount: number; pageInfo: { endCursor: string }; nodes: object[] } };
  const page = async (variables: object) =>
    (await bench.run(definition, officer, query, { school: mau01, ...variables })).data as unknown as Listed;
  const first = (await page({ first: 2 })).rejectedRecords;
  const rest = (await page({ first: 2, after: first.pageInfo.endCursor })).rejectedRecords;
  expect(first.totalCount).toBe(3);
  expect([...first.nodes, ...rest.nodes]).toMatchObject([
    { uuid: ids[1], class: '1A1', explanation: expect.stringContaining('KY_PHAT_HANH') },
    { uuid: ids[2], errorCode: 'ZZ-77', explanation: null, since: '2024-06-01T09:00:00.000+07:00' },
    { uuid: ids[0], class: '1A2', school: { code: mau01 } },
  ]);
  bench.clock.set(new Date('2024-06-12T08:00:00+07:00'));
  await push([unit(ids[2], 'SUBMITTED', { at: '2024-06-11T08:00:00+07:00' })]);
  expect((await page({})).rejectedRecords.totalCount).toBe(2);
  const again = { at: '2024-06-12T07:00:00+07:00', errorCode: 'INVALID_XML' };
  await push([unit(ids[0], 'REJECTED', { ...again, class: '1A2' })]);
  await settled(bench);
  expect((await bench.feed.readAfter(bench.feed.head() - 1, 1))[0]).toMatchObject({
    type: 'records.unitsRejected',
    data: { rejected: 1, codes: { INVALID_XML: 1 } },
  });
});

test('the list is for those who may see the school', async () => {
  const code = async (role: Parameters<typeof actorOf>[0], school: string) =>
    codeOf(await bench.run(definition, actorOf(role, [mau01]), query, { school }));
  for (const role of ['principal', 'provider', 'inspector', 'reporting_tool'] as const) {
    expect([await code(role, mau01), await code(role, mau02)]).toEqual([undefined, 'FORBIDDEN']);
  }
  expect(await code('city_viewer', mau01)).toBe('FORBIDDEN');
});
