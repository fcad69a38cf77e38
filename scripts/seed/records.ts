import type { RecordState } from '../../shared/events/contracts.js';
import { updateRecordCounts } from '../../subgraphs/records/index.js';
import { adminOf, moment, type Action } from './actions.js';
import type { SeedSchool } from './data.js';
import type { Profile } from './profiles.js';

/** Pupils of a grade who are assessed again in summer: about one in a hundred. */
const DEFERRED_SHARE = 0.012;

/** How a school's records move from results to acceptance, from the end of May on. */
export function recordProgress(
  school: SeedSchool,
  profile: Profile,
  plan: { schoolYear: string; grades: readonly number[] },
): Action[] {
  if (profile.certificate === 'REJECTED') {
    // Without the school's stamp nothing can be issued: records wait behind the manager's signature.
    return stepsOf(school, plan, [
      { day: '06-06', states: (pupils) => ({ INITIALISED: pupils }) },
      { day: '06-14', states: waiting },
    ]);
  }
  return stepsOf(
    school,
    plan,
    profile.accepted.map(({ day, share }) => ({ day, states: (pupils: number) => underWay(pupils, share) })),
  );
}

type States = Partial<Record<RecordState, number>>;

function stepsOf(
  { code, gradePupils }: SeedSchool,
  { schoolYear, grades }: { schoolYear: string; grades: readonly number[] },
  steps: readonly { day: string; states: (pupils: number) => States }[],
): Action[] {
  return grades.flatMap((grade) => {
    const eligible = gradePupils[String(grade)] ?? 0;
    const deferred = Math.round(eligible * DEFERRED_SHARE);
    return steps.map(({ day, states }, step): Action => ({
      at: moment(day, `15:0${grade}`),
      actor: adminOf(code),
      run: (session) =>
        updateRecordCounts(session, {
          school: code,
          schoolYear,
          grade,
          eligible,
          states: listed({ ...states(eligible - deferred), DEFERRED: deferred }),
          expectedVersion: step,
        }),
    }));
  });
}

/** So much accepted; of the rest half is signed, a quarter begun, and a few were sent back by the gateway. */
function underWay(pupils: number, share: number): States {
  const accepted = Math.floor(pupils * share);
  const rest = pupils - accepted;
  const rejected = Math.min(rest, Math.floor(pupils * 0.02));
  const signed = Math.floor((rest - rejected) * 0.5);
  const submitted = Math.floor((rest - rejected) * 0.25);
  return {
    ACCEPTED: accepted,
    REJECTED: rejected,
    SUBMITTED: submitted,
    MANAGER_SIGNED: signed,
    INITIALISED: rest - rejected - signed - submitted,
  };
}

function waiting(pupils: number): States {
  const signed = Math.floor(pupils * 0.6);
  return { MANAGER_SIGNED: signed, HOMEROOM_SIGNED: pupils - signed };
}

function listed(states: States): { state: RecordState; count: number }[] {
  return Object.entries(states)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => ({ state: state as RecordState, count }));
}
