import { day } from '../../format/date.js';
import type { MySchoolQuery } from '../../generated/graphql.js';
import { useTexts } from '../../texts/index.js';
import { SchoolLink } from '../parts/SchoolLink.js';
import { daysUntil, urgencyOf } from './due.js';
import { missingWords } from './missingWords.js';
import { placeOf, type Line } from './places.js';
import { homeWords } from './texts.js';

interface OpenLineProps {
  readonly line: Line;
  readonly own: NonNullable<MySchoolQuery['school']>;
  /** How each rule is decided, by its id. */
  readonly predicates: ReadonlyMap<string, string>;
  readonly now: Date;
}

/** One thing to do: until when, by which clause, what of it is missing, and the way to the place that mends it. */
export function OpenLine({ line, own, predicates, now }: OpenLineProps) {
  const shared = useTexts();
  const words = useTexts(homeWords);
  const urgency = urgencyOf(line.due, now);
  const place = placeOf(line, predicates.get(line.rule), own.checklist?.items ?? []);
  const missing = missingWords(line.missing, own, words, shared.pick);
  const title = shared.pick(line.titleVi, line.titleEn);
  const left = daysUntil(line.due, now);
  const when = urgency === 'late' ? words.late(line.daysLate) : left === 0 ? words.today : words.inDays(left);
  return (
    <li className={`open-line open-line-${urgency}`} data-rule={line.rule}>
      <p className="open-line-when">
        <strong>{when}</strong>
        <span>
          {words.due(day(line.due))}
          {line.due !== line.originalDue && ` (${words.extended(day(line.originalDue))})`}
        </span>
      </p>
      <h3>
        {title}{' '}
        <abbr className="clause" lang="vi" title={line.clauseText}>
          {line.clause}
        </abbr>
        {line.gate && <span className="tag">{words.gate}</span>}
        {line.state === 'UNKNOWN' && <span className="tag">{words.unknown}</span>}
      </h3>
      {missing.length > 0 && (
        <p className="open-line-missing">
          <span className="quiet">{words.stillMissing}</span> {missing.join('; ')}
          {line.denominator > 1 && (
            <span className="quiet figures"> ({words.soFar(line.numerator, line.denominator)})</span>
          )}
        </p>
      )}
      <p className="open-line-fix">{shared.pick(line.fixVi, line.fixEn)}</p>
      <SchoolLink page={place.page} part={place.part} className="button button-main">
        {words.goTo[place.page]}
        <span className="only-heard">{words.about(title)}</span>
      </SchoolLink>
    </li>
  );
}
