import { dayAndMinute } from '../../format/date.js';
import type { DifficultyThreadFragment } from '../../generated/graphql.js';
import { useTexts } from '../../texts/index.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { Reply } from './Reply.js';
import { difficultyWords } from './texts.js';

interface ThreadProps {
  readonly difficulty: DifficultyThreadFragment;
  readonly school: SchoolHere;
  readonly onChanged: () => void;
}

/** One difficulty with all that was said about it, and the place for the next word. */
export function Thread({ difficulty, school, onChanged }: ThreadProps) {
  const shared = useTexts();
  const words = useTexts(difficultyWords);
  const { id, state, category, severity, description, resolution, replies } = difficulty;
  const isWaiting = state === 'OPEN' || state === 'REOPENED';
  const isEnded = state === 'CLOSED';
  return (
    <li className="panel difficulty" data-difficulty={id} data-state={state}>
      <div className="panel-head">
        <h2>{words.categories[category]}</h2>
        <span className={`state-tag state-tag-${isWaiting ? 'warn' : isEnded ? 'none' : 'good'}`}>
          {words.state[state]}
        </span>
      </div>
      <p className="talk-text">{description}</p>
      <p className="quiet">
        {words.severities[severity]} · {words.reported(dayAndMinute(difficulty.reportedAt))}
        {isWaiting && ` · ${words.answerBy(dayAndMinute(difficulty.acknowledgeBy))}`}
      </p>
      {difficulty.isPastClock && <p className="notice notice-warn">{words.pastClock}</p>}
      {replies.length > 0 && (
        <ol className="thread" aria-label={words.thread}>
          {replies.map(({ message, state: then, authorRole, at }) => (
            <li key={`${at}${message}`} className={authorRole === school.role ? 'thread-own' : ''}>
              <p className="quiet">
                {shared.header.role(authorRole)} · {dayAndMinute(at)} · {words.state[then]}
              </p>
              <p className="talk-text">{message}</p>
            </li>
          ))}
        </ol>
      )}
      {resolution !== null && (
        <p>
          <strong>{words.resolution}:</strong> {resolution}
        </p>
      )}
      <Reply difficulty={difficulty} school={school} onChanged={onChanged} />
    </li>
  );
}
