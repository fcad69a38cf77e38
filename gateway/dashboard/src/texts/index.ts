import { usePreferences } from '../preferences/Preferences.js';
import { en } from './en.js';
import { vi, type Texts } from './vi.js';

export type { Language, Texts } from './vi.js';

/** The same words in both languages; English may leave out nothing that Vietnamese has. */
export interface Bilingual<Words> {
  readonly vi: Words;
  readonly en: Words;
}

const shared: Bilingual<Texts> = { vi, en };

/** A page's own words, for `useTexts`. */
export function bilingual<Words>(words: { vi: Words; en: NoInfer<Words> }): Bilingual<Words> {
  return words;
}

/** What every page says, or a page's own words, in the language of the screen. */
export function useTexts(): Texts;
export function useTexts<Words>(words: Bilingual<Words>): Words;
export function useTexts<Words>(words?: Bilingual<Words>): Texts | Words {
  const { language } = usePreferences();
  return (words ?? shared)[language];
}

/** Orders names as Vietnamese does, numbers in them by value, in either language of the screen. */
export const byName: (left: string, right: string) => number = new Intl.Collator('vi', { numeric: true })
  .compare;
