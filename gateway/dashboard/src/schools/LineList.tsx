import { day } from '../format/date.js';
import type { Line } from '../graph/types.js';
import { useTexts } from '../texts/index.js';

/** Every requirement that a school lacks, most points lost first, with the clause's own words and what to do. */
export function LineList({ school, lines }: { school: string; lines: readonly Line[] }) {
  const texts = useTexts();
  return (
    <ul className="lines" aria-label={texts.table.linesOf(school)}>
      {lines.map((line) => (
        <li key={line.rule} className="line">
          <p className="line-head">
            <span className="figures line-rule">{line.rule}</span>
            <span className="missing-title">{texts.pick(line.titleVi, line.titleEn)}</span>
            <span className="quiet figures">
              {[
                texts.ruleState[line.state],
                line.denominator > 1 &&
                  texts.table.progress(texts.number(line.numerator), texts.number(line.denominator)),
                texts.table.due(day(line.due)),
                line.daysLate > 0 &&
                  `${texts.table.late.toLocaleLowerCase(texts.language)} ${texts.table.daysLate(line.daysLate)}`,
                line.pointsLost > 0 && texts.table.lostPoints(texts.number(line.pointsLost)),
              ]
                .filter((said) => said !== false)
                .join(' · ')}
            </span>
          </p>
          <p className="fix">{texts.pick(line.fixVi, line.fixEn)}</p>
          <blockquote className="clause-text" lang="vi">
            <span className="clause figures">{line.clause}</span> {line.clauseText}
          </blockquote>
        </li>
      ))}
    </ul>
  );
}
