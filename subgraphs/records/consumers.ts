import type { EntityManager } from '@mikro-orm/sql';

import { CountHistory, GradeProgress } from '../../db/entities/records/count.js';
import { KnownCertificate, KnownEnrolment, RecordsSchool } from '../../db/entities/records/known.js';
import { hubActor } from '../../shared/actor.js';
import { appendEvents } from '../../shared/events/append.js';
import type { ConsumerDefinition } from '../../shared/events/consumer.js';
import type { EventOf, HubEvent } from '../../shared/events/contracts.js';
import { takeScope } from './scope.js';
import { lockSchools, readStandings, shownOf, withPupils, type GradeStanding } from './standing.js';

/** What records keeps of others: pupils by grade and who is in the plan, the schools' organisation certificates, the grades in scope. */
export const recordsConsumers: ConsumerDefinition[] = [
  enrolmentConsumer(),
  certificatesConsumer(),
  planConsumer(),
];

type RegisterEvent = EventOf<'schools.schoolRegistered' | 'schools.enrolmentRecorded'>;
type Grades = Map<string, GradeStanding>;

function enrolmentConsumer(): ConsumerDefinition<RegisterEvent['type']> {
  return {
    name: 'records.enrolment',
    takes: ['schools.schoolRegistered', 'schools.enrolmentRecorded'],
    handle: keepRegister,
  };
}

function planConsumer(): ConsumerDefinition<'rollout.planLoaded'> {
  return {
    name: 'records.plan',
    takes: ['rollout.planLoaded'],
    handle: async (em, events) => {
      for (const { data } of events)
        if (data.surroundings !== undefined) await takeScope(em, data.surroundings.scopeGrades);
    },
  };
}

async function keepRegister(em: EntityManager, events: readonly RegisterEvent[]): Promise<void> {
  const told = events.flatMap((event) => (event.school === null ? [] : [{ event, school: event.school }]));
  if (told.length === 0) return;
  const codes = [...new Set(told.map(({ school }) => school))].toSorted();
  await em.execute(
    `insert into records.known_school (school, in_plan)
     select school, true from jsonb_array_elements_text(?::jsonb) as told (school) on conflict do nothing`,
    [JSON.stringify(codes)],
    'run',
  );
  const inPlan = await lockSchools(em, codes);
  const grades: Grades = new Map(
    (await readStandings(em, codes)).map((standing) => [keyOf(standing), standing]),
  );
  const history = [];
  for (const { event, school } of told) {
    const wasInPlan = inPlan.get(school) ?? true;
    const isInPlan = inPlanAfter(event, wasInPlan);
    inPlan.set(school, isInPlan);
    const changed =
      event.type === 'schools.enrolmentRecorded'
        ? enrolled(grades, school, event)
        : isInPlan === wasInPlan
          ? []
          : ofSchool(grades, school);
    for (const standing of changed) {
      // Behind what was reported since: the event tells of the past, but it is shown from now on.
      const at = standing.lastAt !== null && standing.lastAt > event.at ? standing.lastAt : event.at;
      const before = grades.get(keyOf(standing));
      grades.set(keyOf(standing), { ...standing, lastAt: at });
      history.push({ ...shownOf(standing), inPlan: isInPlan, at });
      if (before !== undefined) await keepUnstarted(em, before, standing, at);
    }
  }
  await em.upsertMany(
    RecordsSchool,
    [...inPlan].map(([school, isInPlan]) => ({ school, inPlan: isInPlan })),
  );
  if (history.length === 0) return;
  await em.upsertMany(
    KnownEnrolment,
    [...grades.values()].map(({ school, schoolYear, grade, pupils }) => ({
      school,
      schoolYear,
      grade,
      pupils,
    })),
  );
  await em.insertMany(CountHistory, history);
}

/** A grade kept by units owes as many records as it has pupils: when the register moves, so does what is shown of it. */
async function keepUnstarted(
  em: EntityManager,
  before: GradeStanding,
  after: GradeStanding,
  at: Date,
): Promise<void> {
  if (before.unstarted === after.unstarted) return;
  const { school, schoolYear, grade, unstarted } = after;
  await em.nativeUpdate(GradeProgress, { school, schoolYear, grade }, { unstarted });
  const countsOf = ({ eligible, byState }: GradeStanding) => ({
    eligible: eligible ?? 0,
    byState: byState ?? {},
  });
  const data = { schoolYear, grade, before: countsOf(before), after: countsOf(after) };
  await appendEvents(em, hubActor, at, [{ type: 'records.countsUpdated', school, data }]);
}

/** I.1: the plan is about active schools with primary grades. */
function inPlanAfter(event: RegisterEvent, before: boolean): boolean {
  return event.type === 'schools.schoolRegistered'
    ? event.data.status === 'ACTIVE' && event.data.hasPrimary
    : before;
}

/** The grades whose pupils differ after the event; one that it no longer tells of has none. */
function enrolled(
  grades: Grades,
  school: string,
  { data }: HubEvent<'schools.enrolmentRecorded'>,
): GradeStanding[] {
  const { schoolYear } = data;
  const pupilsOf = new Map(data.grades.map(({ grade, pupils }) => [grade, pupils]));
  const known = ofSchool(grades, school).filter((standing) => standing.schoolYear === schoolYear);
  const added = [...pupilsOf.keys()].filter((grade) => known.every((standing) => standing.grade !== grade));
  return [
    ...known.flatMap((standing) => {
      const pupils = pupilsOf.get(standing.grade) ?? 0;
      return pupils === standing.pupils ? [] : [withPupils(standing, pupils)];
    }),
    ...added.map((grade) => ({
      school,
      schoolYear,
      grade,
      pupils: pupilsOf.get(grade) ?? 0,
      eligible: null,
      byState: null,
      version: 0,
      updatedAt: null,
      lastAt: null,
      byUnits: false,
      unstarted: 0,
    })),
  ];
}

function ofSchool(grades: Grades, school: string): GradeStanding[] {
  return [...grades.values()].filter((standing) => standing.school === school);
}

function keyOf({ school, schoolYear, grade }: GradeStanding): string {
  return JSON.stringify([school, schoolYear, grade]);
}

type CertificateEvent = HubEvent<'readiness.certificateChanged'>;

function certificatesConsumer(): ConsumerDefinition<CertificateEvent['type']> {
  return {
    name: 'records.certificates',
    takes: ['readiness.certificateChanged'],
    handle: keepCertificates,
  };
}

async function keepCertificates(em: EntityManager, events: readonly CertificateEvent[]): Promise<void> {
  const last = new Map<string, { school: string } & CertificateEvent['data']>();
  for (const { school, data } of events)
    if (school !== null) last.set(JSON.stringify([school, data.certificate]), { school, ...data });
  if (last.size === 0) return;
  await em.upsertMany(
    KnownCertificate,
    [...last.values()].map(({ school, certificate, after, validFrom, validTo }) => ({
      school,
      certificate,
      state: after,
      validFrom: new Date(validFrom),
      validTo: new Date(validTo),
    })),
  );
}
