import { useCallback, useMemo, useState, type ReactNode, type Ref } from 'react';

import type { SchoolRow } from '../graph/types.js';
import { Panel } from '../parts/Panel.js';
import { isForbidden, isOld, PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useTexts } from '../texts/index.js';
import { Filters } from './Filters.js';
import { Pager } from './Pager.js';
import { columnIds, isFiltered, type ColumnId } from './query.js';
import { Reordered } from './Reordered.js';
import { SchoolRows } from './SchoolRows.js';
import { SchoolTableHead } from './SchoolTableHead.js';
import type { SchoolPageState } from './useSchoolPage.js';
import type { SchoolQueryState } from './useSchoolQuery.js';

interface SchoolsProps {
  readonly schools: SchoolPageState<SchoolRow>;
  readonly query: SchoolQueryState;
  /** Schools that changed in the last seconds. */
  readonly fresh: ReadonlySet<string>;
  /** Columns that this place has no room for. */
  readonly without?: readonly ColumnId[];
  /** What else narrows the list or changes how it looks. */
  readonly tools?: ReactNode;
  readonly ref?: Ref<HTMLElement>;
}

/** The list to work from: who stands where, on what, and what to do about it. */
export function Schools({ schools, query, fresh, without = none, tools, ref }: SchoolsProps) {
  const texts = useTexts();
  const { part, rows, isTurning, total } = schools;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((code: string) => setOpened((before) => toggled(before, code)), []);
  const { hidden } = query.value;
  const shown = useMemo(
    () => columnIds.filter((column) => !without.includes(column) && !hidden.includes(column)),
    [without, hidden],
  );
  // Rows of another question than the one that failed would answer what nobody asked.
  const isUnanswered = part.data === undefined || (isTurning && part.problem !== null);
  return (
    <Panel
      ref={ref}
      id="schools"
      title={texts.table.title}
      area="schools"
      isBusy={part.fetching}
      isOld={isOld(part)}
      aside={
        total !== null && (
          <span className="panel-note figures" data-testid="total">
            {isTurning ? part.fetching && texts.loading : texts.unmet.schools(total)}
          </span>
        )
      }
    >
      {!isForbidden(part) && <Filters query={query}>{tools}</Filters>}
      <PartNotice part={part} />
      <Reordered schools={schools} />
      {isUnanswered && part.fetching && <Skeleton lines={8} />}
      {!isUnanswered && rows.length === 0 && (
        <p className="empty">{isFiltered(query.value) ? texts.table.empty : texts.table.emptyAll}</p>
      )}
      {!isUnanswered && rows.length > 0 && (
        <table className={isTurning ? 'schools turning' : 'schools'}>
          <caption className="only-heard">{texts.table.caption}</caption>
          <SchoolTableHead query={query} shown={shown} />
          <tbody>
            {rows.map((row) => (
              <SchoolRows
                key={row.school.code}
                row={row}
                shown={shown}
                isFresh={fresh.has(row.school.code)}
                isOpen={opened.has(row.school.code)}
                onToggle={toggle}
              />
            ))}
          </tbody>
        </table>
      )}
      {!isUnanswered && <Pager schools={schools} query={query} />}
    </Panel>
  );
}

function toggled(before: ReadonlySet<string>, code: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(code)) next.add(code);
  return next;
}

const none: readonly ColumnId[] = [];
