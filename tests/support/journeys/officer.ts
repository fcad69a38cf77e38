import { SCHOOL_IN_FULL, SCHOOL_IN_SHORT } from './fragments.js';
import { LATE_STARTER } from './school.js';
import { person, type Answers, type Journey } from './step.js';

const officer = person('district_officer');
const head = person('district_head');

const COMPLIANCE = `query Compliance($filter: ComplianceFilter, $orderBy: ComplianceOrder, $first: Int, $after: Cursor, $asOf: DateTime) {
  compliance(filter: $filter, orderBy: $orderBy, first: $first, after: $after, asOf: $asOf) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node {
      status daysLate readyDeclared readyVerified asOf staleSince score { numerator denominator percent }
      lines { rule clause state pointsLost due fix }
      school { ...SchoolInShort checklist { verified { numerator denominator } } training { total { percent } } records { unreported } }
    } }
  } } ${SCHOOL_IN_SHORT}`;

const OVERVIEW = `query Overview($asOf: DateTime) { districtOverview(asOf: $asOf) {
  asOf isSynthetic staleSince district { code } counts { status count } inScope { numerator denominator percent }
  readyDeclared { numerator denominator } readyVerified { numerator denominator } averageScore { numerator denominator percent }
  topUnmet { rule clause clauseText titleVi schools pointsLost } } }`;

const submittedKeys = ({ 'the school to verify': answer }: Answers): string[] =>
  answer.school.checklist.items
    .filter(({ state }: { state: string }) => state === 'SUBMITTED')
    .map(({ key }: { key: string }) => key);

const lateKey = (item: string): string => `${LATE_STARTER}:${item}`;

/** An officer looks at the district, verifies what a school has declared, sends back what is wrong, and moves the plan's task on. */
export const officerJourney: Journey = {
  name: 'district officer',
  steps: [
    { name: 'districtOverview', actor: officer, document: OVERVIEW },
    {
      name: 'districtOverview a week ago',
      actor: officer,
      document: OVERVIEW,
      variables: () => ({ asOf: '2024-04-20T12:00:00+07:00' }),
    },
    {
      name: 'compliance by score',
      actor: officer,
      document: COMPLIANCE,
      variables: () => ({ orderBy: { field: 'SCORE', direction: 'ASC' }, first: 4 }),
    },
    {
      name: 'the next page',
      actor: officer,
      document: COMPLIANCE,
      variables: ({ 'compliance by score': page }) => ({
        orderBy: { field: 'SCORE', direction: 'ASC' },
        first: 4,
        after: page.compliance.pageInfo.endCursor,
      }),
    },
    {
      name: 'compliance filtered',
      actor: officer,
      document: COMPLIANCE,
      variables: () => ({
        filter: { rule: 'R09', ward: ['dong-hai-1', 'dang-lam'] },
        orderBy: { field: 'NAME', direction: 'DESC' },
      }),
    },
    {
      name: 'compliance a week ago',
      actor: officer,
      document: COMPLIANCE,
      variables: () => ({ filter: { search: 'mau 04' }, asOf: '2024-04-20T12:00:00+07:00' }),
    },
    {
      name: 'timeline',
      actor: officer,
      document: `query Timeline($asOf: DateTime) { timeline(asOf: $asOf) { asOf now isSimulatedTime
        plan { id title schoolYear scopeGrades version unit { code nameVi } } sourceNotes { clause textVi dateAsPrinted dateCorrected }
        tasks { id titleVi timeAsPrinted state version plannedStart originalDue due startedAt doneAt isOverdue daysOverdue dependsOn leads
          leadAsPrinted coordinating deliverableVi clauses { id textVi } warnings { code messageVi } extensions { rule after school { code name } } } } }`,
    },
    {
      name: 'complianceRules',
      actor: officer,
      document: `{ complianceRules { id clause clauseText gate weight due dueBasis predicate titleVi fixVi } }`,
    },
    {
      name: 'unmetRequirements',
      actor: officer,
      document: `query Unmet($rule: ID!) { unmetRequirements(rule: $rule) {
        rule clause clauseText state numerator denominator missing due daysLate fixVi
        school { ...SchoolInShort headcount { managers teachers } organisationCertificate { state } training { total { percent } } } } } ${SCHOOL_IN_SHORT}`,
      variables: () => ({ rule: 'R13' }),
    },
    {
      name: 'inbox',
      actor: officer,
      document: `{ inbox { asOf difficultyCount lateSchoolCount difficulties { id category state daysOpen school { code name checklist { isSubmitted } } }
        lateSchools { status school { code } } overdueTasks { id } } }`,
    },
    {
      name: 'the school to verify',
      actor: officer,
      document: `query School($code: ID!) { school(code: $code) { ...SchoolInFull } } ${SCHOOL_IN_FULL}`,
      variables: () => ({ code: LATE_STARTER }),
    },
    {
      name: 'verifyItems',
      actor: officer,
      document: `mutation Verify($ids: [ID!]!, $note: String) { verifyItems(ids: $ids, note: $note) {
        items { key state version verifiedBy verifiedAt note }
        schools { code name checklist { verified { numerator denominator percent } } training { total { percent } } records { eligible } } } }`,
      variables: (answers) => ({ ids: submittedKeys(answers), note: 'Đã đối chiếu minh chứng.' }),
    },
    {
      name: 'returnItem',
      actor: officer,
      document: `mutation Return($id: ID!, $reason: String!) { returnItem(id: $id, reason: $reason) {
        item { key state version returnReason verifiedBy } school { code name training { total { percent } } } } }`,
      variables: () => ({
        id: lateKey('PROVIDER_COMMITMENT'),
        reason: 'Cam kết chưa có chữ ký của đơn vị cung cấp.',
      }),
    },
    {
      name: 'returned again',
      actor: officer,
      document: `mutation Return($id: ID!, $reason: String!) { returnItem(id: $id, reason: $reason) { item { key } } }`,
      variables: () => ({ id: lateKey('PROVIDER_COMMITMENT'), reason: 'Lần hai.' }),
    },
    {
      name: 'approveCertificate',
      actor: officer,
      document: `mutation Approve($id: ID!) { approveCertificate(id: $id) { certificate { id serial state isValid decidedBy }
        school { code name organisationCertificate { serial state } } } }`,
      variables: ({ declareCertificate }) => ({ id: declareCertificate.declareCertificate.certificate.id }),
    },
    {
      name: 'replyDifficulty',
      actor: officer,
      document: `mutation Reply($input: ReplyDifficultyInput!) { replyDifficulty(input: $input) { difficulty { id state replies { authorRole message state } } school { code name } } }`,
      variables: ({ reportDifficulty }) => ({
        input: {
          difficulty: reportDifficulty.reportDifficulty.difficulty.id,
          message: 'Phòng đã duyệt chứng thư sáng nay.',
        },
      }),
    },
    {
      name: 'updateTaskProgress',
      actor: officer,
      document: `mutation Move($input: UpdateTaskProgressInput!) { updateTaskProgress(input: $input) { task { id state version startedAt doneAt note warnings { code } } } }`,
      variables: () => ({
        input: { task: 'T5', state: 'DONE', expectedVersion: 1, note: 'Các trường đã triển khai.' },
      }),
    },
    {
      name: 'confirmed by the officer',
      actor: officer,
      document: `mutation Move($input: UpdateTaskProgressInput!) { updateTaskProgress(input: $input) { task { id state } } }`,
      variables: () => ({ input: { task: 'T5', state: 'CONFIRMED', expectedVersion: 2 } }),
    },
    {
      name: 'confirmed by the head',
      actor: head,
      document: `mutation Move($input: UpdateTaskProgressInput!) { updateTaskProgress(input: $input) { task { id state version } } }`,
      variables: () => ({ input: { task: 'T5', state: 'CONFIRMED', expectedVersion: 2 } }),
    },
    {
      name: 'extendDeadline',
      actor: officer,
      document: `mutation Extend($input: ExtendDeadlineInput!) { extendDeadline(input: $input) { extension { rule before after reason school { code name } } school { code ward { name } } } }`,
      variables: () => ({
        input: {
          school: LATE_STARTER,
          rule: 'R06',
          to: '2024-05-05T23:59:59+07:00',
          reason: 'Chờ cam kết ký lại.',
        },
      }),
    },
    {
      name: 'the school after',
      actor: officer,
      document: `query School($code: ID!) { school(code: $code) { ...SchoolInFull } } ${SCHOOL_IN_FULL}`,
      variables: () => ({ code: LATE_STARTER }),
    },
    { name: 'districtOverview after', actor: officer, document: OVERVIEW },
  ],
};
