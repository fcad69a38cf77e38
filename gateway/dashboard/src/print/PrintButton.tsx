import { useTexts } from '../texts/index.js';
import { printTexts } from './texts.js';

/** Opens the browser's own print dialog, which also saves as PDF. */
export function PrintButton() {
  const texts = useTexts(printTexts);
  return (
    <button type="button" className="button button-main" onClick={() => print()}>
      {texts.print}
    </button>
  );
}
