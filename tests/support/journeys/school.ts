import { SCHOOL_IN_FULL } from './fragments.js';
import { person, type Answers, type Journey } from './step.js';

/** On 27 April it lacks signatures, a valid stamp and its submission; nothing of it is verified. */
export const LATE_STARTER = '31306984';
const ANOTHER = '31306981';

const admin = person('school_admin', [LATE_STARTER]);
const principal = person('principal', [LATE_STARTER]);
const school = LATE_STARTER;

const session = { school, organiser: 'CITY', heldOn: '2024-04-27', topic: 'Tập huấn bổ sung của Sở' };

const SAVE = `mutation Save($input: SaveChecklistItemInput!) {
  saveChecklistItem(input: $input) {
    item { key state version value { kind numerator denominator count text number date } }
    school { code checklist { version isSubmitted } signatures { teachers { numerator denominator percent } } training { citySessions } }
  } }`;

const versionOf = ({ school: answer }: Answers, item: string): number =>
  answer.school.checklist.items.find(({ id }: { id: string }) => id === item).version;

/** A school's admin brings its checklist up to date, and its principal answers for it (IV.2). */
export const schoolJourney: Journey = {
  name: 'school admin and principal',
  steps: [
    {
      name: 'me',
      actor: admin,
      document: `{ me { subject name role now isSimulatedTime schools { code name ward { name } compliance { status score { percent } } } } }`,
    },
    {
      name: 'school',
      actor: admin,
      document: `query School($code: ID!) { school(code: $code) { ...SchoolInFull } } ${SCHOOL_IN_FULL}`,
      variables: () => ({ code: school }),
    },
    {
      name: 'own figures',
      actor: admin,
      document: `{
        districtOverview { counts { status count } inScope { numerator denominator } averageScore { percent } topUnmet { rule } }
        schools { totalCount nodes { code } }
        trainingCompletion { schools total { percent } districtAverage { percent } }
        recordProgress { schoolYear eligible districtAverage { percent } } }`,
    },
    {
      name: 'saveChecklistItem',
      actor: admin,
      document: SAVE,
      variables: (answers) => ({
        input: {
          school,
          item: 'SIGNATURES_TEACHERS',
          value: { numerator: 29, denominator: 29 },
          expectedVersion: versionOf(answers, 'SIGNATURES_TEACHERS'),
        },
      }),
    },
    {
      name: 'saved by another hand first',
      actor: principal,
      document: SAVE,
      variables: (answers) => ({
        input: {
          school,
          item: 'SIGNATURES_TEACHERS',
          value: { numerator: 28, denominator: 29 },
          expectedVersion: versionOf(answers, 'SIGNATURES_TEACHERS'),
        },
      }),
    },
    {
      name: 'setWorkingGroup',
      actor: admin,
      document: `mutation Group($input: SetWorkingGroupInput!) { setWorkingGroup(input: $input) {
        item { key state version value { number date } }
        workingGroup { decisionNumber decisionDate version members { name role } }
        school { code name workingGroup { decisionNumber } } } }`,
      variables: () => ({
        input: {
          school,
          decisionNumber: '84a/QĐ-TH',
          decisionDate: '2024-04-26',
          members: [
            { name: 'Hiệu trưởng (dữ liệu giả)', role: 'HEAD' },
            { name: 'Giáo viên tin học (dữ liệu giả)', role: 'MEMBER' },
          ],
        },
      }),
    },
    {
      name: 'assignDuty',
      actor: admin,
      document: `mutation Duty($input: AssignDutyInput!) { assignDuty(input: $input) { duty { id titleVi person } school { code plan { number duties { id person } } } } }`,
      variables: () => ({
        input: { school, duty: 'SYSTEM_ADMIN', person: 'Giáo viên tin học (dữ liệu giả)' },
      }),
    },
    {
      name: 'logCommunication',
      actor: admin,
      document: `mutation Tell($input: LogCommunicationInput!) { logCommunication(input: $input) {
        activity { id heldOn audiences description } school { communications { audiences missing } } } }`,
      variables: () => ({
        input: {
          school,
          audiences: ['PARENTS', 'PUPILS'],
          heldOn: '2024-04-27',
          description: 'Họp phụ huynh toàn trường.',
        },
      }),
    },
    {
      name: 'trained beyond its people',
      actor: admin,
      document: `mutation Train($input: RecordTrainingInput!) { recordTraining(input: $input) { training { total { percent } } } }`,
      variables: () => ({ input: { ...session, newlyTrained: { managers: 0, teachers: 1, staff: 0 } } }),
    },
    {
      name: 'recordTraining',
      actor: admin,
      document: `mutation Train($input: RecordTrainingInput!) { recordTraining(input: $input) {
        session { id organiser heldOn topic newlyTrained { managers teachers staff } }
        training { total { numerator denominator percent } byGroup { group people trained } }
        school { code training { citySessions teachers { numerator denominator } } checklist { isSubmitted } } } }`,
      variables: () => ({ input: { ...session, newlyTrained: { managers: 0, teachers: 0, staff: 0 } } }),
    },
    {
      name: 'updateRecordCounts',
      actor: admin,
      document: `mutation Count($input: UpdateRecordCountsInput!) { updateRecordCounts(input: $input) {
        grade { grade version eligible deferred accepted { numerator denominator } byState { state count } }
        school { code name records { eligible unreported } } } }`,
      variables: () => ({
        input: {
          school,
          schoolYear: '2023-2024',
          grade: 1,
          eligible: 320,
          states: [
            { state: 'NOT_STARTED', count: 100 },
            { state: 'INITIALISED', count: 216 },
            { state: 'DEFERRED', count: 4 },
          ],
          expectedVersion: 0,
        },
      }),
    },
    {
      name: 'declareCertificate',
      actor: admin,
      document: `mutation Stamp($input: DeclareCertificateInput!) { declareCertificate(input: $input) { certificate { id serial state isValid } school { code organisationCertificate { serial } } } }`,
      variables: () => ({
        input: {
          school,
          serial: '54:0A:84:80',
          issuer: 'BAN CƠ YẾU (dữ liệu giả)',
          kind: 'USB_TOKEN',
          validFrom: '2024-04-27T00:00:00+07:00',
          validTo: '2026-04-26T23:59:59+07:00',
        },
      }),
    },
    {
      name: 'registerCertificate',
      actor: admin,
      document: `mutation Register($id: ID!) { registerCertificate(id: $id) { certificate { id state } school { certificates { serial state } } } }`,
      variables: ({ declareCertificate }) => ({ id: declareCertificate.declareCertificate.certificate.id }),
    },
    {
      name: 'submitted by the admin',
      actor: admin,
      document: `mutation Submit($school: ID!) { submitChecklist(school: $school) { items { key state } } }`,
      variables: () => ({ school }),
    },
    {
      name: 'submitChecklist',
      actor: principal,
      document: `mutation Submit($school: ID!) { submitChecklist(school: $school) {
        items { key state version submittedAt }
        school { code name checklist { isSubmitted declared { numerator denominator } } } } }`,
      variables: () => ({ school }),
    },
    {
      name: 'reportDifficulty',
      actor: principal,
      document: `mutation Report($input: ReportDifficultyInput!) { reportDifficulty(input: $input) {
        difficulty { id category severity state description replies { message } school { code name } } school { name difficulties { id state } } } }`,
      variables: () => ({
        input: {
          school,
          category: 'CERTIFICATE',
          severity: 'MAJOR',
          description: 'Chờ Phòng duyệt chứng thư mới.',
        },
      }),
    },
    {
      name: 'own again',
      actor: principal,
      document: `query School($code: ID!) { school(code: $code) { ...SchoolInFull } } ${SCHOOL_IN_FULL}`,
      variables: () => ({ code: school }),
    },
    {
      name: "another school's",
      actor: principal,
      document: `query School($code: ID!) { school(code: $code) { code name compliance { status } } }`,
      variables: () => ({ code: ANOTHER }),
    },
  ],
};
