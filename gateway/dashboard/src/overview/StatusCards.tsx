import { dayAndMinute } from '../format/date.js';
import type { ComplianceStatus, OverviewQuery } from '../generated/graphql.js';
import type { Part } from '../graph/usePart.js';
import { isForbidden, isOld, PartNotice } from '../parts/PartNotice.js';
import { StatusIcon } from '../parts/StatusIcon.js';
import { useTexts } from '../texts/index.js';

/** What needs an officer first comes first. */
const order: readonly ComplianceStatus[] = ['LATE', 'AT_RISK', 'UNKNOWN', 'COMPLIANT', 'EXCLUDED'];

interface StatusCardsProps {
  readonly overview: Part<OverviewQuery>;
  readonly chosen: readonly ComplianceStatus[];
  readonly onChoose: (status: ComplianceStatus) => void;
}

/** How many schools stand where; each card narrows the table to its schools. */
export function StatusCards({ overview, chosen, onChoose }: StatusCardsProps) {
  const texts = useTexts();
  const data = overview.data?.districtOverview;
  const old = isOld(overview) || data?.staleSince != null;
  return (
    <section
      className={old ? 'area-cards old' : 'area-cards'}
      aria-labelledby="cards-title"
      aria-busy={overview.fetching}
    >
      <h2 id="cards-title" className="only-heard">
        {texts.overview.title}
      </h2>
      {isForbidden(overview) ? (
        <output className="notice notice-plain">{texts.overview.forbidden}</output>
      ) : (
        <PartNotice part={overview} />
      )}
      {data?.staleSince != null && (
        <output className="notice notice-warn">
          {texts.overview.staleSince(dayAndMinute(data.staleSince))}
        </output>
      )}
      {!isForbidden(overview) && (
        <ul className="cards">
          {order.map((status) => (
            <li key={status}>
              <Card
                status={status}
                count={data?.counts.find((counted) => counted.status === status)?.count}
                isChosen={chosen.includes(status)}
                onChoose={onChoose}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface CardProps {
  readonly status: ComplianceStatus;
  /** Undefined while the graph has not said it: no number is shown, least of all 0. */
  readonly count: number | undefined;
  readonly isChosen: boolean;
  readonly onChoose: (status: ComplianceStatus) => void;
}

function Card({ status, count, isChosen, onChoose }: CardProps) {
  const texts = useTexts();
  const name = texts.status[status];
  return (
    <button
      type="button"
      className={`card tone-${status}${count === 0 ? ' card-none' : ''}`}
      aria-pressed={isChosen}
      disabled={count === undefined}
      data-status={status}
      onClick={() => onChoose(status)}
    >
      <span className="card-name">
        <StatusIcon status={status} />
        {name}
      </span>
      <span className="card-count figures">{count ?? texts.noValue}</span>
      <span className="only-heard"> {texts.overview.filterBy}</span>
      <span className="card-why">{texts.statusWhy[status]}</span>
    </button>
  );
}
