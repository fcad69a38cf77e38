import type { Share } from '../format/number.js';

/** A share as a bar; its numbers stand beside it as text. An unknown share draws nothing. */
export function Meter({ share, tone }: { share: Share; tone: string }) {
  return (
    <span className={`meter meter-${tone}`} aria-hidden="true">
      <span className="meter-fill" style={{ inlineSize: `${share.percent ?? 0}%` }} />
    </span>
  );
}
