import { useTexts } from '../texts/index.js';
import type { Look } from './cell.js';
import { heatTexts } from './texts.js';

const looks: readonly (readonly [Look, string])[] = [
  ['met', '✓'],
  ['doneLate', '✓'],
  ['unmet', '64'],
  ['late', '64'],
  ['unknown', '?'],
  ['early', '0'],
  ['none', '–'],
];

/** What the looks of the map's cells mean. */
export function Legend() {
  const texts = useTexts(heatTexts);
  return (
    <ul className="heat-legend" aria-hidden="true">
      {looks.map(([look, sign]) => (
        <li key={look}>
          <span className={`heat-cell heat-${look}`}>{sign}</span> {texts.state[look]}
        </li>
      ))}
    </ul>
  );
}
