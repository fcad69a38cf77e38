import type { ChecklistValueInput } from '../../../gateway/dashboard/src/generated/graphql.js';
import type { Draft, Outcome, Seen } from '../../../gateway/dashboard/src/school/drafts/draft.js';
import { openOutbox, type Outbox } from '../../../gateway/dashboard/src/school/drafts/outbox.js';
import { memoryStore } from '../../../gateway/dashboard/src/school/drafts/store.js';

/** How the network treats the next request: it arrives and is answered, it never arrives, or its answer is lost. */
export type Network = 'up' | 'requestLost' | 'answerLost';

/** A machine with one page open over a hub that keeps one answer per item, as the real one does: by version. */
export interface Desk {
  network: Network;
  /** Every value that the hub took, in its order, as `item=count`. */
  readonly taken: string[];
  readonly hub: Map<string, Seen>;
  outbox(): Outbox;
  /** Types a number into an item, as the page shows it now. */
  type(item: string, count: string): Promise<void>;
  /** Somebody else saves. */
  saveElsewhere(item: string, count: number): void;
  /** What the page does when it reads the checklist. */
  read(): Promise<void>;
  /** Lets the clock pass whatever was to run later. */
  pass(): Promise<void>;
  /** The page is loaded anew: what the former one meant to do later is gone with it. */
  open(): Promise<Outbox>;
}

export const countOf = (seen: Seen | undefined): number | null => seen?.value?.count ?? null;

export async function openDesk(): Promise<Desk> {
  const kept = new Map<string, Draft>();
  const hub = new Map<string, Seen>();
  const taken: string[] = [];
  let later: (() => void)[] = [];
  let time = 0;
  let lock: Promise<void> = Promise.resolve();
  let page: Outbox;

  const seenOf = (item: string): Seen => hub.get(item) ?? { version: 0, value: null };
  const send = (draft: Draft, value: ChecklistValueInput): Promise<Outcome> => {
    if (desk.network === 'requestLost') return Promise.resolve({ kind: 'unreachable' });
    const seen = seenOf(draft.item);
    const isStale = seen.version !== draft.base.version;
    const next = isStale ? seen : { version: seen.version + 1, value };
    if (!isStale) {
      hub.set(draft.item, next);
      taken.push(`${draft.item}=${value.count}`);
    }
    if (desk.network === 'answerLost') return Promise.resolve({ kind: 'unreachable' });
    return Promise.resolve({ kind: isStale ? 'conflict' : 'saved', seen: next });
  };

  const desk: Desk = {
    network: 'up',
    taken,
    hub,
    outbox: () => page,
    async type(item, count) {
      time += 10;
      await page.type({ item, kind: 'COUNT', fields: { count } }, seenOf(item));
    },
    saveElsewhere(item, count) {
      hub.set(item, { version: seenOf(item).version + 1, value: { count } });
      taken.push(`${item}=${count}`);
    },
    read: () => page.meet(hub),
    async pass() {
      time += 60_000;
      const due = later;
      later = [];
      due.forEach((run) => run());
      await page.flush();
    },
    async open() {
      later = [];
      page = await openOutbox({
        store: memoryStore(kept),
        send,
        today: () => '2024-04-27',
        schedule(run) {
          later.push(run);
          return () => {
            later = later.filter((other) => other !== run);
          };
        },
        exclusively(run) {
          lock = lock.then(run);
          return lock;
        },
        now: () => time,
      });
      return page;
    },
  };
  await desk.open();
  return desk;
}
