import { useEffect, useRef, type ReactNode } from 'react';
import { NavigationType, useNavigationType } from 'react-router';

import { useTexts } from '../texts/index.js';

interface PageHeadProps {
  /** The page's name: its heading, and the title of the window. */
  readonly title: string;
  /** What stands under the heading. */
  readonly lead?: ReactNode;
  /** What the page lets one do or choose. */
  readonly children?: ReactNode;
}

/** The top of every page. Who comes by a link is put on the heading, so that a screen reader says where it is. */
export function PageHead({ title, lead, children }: PageHeadProps) {
  const texts = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  const cameByLink = useNavigationType() === NavigationType.Push;

  useEffect(() => {
    document.title = `${title} · ${texts.product}`;
  }, [title, texts]);
  useEffect(() => {
    if (!cameByLink) return;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
    // Once, when the page is opened: what changes in its address later moves no one.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return (
    <div className="page-head">
      <div className="page-head-words">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className="page-lead">{lead}</p>}
      </div>
      {children}
    </div>
  );
}
