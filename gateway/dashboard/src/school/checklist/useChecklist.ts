import { useCallback, useMemo, useState } from 'react';

import {
  SchoolChecklistDocument,
  type FormItemFragment,
  type SchoolChecklistQuery,
} from '../../generated/graphql.js';
import { usePart, type Part } from '../../graph/usePart.js';
import { useRefreshOnHeard } from '../../live/useRefreshOnHeard.js';

export interface UsedChecklist {
  readonly part: Part<SchoolChecklistQuery>;
  /** Null until the hub has answered, or where the checklist is not the caller's to see. */
  readonly items: readonly FormItemFragment[] | null;
  /** Puts what a change brought back in its place at once, without asking for all of it anew. */
  put(this: void, items: readonly FormItemFragment[]): void;
}

/** The checklist as the hub has it: its last whole answer, and over it what later changes brought back. */
export function useChecklist(code: string): UsedChecklist {
  const part = usePart(SchoolChecklistDocument, { code });
  const [newer, setNewer] = useState<ReadonlyMap<string, FormItemFragment>>(new Map());
  useRefreshOnHeard(
    ({ type, school }) => school?.code === code && type.startsWith('readiness.'),
    part.refresh,
  );
  const put = useCallback((items: readonly FormItemFragment[]) => {
    setNewer((before) => new Map([...before, ...items.map((item) => [item.id, item] as const)]));
  }, []);
  const answered = part.data?.school?.checklist?.items ?? null;
  const items = useMemo(
    () =>
      answered?.map((item) => {
        const later = newer.get(item.id);
        return later !== undefined && later.version > item.version ? later : item;
      }) ?? null,
    [answered, newer],
  );
  return { part, items, put };
}
