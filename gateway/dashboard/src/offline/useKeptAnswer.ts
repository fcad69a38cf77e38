import type { DocumentNode } from 'graphql';
import { useEffect, useState } from 'react';
import { createRequest, type AnyVariables } from 'urql';

import type { Part } from '../graph/usePart.js';
import { keepAnswer, keptAnswer, whoseAnswers, type KeptAnswer } from './answers.js';

/** Whose answer it is (null: nobody's, it is not kept), to which question. */
export interface Kept {
  readonly document: DocumentNode;
  readonly subject: string | null;
}

type Found<Data> = KeptAnswer<Data> & { readonly key: string; readonly whose: string };

/**
 * A part that outlives the page: its last whole answer is kept on this machine, and shown where the hub cannot be reached and has not
 * answered since the page was opened. `newest` is what the part's data has become by changes that brought back their own.
 */
export function useKeptAnswer<Data>(
  part: Part<Data>,
  { document, subject }: Kept,
  newest: Data | undefined = part.data,
): Part<Data> {
  const [found, setFound] = useState<Found<Data> | null>(null);
  const { key, data, dataAt, dataKey, isPartial } = part;
  const isWhole = dataKey === key && !isPartial;
  const isWanted = isOutOfReach(part);

  useEffect(() => {
    if (subject === null || newest === undefined || dataAt === null || !isWhole) return;
    void keepAnswer(subject, questionOf(document, key), { data: newest, at: dataAt });
  }, [subject, document, key, newest, dataAt, isWhole]);
  useEffect(() => {
    if (subject === null || !isWanted) return undefined;
    let isHere = true;
    async function find(whose: string): Promise<void> {
      const answer = await keptAnswer<Data>(whose, questionOf(document, key));
      if (isHere && answer !== null) setFound({ ...answer, key, whose });
    }
    void find(subject);
    return () => {
      isHere = false;
    };
  }, [subject, document, key, isWanted]);

  // The hub may name another person than the one who was here last: then nothing of that one is shown.
  if (data !== undefined || found?.key !== key || found.whose !== subject) return part;
  return { ...part, data: found.data, dataAt: found.at, dataKey: key, isKept: true };
}

/** Whose answers this machine keeps, asked for where the hub cannot be asked who is here. */
export function useWhoseAnswers(part: Part<unknown>): string | null {
  const [subject, setSubject] = useState<string | null>(null);
  const isWanted = isOutOfReach(part);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isHere = true;
    async function find(): Promise<void> {
      const whose = await whoseAnswers();
      if (isHere) setSubject(whose);
    }
    void find();
    return () => {
      isHere = false;
    };
  }, [isWanted]);
  return subject;
}

const isOutOfReach = ({ data, problem }: Part<unknown>): boolean =>
  data === undefined && problem?.kind === 'unreachable';

/** By the document's text as well: a newer page that asks for more does not find an older page's answer. */
function questionOf(document: DocumentNode, key: string): string {
  return String(createRequest(document, JSON.parse(key) as AnyVariables).key);
}
