import { useCallback, useRef, useState } from 'react';
import { useClient, type AnyVariables, type TypedDocumentNode } from 'urql';

import { useSession } from '../session/SessionContext.js';
import { problemOf, type Problem } from './problem.js';

/** What came of a sent change: the graph's answer, or why there is none. */
export type Sent<Data> =
  | { readonly data: Data; readonly problem: null }
  | { readonly data: null; readonly problem: Problem };

export interface Sending<Data, Variables> {
  /** Sends once; while one is under way a second is not sent and resolves to null. */
  send(this: void, variables: Variables): Promise<Sent<Data> | null>;
  readonly isSending: boolean;
  /** Why the last one failed; null again once another is sent. */
  readonly problem: Problem | null;
}

/** Sends a change to the hub, once per press, and keeps why it was refused. */
export function useSend<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): Sending<Data, Variables> {
  const client = useClient();
  const { expire } = useSession();
  const isUnderWay = useRef(false);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const send = useCallback(
    async (variables: Variables): Promise<Sent<Data> | null> => {
      if (isUnderWay.current) return null;
      isUnderWay.current = true;
      setSending(true);
      setProblem(null);
      const { data, error } = await client.mutation(document, variables).toPromise();
      isUnderWay.current = false;
      setSending(false);
      const found = problemOf(error);
      setProblem(found);
      if (found?.kind === 'unauthenticated') expire();
      if (found !== null) return { data: null, problem: found };
      if (data === undefined) throw new Error('The graph answered neither data nor an error.');
      return { data, problem: null };
    },
    [client, document, expire],
  );
  return { send, isSending, problem };
}
