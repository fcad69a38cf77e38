import { useTexts } from '../../texts/index.js';
import type { Line } from './places.js';
import { homeWords } from './texts.js';

/** What is met, out of the way until it is asked for. */
export function DoneLines({ lines }: { lines: readonly Line[] }) {
  const shared = useTexts();
  const words = useTexts(homeWords);
  if (lines.length === 0) return null;
  return (
    <details className="panel done-lines">
      <summary>{words.doneTitle(lines.length)}</summary>
      <ul>
        {lines.map((line) => (
          <li key={line.rule}>
            {shared.pick(line.titleVi, line.titleEn)} <span className="clause">{line.clause}</span>
            {line.doneLate && <span className="tag tag-stale">{words.doneLate}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
