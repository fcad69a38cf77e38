import { useState } from 'react';

import { dayAndMinute } from '../format/date.js';
import type { FrozenReportFragment } from '../generated/graphql.js';
import { StatusBadge } from '../parts/StatusBadge.js';
import { useTexts } from '../texts/index.js';
import { saveFile, sha256 } from './saveFile.js';
import { reportTexts } from './texts.js';

interface FrozenProps {
  readonly report: FrozenReportFragment;
  /** The text that the checksum is taken over; null where it is not for the one who looks. */
  readonly content: string | null;
}

/** A report as it was frozen: its figures, its words, and by what anyone can tell that nothing was changed. */
export function Frozen({ report, content }: FrozenProps) {
  const shared = useTexts();
  const texts = useTexts(reportTexts);
  const { number, totals, hash, remarks, isReproduced } = report;
  const shares = [
    [texts.inScope, totals.inScope],
    [texts.readyDeclared, totals.readyDeclared],
    [texts.readyVerified, totals.readyVerified],
  ] as const;
  return (
    <article className="frozen" data-report={number}>
      <h3>{texts.number(number)}</h3>
      <p className="quiet figures">
        {texts.dataAt(dayAndMinute(report.asOf))} ·{' '}
        {texts.frozen(dayAndMinute(report.frozenAt), report.frozenBy)}
      </p>
      <ul className="frozen-counts figures">
        {totals.counts.map(({ status, count }) => (
          <li key={status} data-status={status}>
            <StatusBadge status={status} /> {count}
          </li>
        ))}
      </ul>
      <dl className="facts figures">
        <div>
          <dt>{texts.averageScore}</dt>
          <dd>{shared.percent(totals.averageScore)}</dd>
        </div>
        {shares.map(([name, share]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {shared.number(share.numerator)}/{shared.number(share.denominator)} ({shared.percent(share)})
            </dd>
          </div>
        ))}
      </dl>
      <p className="words">{remarks}</p>
      <p>
        {texts.checksum}: <code className="checksum">{hash}</code>
      </p>
      <p className={isReproduced === false ? 'notice notice-bad' : 'quiet'}>
        {isReproduced === null ? texts.otherVersion : isReproduced ? texts.reproduced : texts.notReproduced}
      </p>
      {content !== null && <Check content={content} hash={hash} number={number} />}
    </article>
  );
}

/** The sum computed by the reader's own machine: nobody has to believe the hub. */
function Check({ content, hash, number }: { content: string; hash: string; number: number }) {
  const texts = useTexts(reportTexts);
  const [isWhole, setWhole] = useState<boolean | null>(null);
  return (
    <>
      <div className="row-deeds">
        <button
          type="button"
          className="button button-small"
          onClick={() => void sha256(content).then((sum) => setWhole(sum === hash))}
        >
          {texts.verify}
        </button>
        <button
          type="button"
          className="button button-small"
          onClick={() =>
            saveFile({
              fileName: `bao-cao-tong-ket-${number}.json`,
              mime: 'application/json',
              bytes: content,
            })
          }
        >
          {texts.content}
        </button>
      </div>
      <output
        className={isWhole === null ? 'only-heard' : `notice ${isWhole ? 'notice-plain' : 'notice-bad'}`}
      >
        {isWhole !== null && (isWhole ? texts.verified : texts.broken)}
      </output>
    </>
  );
}
