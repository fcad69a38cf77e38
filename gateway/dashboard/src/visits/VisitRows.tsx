import { Link } from 'react-router';

import { difficultyWords } from '../difficulties/words.js';
import { day } from '../format/date.js';
import type { VisitRowFragment } from '../generated/graphql.js';
import { useTexts } from '../texts/index.js';
import { visitTexts } from './texts.js';

interface VisitRowsProps {
  readonly visits: readonly VisitRowFragment[];
  /** Today, `YYYY-MM-DD`: what is planned for it or before is due. */
  readonly today: string;
  readonly onRecord: (visit: VisitRowFragment) => void;
  readonly onCancel: (visit: VisitRowFragment) => void;
}

/** The visits as the office reads them: one row each, to compare. */
export function VisitTable(props: VisitRowsProps) {
  const texts = useTexts(visitTexts);
  return (
    <table className="grid-table">
      <caption className="only-heard">{texts.list}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.school}</th>
          <th scope="col">{texts.day}</th>
          <th scope="col">{texts.inspector}</th>
          <th scope="col">{texts.stateHead}</th>
          <th scope="col">{texts.findings}</th>
          <th scope="col">{texts.deeds}</th>
        </tr>
      </thead>
      <tbody>
        {props.visits.map((visit) => (
          <tr key={visit.id} data-visit={visit.id}>
            <th scope="row">
              <SchoolLink visit={visit} />
            </th>
            <td className="figures">
              <When visit={visit} today={props.today} />
            </td>
            <td>{visit.inspector}</td>
            <td>
              {texts.state[visit.state]}
              {visit.cancelReason !== null && <span className="quiet"> ({visit.cancelReason})</span>}
            </td>
            <td>
              <FindingList visit={visit} />
            </td>
            <td>
              <Deeds {...props} visit={visit} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The visits as an inspector works through them at the schools, on a phone: one card each, its deed under the thumb. */
export function VisitCards(props: VisitRowsProps) {
  const texts = useTexts(visitTexts);
  return (
    <ul className="visit-cards" aria-label={texts.mine}>
      {props.visits.map((visit) => (
        <li key={visit.id} className="visit-card" data-visit={visit.id}>
          <h3>
            <SchoolLink visit={visit} />
          </h3>
          <p className="figures">
            <When visit={visit} today={props.today} /> · {texts.state[visit.state]}
          </p>
          {visit.purpose !== null && <p className="words">{visit.purpose}</p>}
          <FindingList visit={visit} />
          <Deeds {...props} visit={visit} />
        </li>
      ))}
    </ul>
  );
}

function SchoolLink({ visit: { school } }: { visit: VisitRowFragment }) {
  const shared = useTexts();
  return <Link to={`/schools/${school.code}`}>{school.name ?? shared.table.unnamed(school.code)}</Link>;
}

function When({ visit, today }: { visit: VisitRowFragment; today: string }) {
  const texts = useTexts(visitTexts);
  const isDue = visit.state === 'PLANNED' && visit.plannedOn <= today;
  return (
    <>
      {visit.doneOn === null ? texts.plannedOn(day(visit.plannedOn)) : texts.doneOn(day(visit.doneOn))}
      {isDue && <span className="tag tag-stale">{texts.due}</span>}
    </>
  );
}

function FindingList({ visit: { findings } }: { visit: VisitRowFragment }) {
  const texts = useTexts(visitTexts);
  const words = useTexts(difficultyWords);
  if (findings.length === 0) return null;
  return (
    <ul className="finding-list">
      {findings.map(({ id, text, severity, becomes, item, difficulty }) => (
        <li key={id}>
          <span className={`severity severity-${severity}`}>{words.severity[severity]}</span>
          {text}{' '}
          <span className="quiet">
            → {texts.outcome[becomes]}
            {item !== null && `: ${texts.clauseItem(item)}`}
          </span>{' '}
          {difficulty !== null && (
            <Link to={`/difficulties?loc=tat-ca&chon=${difficulty.id}`}>{words.state[difficulty.state]}</Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function Deeds({ visit, onRecord, onCancel }: VisitRowsProps & { visit: VisitRowFragment }) {
  const texts = useTexts(visitTexts);
  const shared = useTexts();
  const name = visit.school.name ?? shared.table.unnamed(visit.school.code);
  if (visit.state !== 'PLANNED' && visit.state !== 'DONE') return null;
  return (
    <span className="row-deeds">
      <button
        type="button"
        className="button button-small button-main"
        aria-label={`${visit.state === 'DONE' ? texts.writeReport : texts.record}: ${name}`}
        onClick={() => onRecord(visit)}
      >
        {visit.state === 'DONE' ? texts.writeReport : texts.record}
      </button>
      {visit.state === 'PLANNED' && (
        <button
          type="button"
          className="button button-small"
          aria-label={`${texts.cancel}: ${name}`}
          onClick={() => onCancel(visit)}
        >
          {texts.cancel}
        </button>
      )}
    </span>
  );
}
