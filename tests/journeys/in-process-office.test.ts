import { beforeAll, describe, expect, test } from 'vitest';

import { dataOf, errorOf, LATE_STARTER, type Walked } from '../support/journeys.js';
import { countsOf, itemOf, lineOf, walkInProcess } from '../support/walked.js';

let walked: Walked[];
// Tests read whatever the journeys asked for.
// oxlint-disable-next-line typescript/no-explicit-any
const data = (name: string): any => dataOf(walked, name);

beforeAll(async () => {
  walked = await walkInProcess();
});

describe('an officer', () => {
  test('sees the district at a glance, and as it was a week ago', () => {
    const { districtOverview: now } = data('districtOverview');
    expect(countsOf(now)).toEqual({ COMPLIANT: 6, AT_RISK: 4, LATE: 0, UNKNOWN: 0, EXCLUDED: 2 });
    expect(now).toMatchObject({
      isSynthetic: true,
      staleSince: null,
      inScope: { numerator: 10, denominator: 12 },
      readyDeclared: { numerator: 7, denominator: 10 },
      readyVerified: { numerator: 6, denominator: 10 },
    });
    expect(now.topUnmet[0]).toMatchObject({ rule: 'R13', clause: 'IV.2-5', schools: 2 });
    const { districtOverview: then } = data('districtOverview a week ago');
    expect(countsOf(then)).toEqual({ COMPLIANT: 0, AT_RISK: 0, LATE: 0, UNKNOWN: 10, EXCLUDED: 2 });
    expect(then).toMatchObject({ asOf: '2024-04-20T12:00:00.000+07:00', readyDeclared: { numerator: 0 } });
  });

  test('pages through the schools, worst first, and misses none between two pages', () => {
    const pages = [data('compliance by score').compliance, data('the next page').compliance];
    const nodes = pages.flatMap(({ edges }) => edges.map(({ node }: { node: object }) => node));
    expect(pages[0]).toMatchObject({
      totalCount: 12,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const scores = nodes.map(({ score }) => score.percent);
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(nodes[0]).toMatchObject({
      status: 'AT_RISK',
      school: { code: '31306990', training: { total: { percent: 9.3 } } },
    });
    expect(new Set(nodes.map(({ school }) => school.code)).size).toBe(8);
  });

  test('finds schools by what they have not met, and how one stood before', () => {
    expect(data('compliance filtered').compliance).toMatchObject({
      totalCount: 1,
      edges: [{ node: { school: { code: LATE_STARTER } } }],
    });
    const [then] = data('compliance a week ago').compliance.edges;
    expect(then.node).toMatchObject({
      status: 'UNKNOWN',
      score: { percent: 57.1 },
      school: { code: LATE_STARTER },
    });
  });

  test("sees the plan's seven tasks as printed and as they went", () => {
    const { tasks, plan, sourceNotes } = data('timeline').timeline;
    expect(plan).toMatchObject({ id: 'hai-an-2024', scopeGrades: [1, 2, 3, 4] });
    expect(tasks.map(({ id }: { id: string }) => id)).toEqual(['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7']);
    expect(tasks[4]).toMatchObject({ state: 'IN_PROGRESS', warnings: [{ code: 'STARTS_BEFORE_PREVIOUS' }] });
    expect(sourceNotes).toContainEqual(expect.objectContaining({ dateCorrected: '2024-03-27' }));
    expect(data('complianceRules').complianceRules).toHaveLength(15);
  });

  test('gets the list to phone, and what waits on the desk', () => {
    const { unmetRequirements } = data('unmetRequirements');
    expect(
      unmetRequirements.map(({ school, missing }: never) => [(school as { code: string }).code, missing]),
    ).toEqual([
      ['31306985', ['TEACHERS', 'STAFF']],
      ['31306990', ['TEACHERS', 'STAFF']],
    ]);
    expect(data('inbox').inbox).toMatchObject({
      difficulties: [
        {
          category: 'CERTIFICATE',
          state: 'OPEN',
          school: { name: 'TH Mẫu 04 (dữ liệu giả)', checklist: { isSubmitted: true } },
        },
      ],
    });
  });

  test('verifies all that a school has submitted, and sends one item back with the reason', () => {
    const { items, schools } = data('verifyItems').verifyItems;
    expect(items).toHaveLength(17);
    expect(schools).toMatchObject([
      { checklist: { verified: { numerator: 17, denominator: 17, percent: 100 } } },
    ]);
    expect(data('returnItem').returnItem.item).toMatchObject({
      state: 'RETURNED',
      version: 4,
      returnReason: expect.stringContaining('Cam kết'),
    });
    expect(errorOf(walked, 'returned again').extensions).toMatchObject({
      code: 'INVALID_TRANSITION',
      from: 'RETURNED',
      to: 'RETURNED',
      allowed: ['DRAFT', 'NOT_APPLICABLE'],
    });
  });

  test('what was returned costs the school its readiness, and the approved stamp gives it its points', () => {
    const { school } = data('the school after');
    expect(itemOf(school, 'PROVIDER_COMMITMENT')).toMatchObject({ state: 'RETURNED', verifiedBy: null });
    expect(lineOf(school.compliance, 'R09')).toMatchObject({ state: 'MET', pointsLost: 0 });
    expect(lineOf(school.compliance, 'R06')).toMatchObject({
      due: '2024-05-05T23:59:59.000+07:00',
      originalDue: '2024-04-28T23:59:59.000+07:00',
    });
    expect(school.compliance).toMatchObject({ status: 'AT_RISK', readyVerified: false });
    expect(school.organisationCertificate).toMatchObject({
      serial: '54:0A:84:80',
      state: 'APPROVED',
      isValid: true,
    });
    expect(school.difficulties).toMatchObject([
      { state: 'ACKNOWLEDGED', replies: [{ authorRole: 'district_officer' }] },
    ]);
  });

  test('T1: moves a task on, which only the head confirms', () => {
    expect(data('updateTaskProgress').updateTaskProgress.task).toMatchObject({ state: 'DONE', version: 2 });
    expect(errorOf(walked, 'confirmed by the officer').extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect(data('confirmed by the head').updateTaskProgress.task).toMatchObject({
      state: 'CONFIRMED',
      version: 3,
    });
  });
});

describe('a reporting tool', () => {
  test('reads the whole log page by page, in order, each event once', () => {
    const pages = ['changes', 'changes, the next page', 'changes, the last page'].map(
      (name) => data(name).changes,
    );
    const nodes = pages.flatMap((page) => page.nodes);
    expect(pages.map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
    const journey = nodes.slice(nodes.findIndex(({ at }) => at === '2024-04-27T12:00:00.000+07:00'));
    expect(journey.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'readiness.itemSaved',
        'rollout.complianceChanged',
        'training.attendanceRecorded',
        'records.countsUpdated',
        'rollout.taskProgressed',
      ]),
    );
    expect(journey[0]).toMatchObject({
      type: 'readiness.itemSaved',
      school: { code: LATE_STARTER, name: 'TH Mẫu 04 (dữ liệu giả)' },
    });
  });

  test('gets the curves: compliance by week, signatures by week, ward and school', () => {
    const points = data('complianceHistory').complianceHistory;
    expect(points.map(({ counts: all }: never) => countsOf({ counts: all })['UNKNOWN'])).toEqual([
      10, 10, 10, 0,
    ]);
    expect(points.at(-1).score.percent).toBeGreaterThan(points.at(-2).score.percent);
    const { byWeek, byWard, bySchool } = data('signatureCoverage');
    expect(byWeek.at(-2)).toMatchObject({ teachers: { numerator: 175, denominator: 306, percent: 57.1 } });
    expect(byWard.length).toBe(byWeek.length * 8);
    const last = bySchool.findLast(({ school }: { school: { code: string } }) => school.code === '31306990');
    expect(last).toMatchObject({ teachers: { percent: 100 }, school: { compliance: { status: 'AT_RISK' } } });
    expect(data("a school's complianceHistory").complianceHistory.at(-1)).toMatchObject({
      status: 'COMPLIANT',
      score: { percent: 100 },
    });
  });

  test('gets training and records of the district, where unknown is not zero', () => {
    expect(data('trainingCompletion').trainingCompletion).toMatchObject({
      schools: 10,
      schoolsUnreported: 0,
      total: { numerator: 480, denominator: 591, percent: 81.2 },
    });
    expect(data('recordProgress').recordProgress).toMatchObject({
      eligible: 320,
      unreported: 39,
      accepted: { numerator: 0, denominator: 316, percent: 0 },
    });
  });

  test('writes nothing; and the city sees aggregates without a school’s detail', () => {
    expect(errorOf(walked, 'a write by the tool').extensions).toMatchObject({
      code: 'FORBIDDEN',
      role: 'reporting_tool',
    });
    expect(data("what the city's viewer sees").school).toEqual({
      code: '31306981',
      name: 'TH Mẫu 01 (dữ liệu giả)',
      checklist: null,
      training: null,
      records: null,
      compliance: null,
    });
  });
});
