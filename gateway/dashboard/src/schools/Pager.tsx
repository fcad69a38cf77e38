import { useTexts } from '../texts/index.js';
import type { PlacedRow } from './keepPlace.js';
import { sizes } from './query.js';
import type { SchoolPageState } from './useSchoolPage.js';
import type { SchoolQueryState } from './useSchoolQuery.js';

interface PagerProps<Row extends PlacedRow> {
  readonly schools: SchoolPageState<Row>;
  readonly query: SchoolQueryState;
  /** Whether the reader may choose how many schools a page has. */
  readonly isSized?: boolean;
}

/** Where the page stands in the list; the hub pages, the browser holds one page. */
export function Pager<Row extends PlacedRow>({ schools, query, isSized = true }: PagerProps<Row>) {
  const texts = useTexts();
  const { total, skipped, rows, previous, next } = schools;
  if (total === null || total === 0) return null;
  return (
    <nav className="pager" aria-label={texts.table.title}>
      <span className="figures">{texts.table.range(skipped + 1, skipped + rows.length, total)}</span>
      {isSized && (sizes[0] ?? 0) < total && (
        <label className="pager-size">
          {texts.table.perPage}
          <select
            value={query.value.size}
            onChange={(event) => query.change(() => ({ size: Number(event.target.value) }))}
          >
            {sizes.map((size) => (
              <option key={size}>{size}</option>
            ))}
          </select>
        </label>
      )}
      {(previous !== null || next !== null) && (
        <span className="pager-turn">
          <button
            type="button"
            className="button button-small"
            disabled={previous === null}
            onClick={previous ?? undefined}
          >
            {texts.table.previous}
          </button>
          <button
            type="button"
            className="button button-small"
            disabled={next === null}
            onClick={next ?? undefined}
          >
            {texts.table.next}
          </button>
        </span>
      )}
    </nav>
  );
}
