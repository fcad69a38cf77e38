import { Link } from 'react-router';

import { CompareDocument, type ComparedTotalsFragment, type ComplianceStatus } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { Panel } from '../parts/Panel.js';
import { isOld, PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { StatusIcon } from '../parts/StatusIcon.js';
import { endOfDay, type Day } from '../season/day.js';
import { useTexts } from '../texts/index.js';
import { Changed } from './Changed.js';
import { compareTexts } from './texts.js';

const order: readonly ComplianceStatus[] = ['LATE', 'AT_RISK', 'UNKNOWN', 'COMPLIANT', 'EXCLUDED'];

/** The district at the end of two days, and the schools that differ; `last` null is now. */
export function Comparison({ first, last }: { first: Day; last: Day | null }) {
  const shared = useTexts();
  const texts = useTexts(compareTexts);
  const part = usePart(CompareDocument, {
    from: endOfDay(first),
    to: last === null ? null : endOfDay(last),
  });
  const data = part.dataKey === part.key ? part.data?.compareSnapshots : undefined;
  if (data === undefined)
    return (
      <>
        <PartNotice part={part} />
        {part.fetching && <Skeleton lines={10} />}
      </>
    );
  const schools = data.schools;
  return (
    <div className="compare">
      <Panel title={texts.totals} area="totals" isBusy={part.fetching} isOld={isOld(part)}>
        <PartNotice part={part} />
        <Totals before={data.before} after={data.after} />
      </Panel>
      <Panel
        title={texts.schools(schools === null ? shared.noValue : shared.number(schools.length))}
        area="changed"
        isBusy={part.fetching}
        isOld={isOld(part)}
      >
        {schools === null && <p className="empty">{texts.hidden}</p>}
        {schools?.length === 0 && <p className="empty">{texts.none}</p>}
        {schools !== null && schools.length > 0 && (
          <div className="compare-scroll">
            <table className="numbers">
              <thead>
                <tr>
                  <th scope="col">{texts.school}</th>
                  <th scope="col">{texts.status}</th>
                  <th scope="col">{texts.score}</th>
                  <th scope="col">{texts.gained}</th>
                  <th scope="col">{texts.lost}</th>
                </tr>
              </thead>
              <tbody>
                {schools.map((change) => (
                  <tr key={change.school.code} data-school={change.school.code}>
                    <th scope="row">
                      <Link to={`/schools/${change.school.code}`}>
                        {change.school.name ?? shared.table.unnamed(change.school.code)}
                      </Link>
                    </th>
                    <Changed change={change} />
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
    </div>
  );
}

function Totals({ before, after }: { before: ComparedTotalsFragment; after: ComparedTotalsFragment }) {
  const shared = useTexts();
  const texts = useTexts(compareTexts);
  const countOf = ({ counts }: ComparedTotalsFragment, status: ComplianceStatus): number =>
    counts.find((counted) => counted.status === status)?.count ?? 0;
  const ready = [
    [shared.overview.declared, before.readyDeclared, after.readyDeclared],
    [shared.overview.verified, before.readyVerified, after.readyVerified],
  ] as const;
  return (
    <table className="numbers compare-totals">
      <caption className="only-heard">{texts.totals}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.totals}</th>
          <th scope="col">{texts.before}</th>
          <th scope="col">{texts.after}</th>
          <th scope="col">{texts.difference}</th>
        </tr>
      </thead>
      <tbody>
        {order.map((status) => {
          const [from, to] = [countOf(before, status), countOf(after, status)];
          return (
            <tr key={status} data-status={status}>
              <th scope="row" className={`compare-status tone-${status}`}>
                <StatusIcon status={status} /> {shared.status[status]}
              </th>
              <td className="figures">{shared.number(from)}</td>
              <td className="figures">{shared.number(to)}</td>
              <td className="figures">{signed(to - from, shared.number)}</td>
            </tr>
          );
        })}
        {ready.map(([name, from, to]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="figures">{`${shared.number(from.numerator)}/${shared.number(from.denominator)}`}</td>
            <td className="figures">{`${shared.number(to.numerator)}/${shared.number(to.denominator)}`}</td>
            <td className="figures">{signed(to.numerator - from.numerator, shared.number)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{shared.overview.averageScore}</th>
          <td className="figures">{shared.percent(before.score)}</td>
          <td className="figures">{shared.percent(after.score)}</td>
          <td>{shared.noValue}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** A difference with its sign; nothing changed says 0 without one. */
const signed = (difference: number, said: (value: number) => string): string =>
  difference > 0 ? `+${said(difference)}` : said(difference);
