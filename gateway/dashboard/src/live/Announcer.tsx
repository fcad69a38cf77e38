import type { Change } from '../graph/types.js';
import { useTexts, type Texts } from '../texts/index.js';

const READ_ONE_BY_ONE = 3;

/** Reads changes out to who does not see them; a burst as its number, so that speech does not fall behind. */
export function Announcer({ changes }: { changes: readonly Change[] }) {
  const texts = useTexts();
  const latest = new Map(changes.map((change) => [change.school?.code, change]));
  const said =
    latest.size > READ_ONE_BY_ONE
      ? texts.live.changedMany(latest.size)
      : [...latest.values()].map((change) => sentence(change, texts)).join('. ');
  return (
    <p className="only-heard" aria-live="polite" data-testid="announcer">
      {said}
    </p>
  );
}

function sentence({ school, before, after }: Change, texts: Texts): string {
  if (school === null) return texts.live.changedSomewhere;
  return texts.live.changed(
    school.name ?? texts.table.unnamed(school.code),
    before === null ? null : texts.status[before.status],
    texts.status[after.status],
    texts.percent(after.score),
  );
}
