import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { useTexts } from '../texts/index.js';
import { inboxTexts } from './texts.js';

interface WaitingProps {
  readonly school: { readonly code: string; readonly name: string | null };
  readonly title: ReactNode;
  readonly days?: number | undefined;
  readonly children: ReactNode;
}

/** A row of the inbox: whose, what, and how long it waits. */
export function Waiting({ school, title, days, children }: WaitingProps) {
  const shared = useTexts();
  const texts = useTexts(inboxTexts);
  return (
    <>
      <p className="waiting-head">
        <Link className="waiting-school" to={`/schools/${school.code}`}>
          {school.name ?? shared.table.unnamed(school.code)}
        </Link>
        {days !== undefined && (
          <span className={days > 7 ? 'tag tag-stale figures' : 'tag figures'}>{texts.days(days)}</span>
        )}
      </p>
      <p className="waiting-title">{title}</p>
      <div className="waiting-facts">{children}</div>
    </>
  );
}

/** The files that show what was declared; each link stands for five minutes from when the list was asked for. */
export function EvidenceLinks({
  evidence,
}: {
  evidence: readonly { id: string; fileName: string; downloadUrl: string | null }[] | null;
}) {
  const texts = useTexts(inboxTexts);
  if (evidence === null || evidence.length === 0) return <span className="quiet">{texts.noEvidence}</span>;
  return (
    <span>
      {texts.evidence}:{' '}
      {evidence.map(({ id, fileName, downloadUrl }) =>
        downloadUrl === null ? (
          <span key={id}>{fileName} </span>
        ) : (
          <a key={id} className="waiting-file" href={downloadUrl} target="_blank" rel="noreferrer">
            {fileName} <span className="only-heard">{texts.opensInNewTab}</span>
          </a>
        ),
      )}
    </span>
  );
}
