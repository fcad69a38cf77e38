import { useTexts } from '../texts/index.js';
import type { PlacedRow } from './keepPlace.js';
import type { SchoolPageState } from './useSchoolPage.js';
import { useWhenIdle } from './useWhenIdle.js';

const REORDER_WHEN_IDLE_MS = 60_000;

/** Says that the order has changed with the numbers, and applies it when asked, or when nobody has touched the page for a minute. */
export function Reordered<Row extends PlacedRow>({ schools }: { schools: SchoolPageState<Row> }) {
  const texts = useTexts();
  const { reordered, isTurning, applyOrder } = schools;
  useWhenIdle(reordered !== null, REORDER_WHEN_IDLE_MS, applyOrder);
  if (reordered === null || isTurning) return null;
  return (
    <div className="notice notice-plain">
      <output>{texts.table.reordered}</output>
      <button type="button" className="button button-small" onClick={applyOrder}>
        {texts.table.applyOrder}
      </button>
    </div>
  );
}
