import { createStore, del, entries, get, set, type UseStore } from 'idb-keyval';

/** Whose it is, for which school, and what: kept apart, so that on a shared computer nobody meets another one's. */
export type Key = readonly string[];

const opened: { store?: UseStore } = {};
/** The browser's own database, opened when it is first needed. */
const store = (): UseStore => (opened.store ??= createStore('hoc-ba-hub', 'drafts'));

/** Whether this browser keeps anything over a reload; some refuse in private windows. */
export async function canKeep(): Promise<boolean> {
  try {
    await entries(store());
    return true;
  } catch {
    return false;
  }
}

/** What was kept under the key; undefined where nothing was, or the browser keeps nothing. */
export function kept<Content>(key: Key): Promise<Content | undefined> {
  return get<Content>([...key], store()).catch(() => undefined);
}

/** Everything whose key begins so. */
export async function keptUnder<Content>(start: Key): Promise<readonly Content[]> {
  const all = await entries<IDBValidKey, Content>(store());
  return all.flatMap(([key, content]) =>
    Array.isArray(key) && start.every((part, index) => key[index] === part) ? [content] : [],
  );
}

/** Keeps it under the key; a browser that keeps nothing loses it with the page, which is all that it can do. */
export function keep(key: Key, content: unknown): Promise<void> {
  return set([...key], content, store()).catch(() => undefined);
}

export function forget(key: Key): Promise<void> {
  return del([...key], store()).catch(() => undefined);
}
