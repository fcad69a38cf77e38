import { useCallback, useEffect, useRef, useState } from 'react';
import type { TypedDocumentNode } from 'urql';

import type { SchoolsQueryVariables } from '../generated/graphql.js';
import type { Change } from '../graph/types.js';
import { usePart, type Part } from '../graph/usePart.js';
import { keepNames, keepPlace, patchRow, type Placed, type PlacedRow } from './keepPlace.js';
import { toVariables, type SchoolQuery } from './query.js';

/** A page of schools as the graph gives it, whatever it was asked to say of each. */
export interface SchoolListQuery<Row> {
  readonly compliance: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly Row[];
  };
}

export interface SchoolPageState<Row extends PlacedRow> extends Placed<Row> {
  readonly part: Part<SchoolListQuery<Row>>;
  /** The rows answer an earlier question; the one now asked is on its way. */
  readonly isTurning: boolean;
  readonly total: number | null;
  /** Schools before the first row. */
  readonly skipped: number;
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
  refresh(this: void): Promise<boolean>;
  patch(this: void, change: Change): void;
  applyOrder(this: void): void;
}

interface Shown<Row extends PlacedRow> extends Placed<Row> {
  readonly key: string | null;
  readonly from: SchoolListQuery<Row> | undefined;
}

/**
 * One page of the table, from the hub's own paging, now or as of an instant; live changes keep every row where the reader sees it, and
 * change nothing of the past.
 */
export function useSchoolPage<Row extends PlacedRow>(
  document: TypedDocumentNode<SchoolListQuery<Row>, SchoolsQueryVariables>,
  query: SchoolQuery,
  asOf: string | null,
): SchoolPageState<Row> {
  const { trail, turn } = useTrail(JSON.stringify([query, asOf]));
  const part = usePart(document, toVariables(query, { after: trail.at(-1) ?? null, asOf }));
  const [shown, setShown] = useState<Shown<Row>>({ key: null, from: undefined, rows: [], reordered: null });

  // Taken over while rendering: an effect would paint the old rows under the new heading first.
  if (part.data !== undefined && part.data !== shown.from) {
    const nodes = keepNames(shown.rows, part.data.compliance.nodes);
    const placed =
      part.dataKey === shown.key ? keepPlace(shown.rows, nodes) : { rows: nodes, reordered: null };
    setShown({ ...placed, key: part.dataKey, from: part.data });
  }

  const patch = useCallback(
    (change: Change) => {
      if (asOf !== null) return;
      setShown((before) => ({
        ...before,
        rows: before.rows.map((row) =>
          row.school.code === change.school?.code ? patchRow(row, change) : row,
        ),
      }));
    },
    [asOf],
  );
  const applyOrder = useCallback(() => {
    setShown((before) => ({ ...before, rows: before.reordered ?? before.rows, reordered: null }));
  }, []);

  const connection = part.data?.compliance;
  const { hasNextPage = false, endCursor = null } = connection?.pageInfo ?? {};
  const isTurning = part.dataKey !== null && part.dataKey !== part.key;
  return {
    part,
    rows: shown.rows,
    reordered: shown.reordered,
    isTurning,
    total: connection?.totalCount ?? null,
    skipped: trail.length * query.size,
    previous: trail.length > 0 ? () => turn((before) => before.slice(0, -1)) : null,
    next:
      hasNextPage && endCursor !== null && !isTurning ? () => turn((before) => [...before, endCursor]) : null,
    refresh: part.refresh,
    patch,
    applyOrder,
  };
}

type Turn = (by: (before: readonly string[]) => readonly string[]) => void;

/** The cursors of the pages before this one; another question starts at its first page. */
function useTrail(question: string): { trail: readonly string[]; turn: Turn } {
  const [kept, setKept] = useState<{ question: string; trail: readonly string[] }>({ question, trail: [] });
  const trail = kept.question === question ? kept.trail : none;
  const asked = useRef(question);
  useEffect(() => {
    asked.current = question;
  });
  const turn = useCallback<Turn>((by) => {
    setKept((before) => ({
      question: asked.current,
      trail: by(before.question === asked.current ? before.trail : none),
    }));
  }, []);
  return { trail, turn };
}

const none: readonly string[] = [];
