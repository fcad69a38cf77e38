import { useTexts } from '../texts/index.js';
import { formTexts } from './texts.js';

/** How much of a list is shown, and the way to more of it. */
export function More({ count, total, onMore }: { count: number; total: number; onMore: () => void }) {
  const texts = useTexts(formTexts);
  if (count >= total) return null;
  return (
    <p className="work-more">
      <span className="figures">{texts.shown(count, total)}</span>{' '}
      <button type="button" className="button button-small" onClick={onMore}>
        {texts.more}
      </button>
    </p>
  );
}
