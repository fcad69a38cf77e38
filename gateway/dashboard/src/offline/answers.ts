import { clear, createStore, delMany, entries, get, keys, set, type UseStore } from 'idb-keyval';

/** What the hub last said to a question, and when. */
export interface KeptAnswer<Data> {
  readonly data: Data;
  /** By this machine's clock. */
  readonly at: Date;
}

/** Whose answer it is, and to which question: document and variables. */
type Key = [subject: string, question: string];

/** A phone that was left in a drawer should not tell of a school's last term: longer than any outage, shorter than a holiday. */
const KEPT_MS = 7 * 24 * 3_600_000;

const opened: { store?: UseStore } = {};
/** Beside the drafts, apart from them: what the hub said goes with whoever it was said to, what was typed waits for its author. */
const store = (): UseStore => (opened.store ??= createStore('hoc-ba-hub.answers', 'answers'));

/** Whose answers are being kept, by the hub's own word on this page. */
let keptFor: string | null = null;

/** From now on that person's answers are kept, and nobody else's are here any more; null for one whose pages need none. */
export async function keepFor(subject: string | null): Promise<void> {
  keptFor = subject;
  await quietly(async () => {
    const all = await keys<Key>(store());
    await delMany(
      all.filter(([whose]) => whose !== subject),
      store(),
    );
  });
}

/** Nobody is signed in: nothing stays, and an answer that is still on its way is not kept. */
export async function forgetAnswers(): Promise<void> {
  keptFor = null;
  await quietly(() => clear(store()));
}

/** Whose answers this machine keeps; null where there are none, or none that are young enough to be shown. */
export async function whoseAnswers(): Promise<string | null> {
  const all = (await quietly(() => entries<Key, KeptAnswer<unknown>>(store()))) ?? [];
  return all.find(([, { at }]) => isYoung(at))?.[0][0] ?? null;
}

export async function keepAnswer(
  subject: string,
  question: string,
  { data, at }: KeptAnswer<unknown>,
): Promise<void> {
  if (subject !== keptFor) return;
  await quietly(() => set([subject, question] satisfies Key, { data: withoutLinks(data), at }, store()));
}

export async function keptAnswer<Data>(subject: string, question: string): Promise<KeptAnswer<Data> | null> {
  const found = await quietly(() => get<KeptAnswer<Data>>([subject, question] satisfies Key, store()));
  return found !== undefined && isYoung(found.at) ? found : null;
}

const isYoung = (at: Date): boolean => Date.now() - at.getTime() < KEPT_MS;

/** The link to a file carries a token that opens it for whoever has it. */
function withoutLinks(data: unknown): unknown {
  return JSON.parse(
    JSON.stringify(data, (name, value: unknown) => (name === 'downloadUrl' ? null : value)),
  ) as unknown;
}

/** A browser that keeps nothing, as some do in private windows, opens the form with a network only. */
async function quietly<Result>(run: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await run();
  } catch {
    return undefined;
  }
}
