import { plainDay } from '../../format/date.js';
import type { CommunicationsFormFragment } from '../../generated/graphql.js';
import { useTexts } from '../../texts/index.js';
import { EvidenceBox } from '../evidence/EvidenceBox.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { audiences, LogActivity } from './LogActivity.js';
import { organisationWords } from './texts.js';

interface CommunicationsProps {
  readonly school: SchoolHere;
  readonly communications: CommunicationsFormFragment;
  readonly onChanged: () => void;
}

/** Which of the five audiences was told of the benefits, and by what (IV.2-3). */
export function Communications({ school, communications, onChanged }: CommunicationsProps) {
  const words = useTexts(organisationWords).communications;
  const { activities, audiences: reached } = communications;
  return (
    <section
      id="communications"
      className="panel"
      aria-labelledby="communications-title"
      tabIndex={-1}
      data-form
    >
      <div className="panel-head">
        <h2 id="communications-title">{words.title}</h2>
        <span className="panel-note">{words.lead}</span>
      </div>
      <ul className="audiences">
        {audiences.map((audience) => {
          const isReached = reached.includes(audience);
          return (
            <li key={audience} className={isReached ? 'audience-reached' : ''} data-audience={audience}>
              {words.audience[audience]}: <strong>{isReached ? words.reached : words.notReached}</strong>
            </li>
          );
        })}
      </ul>
      {school.mayEdit && <LogActivity school={school} known={activities} onChanged={onChanged} />}
      {activities.length === 0 && <p className="empty">{words.none}</p>}
      <ul className="rows">
        {activities.map((activity) => (
          <li key={activity.id}>
            <p>{activity.description}</p>
            <p className="quiet">
              {plainDay(activity.heldOn)} ·{' '}
              {activity.audiences.map((audience) => words.audience[audience]).join(', ')}
            </p>
            {activity.evidence !== null && (
              <EvidenceBox
                files={activity.evidence}
                target={{ school: school.code, reference: { kind: 'COMMUNICATION', id: activity.id } }}
                subject="truyen-thong"
                about={activity.description}
                mayAdd={school.mayEdit}
                onStored={onChanged}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
