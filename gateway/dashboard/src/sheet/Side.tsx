import { day } from '../format/date.js';
import type { ContactRole } from '../generated/graphql.js';
import { Panel } from '../parts/Panel.js';
import { saidDay } from '../season/day.js';
import { useTexts } from '../texts/index.js';
import { sheetTexts } from './texts.js';
import type { Sheet } from './types.js';

const calledFirst: readonly ContactRole[] = [
  'PRINCIPAL',
  'DEPUTY_PRINCIPAL',
  'SYSTEM_ADMIN',
  'CLERK',
  'OTHER',
];

/** Whom to phone; nothing where it is not the caller's to see. */
export function People({ people }: { people: Sheet['people'] }) {
  const texts = useTexts(sheetTexts);
  if (people === null) return null;
  const inOrder = people.toSorted((a, b) => calledFirst.indexOf(a.role) - calledFirst.indexOf(b.role));
  return (
    <Panel title={texts.people} area="people">
      {people.length === 0 && <p className="empty">{texts.noPeople}</p>}
      <ul className="side-list">
        {inOrder.map((person) => (
          <li key={`${person.role} ${person.subject}`}>
            <b>{person.name}</b>
            <span className="quiet"> · {texts.contact[person.role]}</span>
            <br />
            {person.phone === null ? (
              <span className="quiet">{texts.noPhone}</span>
            ) : (
              <a className="figures" href={`tel:${person.phone.replaceAll(/\s/g, '')}`}>
                {person.phone}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Visits of the office to the school, the latest first. */
export function Visits({ visits }: { visits: Sheet['visits'] }) {
  const texts = useTexts(sheetTexts);
  if (visits === null) return null;
  return (
    <Panel title={texts.visits} area="visits">
      {visits.length === 0 && <p className="empty">{texts.noVisits}</p>}
      <ul className="side-list">
        {visits.map(({ id, state, plannedOn, doneOn, inspector }) => (
          <li key={id}>
            <b className="figures">{doneOn === null ? texts.planned(saidDay(plannedOn)) : saidDay(doneOn)}</b>
            <span className="quiet">
              {' '}
              · {texts.visit[state]} · {inspector}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What the school has reported and how far the office is with it. */
export function Difficulties({ difficulties }: { difficulties: Sheet['difficulties'] }) {
  const texts = useTexts(sheetTexts);
  if (difficulties === null) return null;
  return (
    <Panel title={texts.difficulties} area="difficulties">
      {difficulties.length === 0 && <p className="empty">{texts.noDifficulties}</p>}
      <ul className="side-list">
        {difficulties.map(({ id, severity, state, description, reportedAt, isPastClock }) => (
          <li key={id}>
            {description}
            <br />
            <span className="quiet">
              {texts.severity[severity]} · {texts.difficulty[state]} ·{' '}
              <span className="figures">{day(reportedAt)}</span>
            </span>
            {isPastClock && <span className="risk">{texts.pastClock}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What the register holds of the school. */
export function Register({ school: { headcount, providers } }: { school: Sheet }) {
  const shared = useTexts();
  const texts = useTexts(sheetTexts);
  if (headcount === null && providers === null) return null;
  return (
    <Panel title={texts.school} area="register">
      <dl className="side-list">
        {headcount !== null && (
          <div>
            <dt className="quiet">{texts.staff}</dt>
            <dd>
              {texts.staffLine(
                shared.number(headcount.managers),
                shared.number(headcount.teachers),
                shared.number(headcount.staff),
              )}
            </dd>
          </div>
        )}
        {providers !== null && (
          <div>
            <dt className="quiet">{texts.providers}</dt>
            <dd>{providers.length === 0 ? shared.noValue : providers.map(({ name }) => name).join(', ')}</dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}
