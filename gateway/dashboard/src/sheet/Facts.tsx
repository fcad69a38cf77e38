import { dayAndMinute, day } from '../format/date.js';
import { Meter } from '../parts/Meter.js';
import { StatusBadge } from '../parts/StatusBadge.js';
import { useTexts } from '../texts/index.js';
import { sheetTexts } from './texts.js';
import type { SheetCompliance } from './types.js';

/** How the school stands in one line: status, score, readiness as two facts, delay, freshness. */
export function Facts({ compliance }: { compliance: SheetCompliance }) {
  const shared = useTexts();
  const texts = useTexts(sheetTexts);
  const { status, score, readyDeclared, readyVerified, daysLate, lastUpdateAt, staleSince, risks } =
    compliance;
  const notes = new Set(
    risks.map(({ cause, until }) => shared.risk[cause](until === null ? null : day(until))),
  );
  const yesNo = (isSo: boolean): string => (isSo ? texts.yes : texts.no);
  return (
    <section className="panel facts" data-status={status}>
      <dl className="facts-list">
        <div className="fact">
          <dt>{shared.table.status}</dt>
          <dd>
            <StatusBadge status={status} />
            {status === 'AT_RISK' &&
              [...notes].map((note) => (
                <span key={note} className="risk">
                  {note}
                </span>
              ))}
          </dd>
        </div>
        <div className="fact">
          <dt>{texts.score}</dt>
          <dd>
            <span className="fact-number figures score-percent">{shared.percent(score)}</span>
            <Meter share={score} tone="plain" />
          </dd>
        </div>
        <div className="fact">
          <dt>{texts.ready}</dt>
          <dd>
            {texts.declared}: <b>{yesNo(readyDeclared)}</b>
            <br />
            {texts.verified}: <b className={readyVerified ? 'ready-verified' : ''}>{yesNo(readyVerified)}</b>
          </dd>
        </div>
        <div className="fact">
          <dt>{texts.late}</dt>
          <dd className="fact-number figures">
            {daysLate > 0 ? <span className="days-late">{shared.table.daysLate(daysLate)}</span> : '0'}
          </dd>
        </div>
        <div className="fact">
          <dt>{texts.updated}</dt>
          <dd className="figures">
            {lastUpdateAt === null ? shared.noValue : dayAndMinute(lastUpdateAt)}
            {staleSince !== null && (
              <span className="tag tag-stale">{shared.table.stale(dayAndMinute(staleSince))}</span>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}
