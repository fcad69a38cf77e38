import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

import { applyWanted, keepWanted, readWanted, type Wanted } from './keep.js';

interface Preferences extends Wanted {
  change(this: void, by: Partial<Wanted>): void;
}

const PreferencesContext = createContext<Preferences | null>(null);

/** Language and theme of the screen; a change shows at once, without losing what is being typed. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [wanted, setWanted] = useState(readWanted);
  const change = useCallback((by: Partial<Wanted>) => {
    setWanted((before) => {
      const after = { ...before, ...by };
      keepWanted(after);
      applyWanted(after);
      return after;
    });
  }, []);
  const value = useMemo(() => ({ ...wanted, change }), [wanted, change]);
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (preferences === null) throw new Error('usePreferences needs a PreferencesProvider around it.');
  return preferences;
}
