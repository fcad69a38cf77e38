import { memo, useId } from 'react';
import { Link } from 'react-router';

import { dayAndMinute, day } from '../format/date.js';
import type { Line, SchoolRow } from '../graph/types.js';
import { useTexts } from '../texts/index.js';
import { columns } from './columns.js';
import { isMissed } from './keepPlace.js';
import { LineList } from './LineList.js';
import type { ColumnId } from './query.js';

interface SchoolRowsProps {
  readonly row: SchoolRow;
  readonly shown: readonly ColumnId[];
  readonly isFresh: boolean;
  readonly isOpen: boolean;
  readonly onToggle: (code: string) => void;
}

/** A school's row and, opened, all that it lacks. */
export const SchoolRows = memo(function SchoolRows(props: SchoolRowsProps) {
  const texts = useTexts();
  const id = useId();
  const { row, shown, isFresh, isOpen, onToggle } = props;
  const { school } = row;
  const name = school.name ?? texts.table.unnamed(school.code);
  const missed = row.lines.filter(isMissed);
  return (
    <>
      <tr className={isFresh ? 'school fresh' : 'school'} data-school={school.code} data-status={row.status}>
        <th scope="row" className="col-school">
          <SchoolName row={row} name={name} isFresh={isFresh} />
        </th>
        {shown.map((column) => {
          const { Cell } = columns[column];
          if (Cell !== null) return <Cell key={column} row={row} />;
          return (
            <td key={column} className="col-missing">
              <TopMissing row={row} line={missed[0]} />
              {missed.length > 1 && (
                <button
                  type="button"
                  className="button-link"
                  aria-expanded={isOpen}
                  aria-controls={id}
                  onClick={() => onToggle(school.code)}
                >
                  {isOpen ? texts.table.less : texts.table.more(missed.length - 1)}
                </button>
              )}
            </td>
          );
        })}
      </tr>
      {isOpen && missed.length > 1 && (
        <tr className="school-lines" id={id}>
          <td colSpan={shown.length + 1}>
            <LineList school={name} lines={missed} />
          </td>
        </tr>
      )}
    </>
  );
});

function SchoolName({ row, name, isFresh }: { row: SchoolRow; name: string; isFresh: boolean }) {
  const texts = useTexts();
  const { school, staleSince } = row;
  const saysSo = name.includes('dữ liệu giả');
  return (
    <>
      <span className="school-name">
        <Link to={`/schools/${school.code}`}>{name}</Link>
        {school.isSynthetic === true && !saysSo && <span className="tag">{texts.table.syntheticTag}</span>}
      </span>
      <span className="school-code figures">
        {school.name === null ? texts.table.nameMissing : school.code}
        {isFresh && <span className="tag tag-fresh">{texts.table.changed}</span>}
        {staleSince !== null && (
          <span className="tag tag-stale">{texts.table.stale(dayAndMinute(staleSince))}</span>
        )}
      </span>
    </>
  );
}

function TopMissing({ row, line }: { row: SchoolRow; line: Line | undefined }) {
  const texts = useTexts();
  if (row.status === 'EXCLUDED') return <span className="quiet">{texts.table.outOfScope}</span>;
  if (line === undefined) return <span className="quiet">{texts.table.nothingMissing}</span>;
  return (
    <>
      <span className="missing-title" title={line.clauseText}>
        {texts.pick(line.titleVi, line.titleEn)}
      </span>{' '}
      <span className="clause figures" title={line.clauseText}>
        {line.clause}
      </span>
      {line.denominator > 1 && (
        <span className="quiet figures">
          {' '}
          {texts.table.progress(texts.number(line.numerator), texts.number(line.denominator))}
        </span>
      )}
      <span className="quiet figures"> · {texts.table.due(day(line.due))}</span>
      <span className="fix">{texts.pick(line.fixVi, line.fixEn)}</span>
    </>
  );
}
