import { useTexts } from '../texts/index.js';
import { itemValue } from './itemValue.js';
import { inboxTexts } from './texts.js';
import type { WaitingItem } from './waitingItems.js';

export interface Conflicting {
  /** The item as it was read when its verification was asked for. */
  readonly seen: WaitingItem;
}

/** Both values of an item that its school changed meanwhile: what was read, and what stands now. */
export function Conflict({
  conflict: { seen },
  rows,
}: {
  conflict: Conflicting;
  rows: readonly WaitingItem[];
}) {
  const shared = useTexts();
  const texts = useTexts(inboxTexts);
  const now = rows.find(({ item }) => item.key === seen.item.key);
  return (
    <div className="notice notice-warn" role="alert">
      <div>
        <p>
          {texts.conflict}{' '}
          <strong>
            {seen.school.name ?? seen.school.code}, {shared.pick(seen.item.titleVi, seen.item.titleEn)}
          </strong>
          : {texts.conflictWas(itemValue(seen.item, shared, texts))};{' '}
          {now === undefined ? texts.conflictGone : texts.conflictIs(itemValue(now.item, shared, texts))}.
        </p>
        <p>{texts.conflictHint}</p>
      </div>
    </div>
  );
}
