import { hubActor } from '../../shared/actor.js';
import type { ConsumerDefinition } from '../../shared/events/consumer.js';
import type { EventOf } from '../../shared/events/contracts.js';
import type { Reader } from '../../shared/session.js';
import { lockSchools, putKnownHeadcount, putKnownSchool } from './rows/register.js';
import { insertHeadcountAt } from './rows/signatures.js';
import { expireCertificates } from './service/certificate.js';
import { takeUpFinding } from './service/finding.js';
import { followSignatureDates } from './service/signatures.js';
import { takeTemplate } from './service/template.js';
import { readerOf } from './service/transaction.js';

type RegisterEvent = EventOf<'schools.schoolRegistered' | 'schools.headcountRecorded'>;

/** How far the domain's clock runs between two looks at certificates and signatures that may have expired. */
const EXPIRY_INTERVAL_MS = 60_000;

/** What readiness makes of others' events: the register's schools and people, inspectors' findings, and the questionnaire of a plan. */
export const readinessConsumers: ConsumerDefinition[] = [
  headcountConsumer(),
  findingsConsumer(),
  planConsumer(),
];

/** What schools are asked comes with the plan. */
function planConsumer(): ConsumerDefinition<'rollout.planLoaded'> {
  return {
    name: 'readiness.plan',
    takes: ['rollout.planLoaded'],
    handle: async (em, events) => {
      for (const event of events) await takeTemplate(em, event);
    },
  };
}

/** Items that an inspection found wanting go back to their schools. */
function findingsConsumer(): ConsumerDefinition<'rollout.findingRaised'> {
  return {
    name: 'readiness.findings',
    takes: ['rollout.findingRaised'],
    handle: async (em, events) => {
      for (const event of events) await takeUpFinding(em, event);
    },
  };
}

function headcountConsumer(): ConsumerDefinition<RegisterEvent['type']> {
  let lookedAt: number | undefined;
  return {
    name: 'readiness.headcount',
    takes: ['schools.schoolRegistered', 'schools.headcountRecorded'],
    handle: async (em, events) => {
      const told = events.filter(({ school }) => school !== null);
      if (told.length === 0) return;
      const db = readerOf(em);
      await lockSchools(
        db,
        told.map(({ school }) => String(school)),
      );
      for (const event of told) await keep(db, event);
    },
    onIdle: async (openSession) => {
      const session = openSession(hubActor);
      const now = session.clock.now().getTime();
      if (lookedAt !== undefined && Math.abs(now - lookedAt) < EXPIRY_INTERVAL_MS) return;
      await expireCertificates(session);
      await followSignatureDates(session);
      lookedAt = now;
    },
  };
}

async function keep(db: Reader, event: RegisterEvent): Promise<void> {
  const school = String(event.school);
  if (event.type === 'schools.schoolRegistered') {
    const { ward, status, hasPrimary } = event.data;
    await putKnownSchool(db, { code: school, ward, status, hasPrimary });
    return;
  }
  const { managers, teachers, staff, homeroomInScope } = event.data;
  const people = { managers, teachers, staff, homeroomInScope };
  await putKnownHeadcount(db, school, people);
  await insertHeadcountAt(db, school, event.at, people);
}
