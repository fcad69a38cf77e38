import { useState, type SubmitEvent } from 'react';
import { Link } from 'react-router';

import { day, dayAndMinute } from '../format/date.js';
import { TextBlock } from '../forms/Fields.js';
import { Refusal } from '../forms/Refusal.js';
import { formTexts } from '../forms/texts.js';
import type { DifficultiesQuery } from '../generated/graphql.js';
import type { Problem } from '../graph/problem.js';
import { useMe } from '../session/MeProvider.js';
import type { Role } from '../session/roles.js';
import { useTexts } from '../texts/index.js';
import { stepsFor, type Step } from './steps.js';
import { difficultyTexts } from './texts.js';
import { useStep } from './useStep.js';
import { difficultyWords } from './words.js';

export type Difficulty = DifficultiesQuery['difficulties']['nodes'][number];

interface ThreadProps {
  readonly difficulty: Difficulty;
  readonly onChanged: () => void;
}

/** A difficulty with all that was said about it, and what can be done next. */
export function Thread({ difficulty, onChanged }: ThreadProps) {
  const shared = useTexts();
  const texts = useTexts(difficultyTexts);
  const words = useTexts(difficultyWords);
  const { school, category, severity, state, replies, resolution } = difficulty;
  return (
    <article className="thread" data-difficulty={difficulty.id}>
      <h2 className="thread-title">{words.category[category]}</h2>
      <p className="thread-facts">
        <Link to={`/schools/${school.code}`}>{school.name ?? shared.table.unnamed(school.code)}</Link>
        <span className={`severity severity-${severity}`}>{words.severity[severity]}</span>
        <span className="tag">{words.state[state]}</span>
        {difficulty.isPastClock && <span className="tag tag-stale">{texts.past}</span>}
        <span className="quiet figures">{texts.reported(day(difficulty.reportedAt))}</span>
      </p>
      <p className="words">{difficulty.description}</p>
      <dl className="facts figures">
        <div>
          <dt>{texts.acknowledgeBy}</dt>
          <dd>{day(difficulty.acknowledgeBy)}</dd>
        </div>
        <div>
          <dt>{texts.resolveBy}</dt>
          <dd>{day(difficulty.resolveBy)}</dd>
        </div>
        {resolution !== null && (
          <div className="facts-wide">
            <dt>{texts.resolution}</dt>
            <dd>{resolution}</dd>
          </div>
        )}
      </dl>
      <h3 className="thread-sub">{texts.thread}</h3>
      {replies.length === 0 && <p className="empty">{texts.noReplies}</p>}
      <ol className="replies">
        {replies.map((reply, index) => (
          <li key={`${reply.at}-${index}`}>
            <p className="reply-head">
              <strong>{shared.header.role(reply.authorRole)}</strong>{' '}
              <time dateTime={reply.at} className="quiet figures">
                {dayAndMinute(reply.at)}
              </time>
              {reply.state !== (replies[index - 1]?.state ?? 'OPEN') && (
                <span className="tag">{texts.moved(words.state[reply.state])}</span>
              )}
            </p>
            <p className="words">{reply.message}</p>
          </li>
        ))}
      </ol>
      <Answer key={difficulty.id} difficulty={difficulty} onChanged={onChanged} />
    </article>
  );
}

/** One field for whatever is said; the button says what it does to the state. */
function Answer({ difficulty, onChanged }: ThreadProps) {
  const texts = useTexts(difficultyTexts);
  const { sending, missing } = useTexts(formTexts);
  const take = useStep();
  const role = useMe().role as Role;
  const [said, setSaid] = useState('');
  const [running, setRunning] = useState<Step | 'reply' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [hint, setHint] = useState('');
  const steps = stepsFor(difficulty.state, role);
  if (role === 'reporting_tool') return null;

  async function answer(step: Step | 'reply'): Promise<void> {
    if (running !== null) return;
    setHint(said.trim() === '' ? missing(step === 'reply' ? texts.replyLabel : texts.words[step]) : '');
    if (said.trim() === '') return;
    setRunning(step);
    setProblem(null);
    const refused = await take(step, difficulty.id, said.trim());
    setRunning(null);
    setProblem(refused);
    if (refused === null) setSaid('');
    setHint(refused === null ? (step === 'reply' ? texts.replied : texts.done) : '');
    onChanged();
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void answer('reply');
  }

  return (
    <form className="answer" onSubmit={submit}>
      <TextBlock label={texts.replyLabel} isRequired value={said} onChange={setSaid} />
      <Refusal problem={problem} />
      <output className="field-hint">{hint}</output>
      <div className="answer-deeds">
        <button type="submit" className="button button-main" aria-disabled={running !== null}>
          {running === 'reply' ? sending : texts.reply}
        </button>
        {steps.map((step) => (
          <button
            key={step}
            type="button"
            className="button"
            aria-disabled={running !== null}
            onClick={() => void answer(step)}
          >
            {running === step ? sending : texts.deeds[step]}
          </button>
        ))}
      </div>
    </form>
  );
}
