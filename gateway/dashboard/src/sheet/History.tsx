import { shortDay, day } from '../format/date.js';
import { SheetHistoryDocument } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import { Panel } from '../parts/Panel.js';
import { isForbidden, isOld, PartNotice } from '../parts/PartNotice.js';
import { StatusIcon } from '../parts/StatusIcon.js';
import { useTexts } from '../texts/index.js';
import { sheetTexts } from './texts.js';

/** The school's status and score at the end of each week of the season, the newest first. */
export function History({ code }: { code: string }) {
  const shared = useTexts();
  const texts = useTexts(sheetTexts);
  const part = usePart(SheetHistoryDocument, { code });
  useRefreshOnHeard(
    ({ school, type }) => school?.code === code && type === 'rollout.complianceChanged',
    part.refresh,
  );
  if (isForbidden(part)) return null;
  const points = (part.data?.complianceHistory ?? []).toReversed();
  return (
    <Panel title={texts.history} area="history" isBusy={part.fetching} isOld={isOld(part)}>
      <PartNotice part={part} />
      <table className="weeks">
        <caption className="only-heard">{texts.history}</caption>
        <tbody>
          {points.map(({ at, status, score }) => (
            <tr key={at}>
              <th scope="row" className="figures">
                <time dateTime={at} title={day(at)}>
                  {shortDay(at)}
                </time>
              </th>
              <td className={status === null ? '' : `tone-${status}`}>
                {status === null ? (
                  shared.noValue
                ) : (
                  <>
                    <StatusIcon status={status} /> {shared.status[status]}
                  </>
                )}
              </td>
              <td className="weeks-bar" aria-hidden="true">
                <span style={{ inlineSize: `${score.percent ?? 0}%` }} />
              </td>
              <td className="figures weeks-score">{shared.percent(score)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
