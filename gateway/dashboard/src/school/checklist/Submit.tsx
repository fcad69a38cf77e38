import { useEffect, useRef, useState } from 'react';

import { SubmitChecklistDocument, type FormItemFragment } from '../../generated/graphql.js';
import type { Problem } from '../../graph/problem.js';
import { useSend } from '../../graph/useSend.js';
import { useTexts } from '../../texts/index.js';
import type { UsedOutbox } from '../drafts/useOutbox.js';
import { itemPart } from '../home/places.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { Refused } from '../parts/Refused.js';
import { bringTo } from '../parts/useArrival.js';
import { checklistWords, type ChecklistWords } from './texts.js';

interface SubmitProps {
  readonly school: SchoolHere;
  readonly items: readonly FormItemFragment[];
  readonly drafts: UsedOutbox;
  readonly isSubmitted: boolean;
  readonly onChanged: (items: readonly FormItemFragment[]) => void;
}

interface Unmet {
  readonly item: string;
  readonly why: string;
}

/** The principal answers for the checklist. What stands against it is listed, each with the way to it. */
export function Submit({ school, items, drafts, isSubmitted, onChanged }: SubmitProps) {
  const words = useTexts(checklistWords);
  const { send, isSending, problem } = useSend(SubmitChecklistDocument);
  const [unmet, setUnmet] = useState<readonly Unmet[]>([]);
  const isFlawed = problem !== null && unmetOf(problem, items, words).length === 0;

  async function submit(): Promise<void> {
    // What is typed and not yet on the hub would be left out of what the principal answers for.
    await drafts.outbox.flush();
    const unsaved = [...drafts.outbox.snapshot()].flatMap(([item, { draft }]) =>
      draft === null ? [] : { item, why: words.submit.unsaved },
    );
    if (unsaved.length > 0) {
      setUnmet(unsaved);
      return;
    }
    const sent = await send({ school: school.code });
    if (sent === null) return;
    if (sent.data !== null) onChanged(sent.data.submitChecklist.items);
    setUnmet(sent.problem === null ? [] : unmetOf(sent.problem, items, words));
  }

  return (
    <section id="submit" className="panel submit" aria-labelledby="submit-title">
      <h2 id="submit-title">{words.submit.title}</h2>
      {isSubmitted ? (
        <output className="all-done">{words.submit.done}</output>
      ) : (
        <p>{school.maySubmit ? words.submit.lead : words.submit.principalOnly}</p>
      )}
      <UnmetList unmet={unmet} items={items} />
      {isFlawed && <Refused problem={problem} />}
      {school.maySubmit && !isSubmitted && (
        <button
          type="button"
          className="button button-main"
          disabled={isSending}
          onClick={() => void submit()}
        >
          {isSending ? words.submit.sending : words.submit.send}
        </button>
      )}
    </section>
  );
}

/** Takes the focus when it comes, so that whoever pressed the button is told why nothing was sent. */
function UnmetList({ unmet, items }: { unmet: readonly Unmet[]; items: readonly FormItemFragment[] }) {
  const shared = useTexts();
  const words = useTexts(checklistWords).submit;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (unmet.length > 0) list.current?.focus();
  }, [unmet]);
  if (unmet.length === 0) return null;
  return (
    <div ref={list} className="notice notice-bad unmet-items" tabIndex={-1} role="alert">
      <p>
        <strong>{words.unmet(unmet.length)}</strong>
      </p>
      <ol>
        {unmet.map(({ item, why }) => {
          const known = items.find(({ id }) => id === item);
          const title = known === undefined ? item : shared.pick(known.titleVi, known.titleEn);
          return (
            <li key={item}>
              <a
                href={`#${itemPart(item)}`}
                onClick={(event) => {
                  event.preventDefault();
                  bringTo(itemPart(item));
                }}
              >
                {title}
              </a>{' '}
              ({why})
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** What the hub names against the checklist; none where it was refused for another reason. */
function unmetOf(problem: Problem, items: readonly FormItemFragment[], { submit }: ChecklistWords): Unmet[] {
  const named = problem.errors.flatMap(({ extensions }) => {
    const unmet = extensions?.['unmet'];
    return Array.isArray(unmet) ? (unmet as { item: string }[]) : [];
  });
  return named.map(({ item }) => {
    const state = items.find(({ id }) => id === item)?.state;
    return { item, why: state === 'RETURNED' ? submit.returned : submit.notStarted };
  });
}
