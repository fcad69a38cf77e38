import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { happened } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  cityViewer,
  codeOf,
  definition,
  happen,
  head,
  inspectorOf,
  logOf,
  officer,
  principalOf,
  providerOf,
  until,
} from './bench.js';
import { openDistrict, ready, stampless } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
  await until(bench, '2024-07-20 08:00');
});
afterAll(() => bench.close());

const fields =
  'number asOf frozenAt frozenBy remarks hash content isReproduced totals { counts { status count } readyVerified { numerator denominator } averageScore { percent } }';
const freeze = (actor: Actor, asOf: string, remarks = 'Đạt yêu cầu.', name = 'freezeFinalReport') =>
  bench.run(
    definition,
    actor,
    `mutation($input: FreezeFinalReportInput!) { ${name}(input: $input) { report { ${fields} } } }`,
    { input: { asOf, remarks } },
  );
const read = async (actor: Actor) => {
  const result = await bench.run(definition, actor, `{ finalReport { ${fields} amendments { ${fields} } } }`);
  return {
    code: codeOf(result),
    report: (result.data as { finalReport: Report } | null)?.finalReport ?? null,
  };
};
interface Report {
  number: number;
  hash: string;
  content: string | null;
  isReproduced: boolean | null;
  totals: object;
  amendments: Report[];
}
const asOf = '2024-06-30T23:59:59+07:00';

describe('the final report', () => {
  test('is nothing before it is frozen, and cannot be amended then', async () => {
    expect(await read(officer)).toEqual({ code: null, report: null });
    expect(codeOf(await freeze(head, asOf, 'x', 'amendFinalReport'))).toBe('INVALID_TRANSITION');
  });

  test('is the head’s to freeze', async () => {
    for (const actor of [officer, inspectorOf(ready), principalOf(ready), providerOf(ready), cityViewer])
      expect(codeOf(await freeze(actor, asOf))).toBe('FORBIDDEN');
    expect(await read(head)).toMatchObject({ report: null });
  });

  test('is refused for the future and without a word of assessment; nothing is written', async () => {
    expect(codeOf(await freeze(head, '2024-07-21T08:00:00+07:00'))).toBe('BAD_USER_INPUT');
    expect(codeOf(await freeze(head, asOf, '  '))).toBe('BAD_USER_INPUT');
    expect(await logOf(bench, 'rollout.finalReportFrozen')).toEqual([]);
  });

  test('holds what the graph gave as of its instant, under a hash that anyone can take again', async () => {
    const result = await freeze(head, asOf);
    const { report } = (result.data as { freezeFinalReport: { report: Report } }).freezeFinalReport;
    const shown = await bench.run(
      definition,
      officer,
      'query($asOf: DateTime) { districtOverview(asOf: $asOf) { counts { status count } readyVerified { numerator denominator } averageScore { percent } } }',
      { asOf },
    );
    expect(report.totals).toEqual((shown.data as { districtOverview: object }).districtOverview);
    expect(report.hash).toBe(createHash('sha256').update(report.content!, 'utf8').digest('hex'));
    expect(report).toMatchObject({ number: 1, isReproduced: true, frozenBy: 'test-district_head' });
    await bench.settle();
    expect(await logOf(bench, 'rollout.finalReportFrozen')).toMatchObject([
      { data: { number: 1, before: null, after: report.hash, reason: 'Đạt yêu cầu.' } },
    ]);
  });

  test('stays as it is: what happens later changes neither it nor what history gives for it', async () => {
    const before = (await read(head)).report!;
    await happen(bench, [
      happened(
        'readiness.communicationLogged',
        '2024-07-21 09:00',
        {
          audiences: ['MANAGERS', 'TEACHERS', 'STAFF', 'PARENTS', 'PUPILS'],
          heldOn: '2024-07-20',
        },
        stampless,
      ),
    ]);
    await until(bench, '2024-07-25 08:00');
    expect((await read(head)).report).toEqual(before);
    expect(before.isReproduced).toBe(true);
  });

  test('is frozen once; amendments are added behind it', async () => {
    expect(codeOf(await freeze(head, asOf))).toBe('INVALID_TRANSITION');
    expect(
      codeOf(await freeze(head, '2024-07-24T08:00:00+07:00', 'Bổ sung số liệu tháng 7.', 'amendFinalReport')),
    ).toBe(null);
    const { report } = await read(head);
    expect(report).toMatchObject({
      number: 1,
      amendments: [{ number: 2, remarks: 'Bổ sung số liệu tháng 7.', isReproduced: true }],
    });
    expect(report!.amendments[0]!.hash).not.toBe(report!.hash);
  });

  test('of two heads that freeze at once one is refused', async () => {
    const answers = await Promise.all([1, 2].map(() => freeze(head, asOf)));
    expect(answers.map(codeOf)).toEqual(['INVALID_TRANSITION', 'INVALID_TRANSITION']);
  });

  test('gives totals to whom the district’s figures are open, rows to the office alone', async () => {
    expect(await read(cityViewer)).toMatchObject({ report: { content: null, frozenBy: null } });
    expect((await read(officer)).report!.content).toContain(ready);
    for (const actor of [principalOf(ready), providerOf(ready)])
      expect((await read(actor)).code).toBe('FORBIDDEN');
  });

  test('is in the audit trail of its plan', async () => {
    const result = await bench.run(
      definition,
      officer,
      '{ auditTrail(entity: { kind: PLAN, id: "hai-an-2024" }) { nodes { type actorRole before after reason } } }',
    );
    const { nodes } = (result.data as { auditTrail: { nodes: { type: string }[] } }).auditTrail;
    expect(nodes.filter(({ type }) => type === 'rollout.finalReportFrozen')).toMatchObject([
      { actorRole: 'district_head', before: null },
      { reason: 'Bổ sung số liệu tháng 7.' },
    ]);
  });
});
