import { dayAndMinute } from '../format/date.js';
import type { Share } from '../format/number.js';
import type { OverviewQuery } from '../generated/graphql.js';
import type { Part } from '../graph/usePart.js';
import { Meter } from '../parts/Meter.js';
import { Panel } from '../parts/Panel.js';
import { isForbidden, isOld } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useTexts } from '../texts/index.js';

/** How many schools the plan is for, and how many are ready: what they declared and what the office verified, always both. */
export function ScopePanel({ overview }: { overview: Part<OverviewQuery> }) {
  const texts = useTexts();
  const data = overview.data?.districtOverview;
  const waiting = data === undefined ? 0 : data.readyDeclared.numerator - data.readyVerified.numerator;
  if (isForbidden(overview)) return null;
  return (
    <Panel
      title={texts.overview.scopeTitle}
      area="scope"
      isBusy={overview.fetching}
      isOld={isOld(overview) || data?.staleSince != null}
      aside={data && <span className="panel-note">{texts.overview.asOf(dayAndMinute(data.asOf))}</span>}
    >
      {data === undefined && overview.fetching && <Skeleton lines={4} />}
      {data === undefined && !overview.fetching && <p className="empty">{texts.problem.nothing}</p>}
      {data !== undefined && (
        <dl className="shares">
          <ShareRow name={texts.overview.inScope} share={data.inScope} tone="plain" />
          <div className="share-group">
            <dt>{texts.overview.ready}</dt>
            <dd>
              <dl className="shares">
                <ShareRow name={texts.overview.declared} share={data.readyDeclared} tone="declared" />
                <ShareRow name={texts.overview.verified} share={data.readyVerified} tone="verified" />
              </dl>
              {waiting > 0 && <p className="share-waiting">{texts.overview.waiting(waiting)}</p>}
            </dd>
          </div>
          <div className="share">
            <dt>{texts.overview.averageScore}</dt>
            <dd>
              <span className="share-percent figures">{texts.percent(data.averageScore)}</span>
              <Meter share={data.averageScore} tone="plain" />
            </dd>
          </div>
        </dl>
      )}
    </Panel>
  );
}

function ShareRow({ name, share, tone }: { name: string; share: Share; tone: string }) {
  const texts = useTexts();
  return (
    <div className="share">
      <dt>{name}</dt>
      <dd>
        <span className="figures">
          <b>{texts.number(share.numerator)}</b>/{texts.number(share.denominator)}
        </span>
        <span className="share-percent figures">{texts.percent(share)}</span>
        <Meter share={share} tone={tone} />
      </dd>
    </div>
  );
}
