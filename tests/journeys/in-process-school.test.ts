import { beforeAll, describe, expect, test } from 'vitest';

import { dataOf, errorOf, LATE_STARTER, type Walked } from '../support/journeys.js';
import { lineOf, walkInProcess } from '../support/walked.js';

let walked: Walked[];
// Tests read whatever the journeys asked for.
// oxlint-disable-next-line typescript/no-explicit-any
const data = (name: string): any => dataOf(walked, name);

beforeAll(async () => {
  walked = await walkInProcess();
});

describe("a school's admin and principal", () => {
  test('are told who they are, by which clock, and where their school stands', () => {
    expect(data('me').me).toMatchObject({
      subject: `school_admin-${LATE_STARTER}`,
      role: 'school_admin',
      now: '2024-04-27T12:00:00.000+07:00',
      isSimulatedTime: true,
      schools: [{ code: LATE_STARTER, ward: { name: 'Đông Hải 1' }, compliance: { status: 'AT_RISK' } }],
    });
  });

  test('see one screen out of five subgraphs, with the reasons for the score', () => {
    const { school } = data('school');
    expect(school).toMatchObject({
      name: 'TH Mẫu 04 (dữ liệu giả)',
      isSynthetic: true,
      headcount: { teachers: 51, homeroomInScope: 29 },
      checklist: { isSubmitted: false, declared: { numerator: 0, denominator: 17 } },
      signatures: { managers: { percent: 100 }, teachers: { numerator: 13, denominator: 29, percent: 44.8 } },
      organisationCertificate: { state: 'REJECTED', isValid: false },
      training: { total: { numerator: 59, denominator: 59, percent: 100 }, citySessions: 1 },
      records: { eligible: 0, unreported: 4, accepted: { denominator: 0, percent: null } },
      compliance: { status: 'AT_RISK', readyDeclared: false, readyVerified: false, score: { percent: 79.7 } },
      difficulties: [],
    });
    expect(lineOf(school.compliance, 'R08')).toMatchObject({
      clause: 'IV.2-4b',
      state: 'UNMET',
      numerator: 13,
      denominator: 29,
    });
    expect(lineOf(school.compliance, 'R15')).toMatchObject({ state: 'UNKNOWN', inForce: false });
    expect(
      school.enrolment
        .filter(({ inScope }: { inScope: boolean }) => inScope)
        .map(({ grade }: { grade: number }) => grade),
    ).toEqual([1, 2, 3, 4]);
  });

  test('see their own figures beside the average of the district, and no other school', () => {
    const own = data('own figures');
    expect(own.districtOverview).toMatchObject({ inScope: { numerator: 1, denominator: 1 } });
    expect(own.schools).toEqual({ totalCount: 1, nodes: [{ code: LATE_STARTER }] });
    expect(own.trainingCompletion).toMatchObject({
      schools: 1,
      total: { percent: 100 },
      districtAverage: { percent: 81.2 },
    });
  });

  test('save an item; who saved on what the other had not seen is told the version that stands', () => {
    expect(data('saveChecklistItem').saveChecklistItem).toMatchObject({
      item: { state: 'DRAFT', version: 3, value: { numerator: 29, denominator: 29 } },
      school: { signatures: { teachers: { percent: 100 } } },
    });
    expect(errorOf(walked, 'saved by another hand first').extensions).toMatchObject({
      code: 'VERSION_CONFLICT',
      expectedVersion: 2,
      currentVersion: 3,
    });
  });

  test('set up the working group, name a duty, inform parents: each stands where it is read again', () => {
    const { school } = data('own again');
    expect(school.workingGroup).toMatchObject({ decisionNumber: '84a/QĐ-TH', version: 2 });
    expect(school.plan.duties).toContainEqual(
      expect.objectContaining({ id: 'SYSTEM_ADMIN', person: 'Giáo viên tin học (dữ liệu giả)' }),
    );
    expect(school.communications).toMatchObject({ missing: [] });
    expect(school.communications.activities).toHaveLength(3);
  });

  test('record a session; nobody is trained who is not there', () => {
    expect(errorOf(walked, 'trained beyond its people').extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'newlyTrained.teachers',
      expected: 'at most 0',
    });
    expect(data('recordTraining').recordTraining.school.training).toMatchObject({ citySessions: 2 });
  });

  test('report records by state: what is deferred leaves the whole, what is unreported stays unknown', () => {
    const { grade, school } = data('updateRecordCounts').updateRecordCounts;
    expect(grade).toMatchObject({
      version: 1,
      eligible: 320,
      deferred: 4,
      accepted: { numerator: 0, denominator: 316 },
    });
    expect(school).toMatchObject({
      name: 'TH Mẫu 04 (dữ liệu giả)',
      records: { eligible: 320, unreported: 3 },
    });
  });

  test('submit by the principal alone, after which the score says so', () => {
    expect(errorOf(walked, 'submitted by the admin').extensions).toMatchObject({
      code: 'FORBIDDEN',
      school: LATE_STARTER,
    });
    expect(data('submitChecklist').submitChecklist.school.checklist).toMatchObject({
      isSubmitted: true,
      declared: { numerator: 17 },
    });
    const { compliance } = data('own again').school;
    expect(lineOf(compliance, 'R03')).toMatchObject({ state: 'MET', numerator: 17, denominator: 17 });
    expect(lineOf(compliance, 'R08')).toMatchObject({ state: 'MET', doneLate: false });
    // Only the stamp is missing: (92 − 7) / 92.
    expect(compliance).toMatchObject({
      status: 'AT_RISK',
      readyDeclared: false,
      score: { numerator: 85, denominator: 92, percent: 92.3 },
    });
  });

  test('may not look into another school, not even at its name', () => {
    expect(errorOf(walked, "another school's").extensions).toMatchObject({
      code: 'FORBIDDEN',
      role: 'principal',
    });
  });
});
