import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';

import { readQuery, writeQuery, type SchoolQuery } from './query.js';

export interface SchoolQueryState {
  readonly value: SchoolQuery;
  change(this: void, by: (before: SchoolQuery) => Partial<SchoolQuery>): void;
}

/** The table's question, kept in the address. */
export function useSchoolQuery(): SchoolQueryState {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const value = useMemo(() => readQuery(search), [search]);
  // Two changes in one press build on each other, not on the address before both.
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);

  const change = useCallback(
    (by: (before: SchoolQuery) => Partial<SchoolQuery>) => {
      latest.current = { ...latest.current, ...by(latest.current) };
      void navigate(pathname + writeQuery(latest.current, location.search), {
        replace: true,
        preventScrollReset: true,
      });
    },
    [navigate, pathname],
  );
  return { value, change };
}
