import { person, type Journey } from './step.js';

const tool = person('reporting_tool');
const city = person('city_viewer');

const CHANGES = `query Changes($after: Cursor, $first: Int) { changes(after: $after, first: $first) {
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  nodes { cursor id type at actor actorRole data school { code name training { citySessions } } } } }`;

/** A reporting tool without a socket reads the log page by page and the curves of the season. */
export const toolJourney: Journey = {
  name: 'reporting tool',
  steps: [
    { name: 'changes', actor: tool, document: CHANGES, variables: () => ({ first: 500 }) },
    {
      name: 'changes, the next page',
      actor: tool,
      document: CHANGES,
      variables: ({ changes }) => ({ first: 500, after: changes.changes.pageInfo.endCursor }),
    },
    {
      name: 'changes, the last page',
      actor: tool,
      document: CHANGES,
      variables: ({ 'changes, the next page': page }) => ({
        first: 500,
        after: page.changes.pageInfo.endCursor,
      }),
    },
    {
      name: 'complianceHistory',
      actor: tool,
      document: `query History($to: DateTime!) { complianceHistory(interval: WEEK, to: $to) {
        at status score { numerator denominator percent } readyDeclared { numerator denominator } readyVerified { numerator denominator } counts { status count } } }`,
      variables: () => ({ to: '2024-04-27T11:00:00+07:00' }),
    },
    {
      name: "a school's complianceHistory",
      actor: tool,
      document: `query History($school: ID!, $to: DateTime!) { complianceHistory(school: $school, interval: DAY, from: "2024-04-15T00:00:00+07:00", to: $to) { at status score { percent } } }`,
      variables: () => ({ school: '31306981', to: '2024-04-27T11:00:00+07:00' }),
    },
    {
      name: 'recordProgress',
      actor: tool,
      document: `{ recordProgress(schoolYear: "2023-2024") { schoolYear eligible deferred unreported accepted { numerator denominator percent } byState { state count }
        grades { grade eligible accepted { percent } byState { state count } } } }`,
    },
    {
      name: 'signatureCoverage',
      actor: tool,
      document: `query Coverage($to: DateTime!) {
        byWeek: signatureCoverage(interval: WEEK, to: $to) { at managers { numerator denominator percent } teachers { numerator denominator percent } reported { numerator denominator } }
        byWard: signatureCoverage(by: WARD, interval: WEEK, to: $to) { at ward teachers { percent } }
        bySchool: signatureCoverage(by: SCHOOL, interval: WEEK, to: $to) { at teachers { percent } school { code name compliance { status } } } }`,
      variables: () => ({ to: '2024-04-27T11:00:00+07:00' }),
    },
    {
      name: 'trainingCompletion',
      actor: tool,
      document: `{ trainingCompletion { schools schoolsAtCitySession schoolsUnreported citySessions managers { numerator denominator percent } teachers { numerator denominator percent }
        staff { numerator denominator percent } total { numerator denominator percent } byGroup { group people trained share { percent } } }
        teachers: trainingCompletion(group: TEACHERS) { byGroup { group people trained } } }`,
    },
    {
      name: 'a write by the tool',
      actor: tool,
      document: `mutation { verifyItems(ids: ["31306981:WORKING_GROUP"]) { items { key } } }`,
    },
    {
      name: "what the city's viewer sees",
      actor: city,
      document: `{ districtOverview { counts { status count } } school(code: "31306981") { code name checklist { version } training { citySessions } records { eligible } compliance { status } } }`,
    },
  ],
};
