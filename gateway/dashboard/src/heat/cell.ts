import { day } from '../format/date.js';
import type { HeatQuery } from '../generated/graphql.js';
import type { Texts } from '../texts/index.js';
import type { heatTexts } from './texts.js';

export type HeatRow = HeatQuery['compliance']['nodes'][number];
export type HeatLine = HeatRow['lines'][number];
type Words = (typeof heatTexts)['vi'];

/** How a cell looks; each look has its own sign, so that colour is never the only one. */
export type Look = keyof Words['state'];

export function lookOf(line: HeatLine | undefined): Look {
  if (line === undefined || line.state === 'NOT_APPLICABLE') return 'none';
  if (line.state === 'MET') return line.doneLate ? 'doneLate' : 'met';
  if (!line.inForce) return 'early';
  if (line.daysLate > 0) return 'late';
  return line.state === 'UNKNOWN' ? 'unknown' : 'unmet';
}

/** What stands in a cell: how far it is met in per cent, whole and floored, or a sign where there is no share. */
export function signOf(line: HeatLine | undefined): string {
  const look = lookOf(line);
  if (look === 'met' || look === 'doneLate') return '✓';
  if (line === undefined || look === 'none') return '–';
  if (line.denominator <= 0) return '?';
  return String(Math.floor((100 * line.numerator) / line.denominator));
}

/** A cell in words. */
export function sentenceOf(line: HeatLine | undefined, words: Words, texts: Texts): string {
  const said = [words.state[lookOf(line)]];
  if (line !== undefined && line.state !== 'NOT_APPLICABLE') {
    if (line.denominator > 1)
      said.push(words.progress(texts.number(line.numerator), texts.number(line.denominator)));
    said.push(words.due(day(line.due)));
    if (line.daysLate > 0) said.push(words.late(texts.number(line.daysLate)));
    if (line.pointsLost > 0) said.push(words.lost(texts.number(line.pointsLost)));
  }
  return said.join(' · ');
}
