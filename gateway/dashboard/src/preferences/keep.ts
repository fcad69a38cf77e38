import type { Language } from '../texts/vi.js';

export type Theme = 'system' | 'light' | 'dark';

/** How someone wants the screen; kept in this browser's `localStorage`, where nothing else is. */
export interface Wanted {
  readonly language: Language;
  readonly theme: Theme;
}

const KEYS = { language: 'hoc-ba-hub.language', theme: 'hoc-ba-hub.theme' } as const;

/** What this browser was told last; Vietnamese, and the system's theme, where it was told nothing or refuses storage. */
export function readWanted(): Wanted {
  const theme = read(KEYS.theme);
  return {
    language: read(KEYS.language) === 'en' ? 'en' : 'vi',
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
  };
}

export function keepWanted({ language, theme }: Wanted): void {
  try {
    localStorage.setItem(KEYS.language, language);
    localStorage.setItem(KEYS.theme, theme);
  } catch {
    // The page works without; the next visit asks again.
  }
}

/** Puts language and theme on the document, where styles and screen readers look for them. */
export function applyWanted({ language, theme }: Wanted, root: HTMLElement = document.documentElement): void {
  root.lang = language;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
