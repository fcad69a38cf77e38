import type { ComplianceOrderField } from '../generated/graphql.js';
import { useTexts } from '../texts/index.js';
import { columns } from './columns.js';
import { nextOrder, type ColumnId } from './query.js';
import type { SchoolQueryState } from './useSchoolQuery.js';

/** The columns' names; those that the graph can order by are buttons. */
export function SchoolTableHead({ query, shown }: { query: SchoolQueryState; shown: readonly ColumnId[] }) {
  const texts = useTexts();
  return (
    <thead>
      <tr>
        <SortedHead query={query} field="NAME" name={texts.table.school} className="col-school" />
        {shown.map((column) => {
          const { name, sort } = columns[column];
          if (sort !== null)
            return (
              <SortedHead
                key={column}
                query={query}
                field={sort}
                name={name(texts)}
                className={`col-${column}`}
              />
            );
          return (
            <th key={column} scope="col" className={`col-${column}`}>
              {name(texts)}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface SortedHeadProps {
  readonly query: SchoolQueryState;
  readonly field: ComplianceOrderField;
  readonly name: string;
  readonly className: string;
}

/** A heading that sorts the list at the hub by its column. */
export function SortedHead({ query, field, name, className }: SortedHeadProps) {
  const texts = useTexts();
  const { order } = query.value;
  const isSorted = order.field === field;
  const direction = order.direction === 'ASC' ? 'ascending' : 'descending';
  return (
    <th scope="col" className={className} aria-sort={isSorted ? direction : 'none'}>
      <button
        type="button"
        className="sort"
        title={texts.table.sortBy(name.toLocaleLowerCase(texts.language))}
        onClick={() => query.change((before) => ({ order: nextOrder(before.order, field) }))}
      >
        {name}
        <svg className="sort-sign" viewBox="0 0 10 12" aria-hidden="true" focusable="false">
          <path className="sort-up" d="M5 1 8.5 5h-7z" />
          <path className="sort-down" d="M5 11 1.5 7h7z" />
        </svg>
      </button>
    </th>
  );
}
