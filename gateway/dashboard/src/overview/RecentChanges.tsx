import { dayAndMinute } from '../format/date.js';
import type { Change } from '../graph/types.js';
import { Panel } from '../parts/Panel.js';
import { StatusIcon } from '../parts/StatusIcon.js';
import { useTexts } from '../texts/index.js';

const SHOWN = 8;

/** What came in while the page was open, newest first. */
export function RecentChanges({ changes }: { changes: readonly Change[] }) {
  const texts = useTexts();
  return (
    <Panel title={texts.changes.title} area="changes">
      {changes.length === 0 && <p className="empty">{texts.changes.none}</p>}
      {changes.length > 0 && (
        <ol className="changes">
          {changes.slice(0, SHOWN).map((change) => (
            <li key={change.cursor}>
              <ChangeLine change={change} />
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

function ChangeLine({ change: { at, school, before, after, cause } }: { change: Change }) {
  const texts = useTexts();
  return (
    <>
      <p className="change-school">
        {school === null ? texts.changes.someSchool : (school.name ?? texts.table.unnamed(school.code))}
      </p>
      <p className="change-step">
        {before !== null && before.status !== after.status && (
          <>
            <span className={`tone-${before.status}`}>
              <StatusIcon status={before.status} /> {texts.status[before.status]}
            </span>
            <span aria-hidden="true"> → </span>
          </>
        )}
        <span className={`tone-${after.status}`}>
          <StatusIcon status={after.status} /> {texts.status[after.status]}
        </span>
        <span className="figures">
          {' '}
          {before !== null &&
            before.score.percent !== after.score.percent &&
            `${texts.percent(before.score)} → `}
          {texts.percent(after.score)}
        </span>
      </p>
      <p className="change-why">
        <time dateTime={at}>{dayAndMinute(at)}</time>
        {cause !== null && ` · ${texts.changes.cause(cause.rule, cause.clause)}`}
      </p>
    </>
  );
}
