import { dayAndMinute, second } from '../format/date.js';
import { describe, mayPass } from '../graph/problem.js';
import type { Part } from '../graph/usePart.js';
import { useTexts } from '../texts/index.js';

/** Says which part does not answer and since when, and of when the numbers are that are still shown. Nothing where all is well. */
export function PartNotice({ part }: { part: Part<unknown> }) {
  const texts = useTexts();
  const { problem, problemSince, isPartial, dataAt, dataKey, key, fetching, isKept = false, refresh } = part;
  if (problem === null || problemSince === null) return null;
  if (problem.kind === 'forbidden')
    return <output className="notice notice-plain">{describe(problem, texts)}.</output>;
  const isAnswered = dataAt !== null && dataKey === key;
  return (
    <div className={isKept ? 'notice notice-warn' : 'notice notice-bad'} data-kept={isKept || undefined}>
      {isKept && isAnswered ? (
        <output>{texts.problem.keptHere(dayAndMinute(dataAt))}</output>
      ) : (
        <output>
          <strong>{describe(problem, texts)}</strong> {texts.problem.since(second(problemSince))}.{' '}
          {isPartial && texts.problem.partial}
          {!isPartial && isAnswered && texts.problem.kept(second(dataAt))}
        </output>
      )}
      {mayPass(problem) && (
        <button
          type="button"
          className="button button-small"
          disabled={fetching}
          onClick={() => void refresh()}
        >
          {texts.retry}
        </button>
      )}
    </div>
  );
}

/** Whether a part is not this caller's to see: then its place says that, and nothing more. */
export const isForbidden = ({ problem, data }: Part<unknown>): boolean =>
  problem?.kind === 'forbidden' && data === undefined;

/** Whether what a part shows is older than its last question: then nothing of it may look like a good sign. */
export function isOld({ data, problem, isPartial }: Part<unknown>): boolean {
  return data !== undefined && problem !== null && !isPartial;
}
