import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import {
  cityViewer,
  codeOf,
  definition,
  inspectorOf,
  officer,
  principalOf,
  providerOf,
  toolOf,
} from './bench.js';
import { openDistrict, ready, secondary, silent, stampless } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const ask = async (actor: Actor, text: string, variables = {}) =>
  bench.run(definition, actor, text, variables);

describe('the list of schools', () => {
  const list = `query($filter: ComplianceFilter, $orderBy: ComplianceOrder, $first: Int, $after: Cursor, $asOf: DateTime) {
    compliance(filter: $filter, orderBy: $orderBy, first: $first, after: $after, asOf: $asOf) {
      totalCount pageInfo { hasNextPage endCursor } nodes { school { code } status daysLate score { percent } } } }`;
  const codesOf = (result: Awaited<ReturnType<typeof ask>>) =>
    (result.data!['compliance'] as { nodes: { school: { code: string } }[] }).nodes.map(
      ({ school }) => school.code,
    );

  test('explains every point: clause with its Vietnamese text, how much is done, what it costs and what to do', async () => {
    const { data } = await ask(
      officer,
      `{ compliance(filter: { search: "mau 10" }) { nodes { score { percent } lines {
      rule clause clauseText state numerator denominator weight pointsLost due originalDue daysLate doneLate missing fixVi fixEn fix inForce gate titleVi } risks { cause rule until } } } }`,
    );
    const [node] = (
      data!['compliance'] as {
        nodes: { score: { percent: number }; lines: Record<string, unknown>[]; risks: object[] }[];
      }
    ).nodes;
    expect(node?.score.percent).toBe(89.1);
    expect(node?.lines.slice(0, 2)).toMatchObject([
      {
        rule: 'R09',
        state: 'UNKNOWN',
        pointsLost: 7,
        clause: 'IV.2-4b',
        clauseText: 'Có chữ ký số để giáo viên, lãnh đạo nhà trường ký và đóng dấu học bạ.',
        daysLate: 0,
        inForce: true,
        gate: true,
      },
      {
        rule: 'R13',
        state: 'UNMET',
        due: '2024-04-28T23:59:59.000+07:00',
        originalDue: '2024-04-28T23:59:59.000+07:00',
      },
    ]);
    expect(node?.lines).toHaveLength(15);
    expect(node?.risks).toContainEqual({
      cause: 'GATE_DUE_SOON',
      rule: 'R09',
      until: '2024-04-28T23:59:59.000+07:00',
    });
  });

  test('reads a page with its total in one statement, however many schools it holds', async () => {
    bench.takeReads();
    const result = await ask(officer, list);
    expect(bench.takeReads()).toEqual({ rollout: 1 });
    expect(result.data!['compliance']).toMatchObject({ totalCount: 4 });
    await ask(officer, '{ compliance { nodes { lines { rule } risks { cause } staleSince } } }');
    expect(bench.takeReads()).toEqual({ rollout: 3 });
  });

  test('stands in Vietnamese order of names unless it is told otherwise', async () => {
    expect(codesOf(await ask(officer, list))).toEqual([silent, ready, stampless, secondary]);
    const order = (field: string, direction: string) => ask(officer, list, { orderBy: { field, direction } });
    expect(codesOf(await order('SCORE', 'ASC'))).toEqual([silent, stampless, ready, secondary]);
    expect(codesOf(await order('SCORE', 'DESC'))).toEqual([ready, stampless, silent, secondary]);
    expect(codesOf(await order('DAYS_LATE', 'DESC'))[0]).toBe(silent);
    expect(codesOf(await order('NAME', 'DESC'))).toEqual([secondary, stampless, ready, silent]);
  });

  test.each(['SCORE', 'DAYS_LATE', 'NAME'])(
    'gives by %s every school once over its pages, whichever way',
    async (field) => {
      for (const direction of ['ASC', 'DESC']) {
        const orderBy = { field, direction };
        const whole = codesOf(await ask(officer, list, { orderBy }));
        const paged: string[] = [];
        for (let after: string | null = null; ;) {
          const page = await ask(officer, list, { orderBy, first: 1, after });
          paged.push(...codesOf(page));
          const { pageInfo } = page.data!['compliance'] as {
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
          if (!pageInfo.hasNextPage) break;
          after = pageInfo.endCursor;
        }
        expect(paged).toEqual(whole);
      }
    },
  );

  test('refuses a cursor of another order, of another list, and a page of too many', async () => {
    const { data } = await ask(officer, list, { first: 1 });
    const { endCursor } = (data!['compliance'] as { pageInfo: { endCursor: string } }).pageInfo;
    expect(codeOf(await ask(officer, list, { after: endCursor, orderBy: { field: 'SCORE' } }))).toBe(
      'BAD_USER_INPUT',
    );
    expect(codeOf(await ask(officer, list, { after: 'bm9uZQ' }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await ask(officer, list, { first: 501 }))).toBe('LIMIT_EXCEEDED');
  });

  test('is narrowed by status, ward, unmet rule and a search without diacritics', async () => {
    const narrowed = async (filter: object) => codesOf(await ask(officer, list, { filter }));
    expect(await narrowed({ status: ['LATE', 'EXCLUDED'] })).toEqual([silent, secondary]);
    expect(await narrowed({ ward: ['dang-lam'] })).toEqual([silent, stampless]);
    expect(await narrowed({ rule: 'R09' })).toEqual([silent, stampless]);
    expect(await narrowed({ search: 'DANG lam' })).toEqual([silent]);
    expect(codeOf(await ask(officer, list, { filter: { rule: 'R99' } }))).toBe('NOT_FOUND');
  });

  test("is bounded by who asks: own, assigned, served, granted; and closed to the city's viewer", async () => {
    for (const actor of [
      principalOf(ready),
      inspectorOf(ready),
      providerOf(ready),
      toolOf(ready),
      actorOf('school_admin', [ready]),
    ]) {
      const result = await ask(actor, list);
      expect(result.data!['compliance']).toMatchObject({
        totalCount: 1,
        nodes: [{ school: { code: ready } }],
      });
    }
    expect(codeOf(await ask(cityViewer, list))).toBe('FORBIDDEN');
  });

  test('shows a provider the technical lines and risks of the schools it serves, and no others', async () => {
    const { data } = await ask(
      providerOf(stampless),
      '{ compliance { nodes { lines { rule } risks { rule } } } }',
    );
    const [node] = (
      data!['compliance'] as { nodes: { lines: { rule: string }[]; risks: { rule: string }[] }[] }
    ).nodes;
    expect(node?.lines.map(({ rule }) => rule).toSorted()).toEqual([
      'R04',
      'R05',
      'R06',
      'R07',
      'R08',
      'R09',
      'R15',
    ]);
    expect(node?.risks.map(({ rule }) => rule)).toEqual(['R09']);
    expect(codeOf(await ask(providerOf(stampless), list, { filter: { rule: 'R13' } }))).toBe('FORBIDDEN');
  });

  test('of a past instant stands as it was shown then', async () => {
    const past = await ask(officer, list, {
      asOf: '2024-04-15T12:00:00+07:00',
      filter: { status: ['UNKNOWN'] },
    });
    expect(codesOf(past)).toEqual([silent, ready, stampless]);
    const shown = await ask(officer, list, {
      asOf: '2024-04-20T12:00:00+07:00',
      filter: { status: ['LATE'] },
    });
    expect(codesOf(shown)).toEqual([]);
    const after = await ask(officer, list, {
      asOf: '2024-04-22T00:00:00+07:00',
      filter: { status: ['LATE'] },
    });
    expect(codesOf(after)).toEqual([silent, stampless]);
  });
});
