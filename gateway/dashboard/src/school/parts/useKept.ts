import { useCallback, useEffect, useState } from 'react';

import { forget, keep, kept } from '../drafts/keep.js';
import type { SchoolHere } from './ForSchool.js';

/**
 * The content of a form, kept on this machine while it is typed: it outlives a reload and a dead network. `clear` forgets it, once the
 * hub has it. Kept apart by person and school.
 */
export function useKept<Content>(
  { subject, code }: Pick<SchoolHere, 'subject' | 'code'>,
  form: string,
  blank: Content,
): { content: Content; change: (by: Partial<Content>) => void; clear: () => void } {
  const [content, setContent] = useState(blank);
  useEffect(() => {
    let isHere = true;
    async function read(): Promise<void> {
      const found = await kept<Content>([subject, code, 'form', form]);
      if (isHere && found !== undefined) setContent(found);
    }
    void read();
    return () => {
      isHere = false;
    };
  }, [subject, code, form]);
  const change = useCallback(
    (by: Partial<Content>) => {
      setContent((before) => {
        const after = { ...before, ...by };
        void keep([subject, code, 'form', form], after);
        return after;
      });
    },
    [subject, code, form],
  );
  const clear = (): void => {
    setContent(blank);
    void forget([subject, code, 'form', form]);
  };
  return { content, change, clear };
}
