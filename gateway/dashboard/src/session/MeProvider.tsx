import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';

import { GroundDocument, MeDocument, type GroundQuery, type MeQuery } from '../generated/graphql.js';
import type { Me } from '../graph/types.js';
import { usePart, type Part } from '../graph/usePart.js';
import { useDomainClock } from '../live/useDomainClock.js';
import { keepFor } from '../offline/answers.js';
import { keepShell } from '../offline/shell.js';
import { useKeptAnswer, useWhoseAnswers } from '../offline/useKeptAnswer.js';
import { opensOffline } from './roles.js';

interface Ground {
  /** Who is looking; undefined until the hub has said it. */
  readonly me: Part<MeQuery>;
  /** Whose plan this is, and whether its schools are made up. */
  readonly ground: Part<GroundQuery>;
  /** The instant by which the hub judges deadlines; null until it is told. */
  readonly now: Date | null;
}

const MeContext = createContext<Ground | null>(null);

/** What every page needs to know first: who looks, at whose plan, by which clock. */
export function MeProvider({ children }: { children: ReactNode }) {
  const live = usePart(MeDocument, {});
  const subject = useKept(live);
  const me = useKeptAnswer(live, { document: MeDocument, subject });
  const ground = useKeptAnswer(usePart(GroundDocument, {}), { document: GroundDocument, subject });
  const now = useDomainClock(me.data?.me.now, me.dataAt);
  const value = useMemo(() => ({ me, ground, now }), [me, ground, now]);
  return <MeContext value={value}>{children}</MeContext>;
}

/** Whose answers this machine keeps: from the hub's word on, of whoever is here and nobody else; before it, of whoever was here last. */
function useKept(live: Part<MeQuery>): string | null {
  const before = useWhoseAnswers(live);
  const person = live.data?.me;
  const subject = person === undefined ? before : opensOffline(person.role) ? person.subject : null;
  const isKnown = person !== undefined;
  useEffect(() => {
    if (!isKnown) return;
    void keepFor(subject);
    if (subject !== null) keepShell();
  }, [isKnown, subject]);
  return subject;
}

export function useGround(): Ground {
  const ground = useContext(MeContext);
  if (ground === null) throw new Error('useGround needs a MeProvider around it.');
  return ground;
}

/** Who is looking, on a page: pages are shown to people whom the hub has named only. */
export function useMe(): Me {
  const me = useGround().me.data?.me;
  if (me === undefined) throw new Error('A page is shown before the hub has said who is looking.');
  return me;
}

/** The hub's own time, running on: the clock that deadlines are judged by. */
export function useNow(): Date {
  const { now } = useGround();
  if (now === null) throw new Error('A page is shown before the hub has said what time it is.');
  return now;
}
