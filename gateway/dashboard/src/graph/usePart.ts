import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient, type AnyVariables, type TypedDocumentNode } from 'urql';

import { useRefreshedByFeed } from '../live/LiveProvider.js';
import { useSession } from '../session/SessionContext.js';
import { mayPass, problemOf, type Problem } from './problem.js';

const RETRY_FIRST_MS = 5_000;
const RETRY_LAST_MS = 60_000;

/** A part of the page: what the graph last said about it, and why it says nothing newer. */
export interface Part<Data> {
  readonly data: Data | undefined;
  /** When `data` came, by this machine's clock. */
  readonly dataAt: Date | null;
  /** The question that `data` answers; differs from the one now asked while a new answer is awaited. */
  readonly dataKey: string | null;
  readonly key: string;
  readonly problem: Problem | null;
  /** The last answer brought data beside its problem: what is shown is new, with holes. */
  readonly isPartial: boolean;
  /** Since when the part has had a problem, by this machine's clock. */
  readonly problemSince: Date | null;
  readonly fetching: boolean;
  /** `data` is what this machine kept from before the page was opened (`offline/`): the hub has not been reached since. */
  readonly isKept?: boolean;
  /** Asks again; resolves to whether a whole answer came. */
  refresh(this: void): Promise<boolean>;
}

type Kept<Data> = Omit<Part<Data>, 'key' | 'refresh'> & {
  /** The question that was last answered, well or not. */
  readonly settledKey: string | null;
};

/**
 * Asks a question and keeps its last good answer: a part that fails later keeps showing what it knew, says since when it knows
 * nothing newer, and asks again by itself. All parts ask anew when the page catches up after a lost connection.
 */
export function usePart<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Part<Data> {
  const client = useClient();
  const { expire } = useSession();
  const key = JSON.stringify(variables);
  const asked = useRef(0);
  const [kept, setKept] = useState<Kept<Data>>(nothing);

  const ask = useCallback(async () => {
    const number = ++asked.current;
    const { data, error } = await client.query(document, JSON.parse(key) as Variables).toPromise();
    const problem = problemOf(error);
    if (problem?.kind === 'unauthenticated') expire();
    if (number === asked.current) setKept((before) => after(before, data ?? undefined, problem, key));
    return problem === null;
  }, [client, document, expire, key]);
  const refresh = useCallback(() => {
    setKept((before) => ({ ...before, fetching: true }));
    return ask();
  }, [ask]);

  useEffect(() => {
    const numbers = asked;
    void ask();
    return () => {
      numbers.current++;
    };
  }, [ask]);

  useRetry(kept, refresh);
  useRefreshedByFeed(refresh);
  return { ...kept, fetching: kept.fetching || kept.settledKey !== key, key, refresh };
}

const nothing = {
  data: undefined,
  dataAt: null,
  dataKey: null,
  problem: null,
  isPartial: false,
  problemSince: null,
  fetching: false,
  settledKey: null,
};

function after<Data>(
  before: Kept<Data>,
  data: Data | undefined,
  problem: Problem | null,
  key: string,
): Kept<Data> {
  const now = new Date();
  const answer =
    data === undefined
      ? { data: before.data, dataAt: before.dataAt, dataKey: before.dataKey }
      : { data, dataAt: now, dataKey: key };
  return {
    ...answer,
    problem,
    isPartial: problem !== null && data !== undefined,
    problemSince: problem === null ? null : (before.problemSince ?? now),
    fetching: false,
    settledKey: key,
  };
}

/** Asks a failing part again, each time after twice the wait. */
function useRetry({ problem, problemSince, fetching }: Kept<unknown>, refresh: () => Promise<boolean>): void {
  const tries = useRef(0);
  useEffect(() => {
    if (problemSince === null) tries.current = 0;
    if (problem === null || fetching || !mayPass(problem)) return undefined;
    const timer = setTimeout(
      () => void refresh(),
      Math.min(RETRY_FIRST_MS * 2 ** tries.current++, RETRY_LAST_MS),
    );
    return () => clearTimeout(timer);
  }, [problem, problemSince, fetching, refresh]);
}
