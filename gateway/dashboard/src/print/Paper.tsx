import type { ReactNode } from 'react';

import { paper, placeAndDate } from './words.js';

interface PaperProps {
  /** The body above the office, as the head of the paper names it; null where the register knows none. */
  readonly above: string | null;
  readonly unit: string;
  /** `BC` for a report; null for a paper that the decree knows no abbreviation of. */
  readonly kind: string | null;
  readonly title: string;
  readonly about: ReactNode;
  /** The instant that the figures are true of. */
  readonly at: string;
  readonly isSynthetic: boolean;
  readonly recipients: readonly string[];
  readonly children: ReactNode;
}

/** An administrative paper on A4 after Nghị định 30/2020/NĐ-CP: head, number, place and date, title, body, recipients and signature. */
export function Paper(props: PaperProps) {
  const { above, unit, kind, title, about, at, isSynthetic, recipients, children } = props;
  return (
    <article className="paper" lang="vi">
      <header className="paper-head">
        <div>
          {above !== null && <p className="paper-above">{above.toLocaleUpperCase('vi')}</p>}
          <p className="paper-unit">{unit.toLocaleUpperCase('vi')}</p>
          <p className="paper-number">{paper.number(kind)}</p>
        </div>
        <div>
          <p className="paper-nation">{paper.nation}</p>
          <p className="paper-motto">{paper.motto}</p>
          <p className="paper-place">{placeAndDate(unit, at)}</p>
        </div>
      </header>
      <h2 className="paper-title">{title}</h2>
      <p className="paper-about">{about}</p>
      {isSynthetic && <p className="paper-synthetic">{paper.synthetic}</p>}
      {children}
      <footer className="paper-foot">
        <div className="paper-recipients">
          <p>{paper.recipients}</p>
          <ul>
            {recipients.map((recipient) => (
              <li key={recipient}>- {recipient};</li>
            ))}
            <li>{paper.archive}</li>
          </ul>
        </div>
        <div className="paper-signature">
          <p className="paper-signer">{paper.signer}</p>
          <p className="paper-hint">{paper.signHint}</p>
        </div>
      </footer>
    </article>
  );
}

/** The body directly above the office in the register's tree. */
export function bodyAbove(
  organisations: readonly { code: string; name: string; parent: string | null }[] | null | undefined,
  unit: string,
): string | null {
  const own = organisations?.find(({ code }) => code === unit);
  return organisations?.find(({ code }) => code === own?.parent)?.name ?? null;
}
