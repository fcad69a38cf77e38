import type { Draft } from './draft.js';
import { canKeep, forget, keep, kept, keptUnder } from './keep.js';

/** Where the drafts of one person for one school are kept. */
export interface DraftStore {
  /** Whether what is put here outlives the page. */
  readonly isDurable: boolean;
  load(): Promise<readonly Draft[]>;
  get(item: string): Promise<Draft | undefined>;
  put(draft: Draft): Promise<void>;
  remove(item: string): Promise<void>;
}

/** Drafts in the browser's own database; where it refuses storage, memory has to do, and `isDurable` says so. */
export async function openDraftStore(subject: string, school: string): Promise<DraftStore> {
  if (!(await canKeep())) return memoryStore();
  const start = [subject, school, 'item'];
  return {
    isDurable: true,
    load: () => keptUnder<Draft>(start),
    get: (item) => kept<Draft>([...start, item]),
    put: (draft) => keep([...start, draft.item], draft),
    remove: (item) => forget([...start, item]),
  };
}

/** Drafts that live as long as the page. */
export function memoryStore(drafts = new Map<string, Draft>()): DraftStore {
  return {
    isDurable: false,
    load: () => Promise.resolve([...drafts.values()]),
    get: (item) => Promise.resolve(drafts.get(item)),
    put: (draft) => Promise.resolve(void drafts.set(draft.item, draft)),
    remove: (item) => Promise.resolve(void drafts.delete(item)),
  };
}
