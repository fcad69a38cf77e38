import { useTexts } from '../texts/index.js';

/** The shape of what is being loaded. */
export function Skeleton({ lines }: { lines: number }) {
  const texts = useTexts();
  return (
    <div className="skeleton">
      <span className="only-heard">{texts.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}
