import { SchoolTrainingDocument, type SchoolTrainedFragment } from '../../generated/graphql.js';
import { useRefreshOnHeard } from '../../live/useRefreshOnHeard.js';
import { Meter } from '../../parts/Meter.js';
import { isForbidden, PartNotice } from '../../parts/PartNotice.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { PageHead } from '../../shell/PageHead.js';
import { useTexts } from '../../texts/index.js';
import { ForSchool, type SchoolHere } from '../parts/ForSchool.js';
import { useSchoolPart } from '../parts/useSchoolPart.js';
import { RecordSession } from './RecordSession.js';
import { groups, standingOf } from './room.js';
import { Sessions } from './Sessions.js';
import { trainingWords } from './texts.js';

/** Who of the school is trained, and the sessions that did it (III-3, IV.2-5). */
export function TrainingPage() {
  return <ForSchool>{(school) => <Training school={school} />}</ForSchool>;
}

function Training({ school }: { school: SchoolHere }) {
  const words = useTexts(trainingWords);
  const part = useSchoolPart(school, SchoolTrainingDocument, { code: school.code });
  useRefreshOnHeard(
    ({ type, school: where }) =>
      type.startsWith('training.') && (where === null || where.code === school.code),
    part.refresh,
  );
  const training = part.data?.school?.training ?? null;
  const recorded = new Set(training?.sessions?.map(({ id }) => id));
  const announced = (part.data?.trainingSessions.nodes ?? []).filter(
    ({ id, organiser, heldOn }) => organiser !== 'SCHOOL' && !recorded.has(id) && heldOn <= school.today,
  );
  const refresh = (): void => void part.refresh();
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <PartNotice part={part} />
      {training === null ? (
        !isForbidden(part) && part.fetching && <Skeleton lines={6} />
      ) : (
        <>
          <Groups training={training} isUncounted={part.data?.school?.headcount === null} />
          {school.mayEdit && (
            <RecordSession school={school} training={training} announced={announced} onChanged={refresh} />
          )}
          <Sessions school={school} training={training} onChanged={refresh} />
        </>
      )}
    </>
  );
}

function Groups({ training, isUncounted }: { training: SchoolTrainedFragment; isUncounted: boolean }) {
  const shared = useTexts();
  const words = useTexts(trainingWords);
  const said = (count: number | null): string => (count === null ? shared.noValue : String(count));
  return (
    <section className="panel" aria-labelledby="groups-title">
      <div className="panel-head">
        <h2 id="groups-title">{words.standing}</h2>
        {training.total !== null && (
          <span className="panel-note figures">{shared.percent(training.total)}</span>
        )}
      </div>
      {isUncounted && <p className="notice notice-warn">{words.noHeadcount}</p>}
      <dl className="group-bars">
        {groups.map((name) => {
          const { trained, people } = standingOf(training, name);
          const share = training.byGroup.find(({ group }) => group === name.toUpperCase())?.share ?? null;
          return (
            <div key={name} data-group={name}>
              <dt>{words.group[name]}</dt>
              <dd className="figures">
                {words.trained(said(trained), said(people))}
                {share !== null && <Meter share={share} tone="declared" />}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="quiet">{words.city(training.citySessions)}</p>
    </section>
  );
}
