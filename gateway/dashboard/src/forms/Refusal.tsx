import { useEffect, useRef } from 'react';

import { describe, type Problem } from '../graph/problem.js';
import type { Sent } from '../graph/useSend.js';
import { useTexts } from '../texts/index.js';
import { formTexts } from './texts.js';

/** Why the hub did not do it, in words to act on; the hub's own words beside it where they name a field. */
export function Refusal({ problem }: { problem: Problem | null }) {
  const said = useRefusal();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== null) place.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  if (problem === null) return null;
  const { text, detail } = said(problem);
  return (
    <div ref={place} className="notice notice-bad" role="alert">
      <p>
        {text}
        {detail !== null && (
          <>
            {' '}
            <span lang="en">({detail})</span>
          </>
        )}
      </p>
    </div>
  );
}

/** Words for a refusal, and what of the hub's own words helps to mend it. */
export function useRefusal(): (problem: Problem) => { text: string; detail: string | null } {
  const shared = useTexts();
  const { refused } = useTexts(formTexts);
  return (problem) => {
    const { code, message } = firstError(problem);
    switch (code) {
      case 'VERSION_CONFLICT':
      case 'INVALID_TRANSITION':
      case 'NOT_FOUND':
      case 'FORBIDDEN':
      case 'LIMIT_EXCEEDED':
        return { text: refused[code], detail: null };
      case 'BAD_USER_INPUT':
        return { text: `${refused.BAD_USER_INPUT}.`, detail: message };
      default:
        return problem.kind === 'unreachable'
          ? { text: refused.unreachable, detail: null }
          : { text: `${refused.other} ${describe(problem, shared)}.`, detail: null };
    }
  };
}

/** The facts of the hub's first word: its code, and what belongs to it. */
export function firstError({ errors }: Problem): {
  code: string | null;
  message: string;
  facts: Record<string, unknown>;
} {
  const [error] = errors;
  const facts = error?.extensions ?? {};
  return {
    code: typeof facts['code'] === 'string' ? facts['code'] : null,
    message: error?.message ?? '',
    facts,
  };
}

/** Why a change was not made, for a dialog that stays open with it; null where it was made. */
export const whyNot = (sent: Sent<unknown> | null): Problem | null => sent?.problem ?? null;
