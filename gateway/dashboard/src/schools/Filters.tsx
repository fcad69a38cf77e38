import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';

import { useTexts } from '../texts/index.js';
import { isFiltered } from './query.js';
import type { SchoolQueryState } from './useSchoolQuery.js';

const TYPED_FOR_MS = 250;

/** Search, and what the table is narrowed to, each of which can be dropped. */
export function Filters({
  query: { value, change },
  children,
}: {
  query: SchoolQueryState;
  children?: ReactNode;
}) {
  const texts = useTexts();
  return (
    <div className="filters">
      <Search value={value.search} onSearch={(search) => change(() => ({ search }))} />
      {children}
      {isFiltered(value) && (
        <ul className="chips">
          {value.status.map((status) => (
            <li key={status}>
              <Chip
                name={texts.status[status]}
                onDrop={() =>
                  change((before) => ({ status: before.status.filter((other) => other !== status) }))
                }
              />
            </li>
          ))}
          {value.rule !== null && (
            <li>
              <Chip name={texts.table.onlyRule(value.rule)} onDrop={() => change(() => ({ rule: null }))} />
            </li>
          )}
          <li>
            <button
              type="button"
              className="button-link"
              onClick={() => change(() => ({ status: [], rule: null, ward: null, search: '' }))}
            >
              {texts.table.clear}
            </button>
          </li>
        </ul>
      )}
    </div>
  );
}

function Chip({ name, onDrop }: { name: string; onDrop: () => void }) {
  const texts = useTexts();
  return (
    <button type="button" className="chip" aria-label={texts.table.dropFilter(name)} onClick={onDrop}>
      {name}
      <svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">
        <path d="m2 2 6 6M8 2 2 8" />
      </svg>
    </button>
  );
}

/** Asks once the typing pauses; the graph ignores case and diacritics. */
function Search({ value, onSearch }: { value: string; onSearch: (search: string) => void }) {
  const texts = useTexts();
  const [typed, setTyped] = useState(value);
  const [told, setTold] = useState(value);
  const search = useEffectEvent(onSearch);

  // Changed from elsewhere ("drop all filters", the back button): the field follows.
  if (value !== told) {
    setTold(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => {
      setTold(typed);
      search(typed);
    }, TYPED_FOR_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);

  return (
    <input
      type="search"
      className="search"
      aria-label={texts.table.search}
      placeholder={texts.table.search}
      autoComplete="off"
      spellCheck={false}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
