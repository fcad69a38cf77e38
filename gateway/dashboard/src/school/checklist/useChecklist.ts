import { useCallback, useMemo, useState } from 'react';

import {
  SchoolChecklistDocument,
  type FormItemFragment,
  type SchoolChecklistQuery,
} from '../../generated/graphql.js';
import { usePart, type Part } from '../../graph/usePart.js';
import { useRefreshOnHeard } from '../../live/useRefreshOnHeard.js';
import { useKeptAnswer } from '../../offline/useKeptAnswer.js';
import type { SchoolHere } from '../parts/ForSchool.js';

export interface UsedChecklist {
  readonly part: Part<SchoolChecklistQuery>;
  /** Null until the hub has answered, or where the checklist is not the caller's to see. */
  readonly items: readonly FormItemFragment[] | null;
  /** Puts what a change brought back in its place at once, without asking for all of it anew. */
  put(this: void, items: readonly FormItemFragment[]): void;
}

/** The checklist as the hub has it: its last whole answer, and over it what later changes brought back. */
export function useChecklist({ code, subject }: SchoolHere): UsedChecklist {
  const live = usePart(SchoolChecklistDocument, { code });
  const [newer, setNewer] = useState<Newer>(new Map());
  // An answer that was saved a moment before the network died would else be missing from the form that opens without it.
  const newest = useMemo(() => withNewer(live.data, newer), [live.data, newer]);
  const part = useKeptAnswer(live, { document: SchoolChecklistDocument, subject }, newest);
  useRefreshOnHeard(
    ({ type, school }) => school?.code === code && type.startsWith('readiness.'),
    part.refresh,
  );
  const put = useCallback((items: readonly FormItemFragment[]) => {
    setNewer((before) => new Map([...before, ...items.map((item) => [item.id, item] as const)]));
  }, []);
  const shown = useMemo(() => withNewer(part.data, newer), [part.data, newer]);
  const items = shown?.school?.checklist?.items ?? null;
  return { part, items, put };
}

type Newer = ReadonlyMap<string, FormItemFragment>;

/** The answer with the items that were changed after it in their places. */
function withNewer(answer: SchoolChecklistQuery | undefined, newer: Newer): SchoolChecklistQuery | undefined {
  const school = answer?.school;
  const checklist = school?.checklist;
  if (answer === undefined || school == null || checklist == null) return answer;
  const items = checklist.items.map((item) => {
    const later = newer.get(item.id);
    return later !== undefined && later.version > item.version ? later : item;
  });
  return { ...answer, school: { ...school, checklist: { ...checklist, items } } };
}
