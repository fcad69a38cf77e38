import type { CompareQuery, ComplianceStatus } from '../generated/graphql.js';
import { StatusIcon } from '../parts/StatusIcon.js';
import { useTexts } from '../texts/index.js';
import { compareTexts } from './texts.js';

type Change = NonNullable<CompareQuery['compareSnapshots']['schools']>[number];

/** A school's cells: what its status, its score and its requirements were and have become. */
export function Changed({ change }: { change: Change }) {
  const shared = useTexts();
  const texts = useTexts(compareTexts);
  const { statusBefore, statusAfter, scoreBefore, scoreAfter, scoreDelta, rulesGained, rulesLost } = change;
  return (
    <>
      <td>
        <Status status={statusBefore} />
        {statusBefore !== statusAfter && (
          <>
            {' → '}
            <Status status={statusAfter} />
          </>
        )}
      </td>
      <td className="figures">
        {scoreBefore === null ? shared.noValue : shared.percent(scoreBefore)} →{' '}
        {scoreAfter === null ? shared.noValue : shared.percent(scoreAfter)}
        {scoreDelta !== null && scoreDelta !== 0 && (
          <span className={scoreDelta > 0 ? 'compare-up' : 'compare-down'}>
            {' '}
            {scoreDelta > 0 ? '+' : ''}
            {texts.points(shared.number(scoreDelta))}
          </span>
        )}
      </td>
      <td className="figures">{rulesGained.join(', ') || shared.noValue}</td>
      <td className="figures">{rulesLost.join(', ') || shared.noValue}</td>
    </>
  );
}

function Status({ status }: { status: ComplianceStatus | null }) {
  const shared = useTexts();
  if (status === null) return shared.noValue;
  return (
    <span className={`compare-status tone-${status}`}>
      <StatusIcon status={status} /> {shared.status[status]}
    </span>
  );
}
