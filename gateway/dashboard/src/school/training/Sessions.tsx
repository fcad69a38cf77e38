import { useState } from 'react';

import { plainDay } from '../../format/date.js';
import type { SchoolTrainedFragment } from '../../generated/graphql.js';
import { useTexts } from '../../texts/index.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { Correct } from './Correct.js';
import { groups } from './room.js';
import { trainingWords } from './texts.js';

interface SessionsProps {
  readonly school: SchoolHere;
  readonly training: SchoolTrainedFragment;
  readonly onChanged: () => void;
}

/** What the school recorded, and the way to set a wrong number right; what stood before stays in the history. */
export function Sessions({ school, training, onChanged }: SessionsProps) {
  const words = useTexts(trainingWords);
  const [corrected, setCorrected] = useState<string | null>(null);
  const sessions = training.sessions ?? [];
  return (
    <section className="panel" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{words.sessions}</h2>
      {sessions.length === 0 && <p className="empty">{words.none}</p>}
      <ul className="rows">
        {sessions.map((session) => (
          <li key={session.id} data-session={session.id}>
            <p>
              <strong>{session.topic}</strong>
            </p>
            <p className="quiet">
              {plainDay(session.heldOn)} · {words.organisers[session.organiser]}
              {session.source === 'LIST' && ` · ${words.byList}`}
            </p>
            <p className="figures">
              {groups.map((name) => `${words.group[name]}: ${session.newlyTrained[name]}`).join(' · ')}
            </p>
            {school.mayEdit && session.source === 'COUNTS' && corrected !== session.id && (
              <button type="button" className="button" onClick={() => setCorrected(session.id)}>
                {words.correct}
                <span className="only-heard">{words.correctAbout(session.topic)}</span>
              </button>
            )}
            {corrected === session.id && (
              <Correct
                school={school}
                session={session}
                training={training}
                onEnd={(isChanged) => {
                  setCorrected(null);
                  if (isChanged) onChanged();
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
