import type { ChecklistValueInput } from '../../generated/graphql.js';
import { answered, keptMine, meet, sendable, typed, type Draft, type Outcome, type Seen } from './draft.js';
import type { DraftStore } from './store.js';

/** Where an item stands between the fingers and the hub. */
export type Phase =
  /** Kept on this machine; goes out in a moment, or once it is complete. */
  | 'kept'
  | 'sending'
  /** Kept on this machine; goes out when the network is back. */
  | 'offline'
  | 'conflict'
  | 'refused'
  /** The hub has it. */
  | 'saved';

export interface Entry {
  /** Null where the hub has all of it. */
  readonly draft: Draft | null;
  readonly phase: Phase;
}

export interface Outbox {
  /** The items that somebody typed into on this page or before it; a new map at every change. */
  snapshot(this: void): ReadonlyMap<string, Entry>;
  subscribe(this: void, listener: () => void): () => void;
  /** Somebody typed: kept at once, sent after a pause; `isAgain` sends also what the hub already has. */
  type(item: Pick<Draft, 'item' | 'kind' | 'fields'>, seen: Seen, isAgain?: boolean): Promise<void>;
  /** The hub's state of the items was read. */
  meet(items: ReadonlyMap<string, Seen>): Promise<void>;
  keepMine(item: string): Promise<void>;
  takeTheirs(item: string): Promise<void>;
  /** Sends what can be sent now, one after the other; resolves when all of it is answered or the hub does not answer. */
  flush(): Promise<void>;
  stop(): void;
}

export interface OutboxOptions {
  readonly store: DraftStore;
  /** Asks the hub to save; never rejects. */
  send(this: void, draft: Draft, value: ChecklistValueInput): Promise<Outcome>;
  /** The domain's day, `YYYY-MM-DD`. */
  today(this: void): string;
  /** Runs later unless cancelled. */
  schedule(this: void, run: () => void, ms: number): () => void;
  /** Runs while no other page of this browser does: two of them would send a draft twice. */
  exclusively(this: void, run: () => Promise<void>): Promise<void>;
  now(this: void): number;
}

const PAUSE_MS = 700;
const RETRY_FIRST_MS = 2_000;
const RETRY_LAST_MS = 30_000;

/** Opens the outbox with all that was kept before; `flush` or the next typing sends it. */
export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  const { store, send, today, schedule, exclusively, now } = options;
  const drafts = new Map((await store.load()).map((draft) => [draft.item, draft]));
  const saved = new Set<string>();
  const listeners = new Set<() => void>();
  let sending: string | null = null;
  let isOffline = false;
  let tries = 0;
  let cancelNext = (): void => {};
  let running: Promise<void> | null = null;
  let entries = entriesNow();

  function phaseOf(draft: Draft): Phase {
    if (draft.theirs !== null) return 'conflict';
    if (draft.refusal !== null) return 'refused';
    if (draft.item === sending) return 'sending';
    return isOffline && sendable(draft, today()) !== null ? 'offline' : 'kept';
  }
  function entriesNow(): ReadonlyMap<string, Entry> {
    const known = [...saved].map((item): [string, Entry] => [item, { draft: null, phase: 'saved' }]);
    const open = [...drafts.values()].map((draft): [string, Entry] => [
      draft.item,
      { draft, phase: phaseOf(draft) },
    ]);
    return new Map([...known, ...open]);
  }
  function tell(): void {
    entries = entriesNow();
    listeners.forEach((listener) => listener());
  }
  async function keep(item: string, draft: Draft | null): Promise<void> {
    if (draft === null) drafts.delete(item);
    else drafts.set(item, draft);
    tell();
    await (draft === null ? store.remove(item) : store.put(draft));
  }
  function flushAfter(ms: number): void {
    cancelNext();
    cancelNext = schedule(() => void flush(), ms);
  }

  /** Sends one draft; false where the hub does not answer. */
  async function sendOne(item: string): Promise<boolean> {
    // Another page of this browser may have sent it, or typed on.
    const kept = await store.get(item);
    const mine = drafts.get(item);
    if (kept === undefined || mine === undefined) {
      drafts.delete(item);
      return true;
    }
    const draft = kept.editedAt > mine.editedAt ? kept : mine;
    drafts.set(item, draft);
    const value = sendable(draft, today());
    if (value === null) return true;
    sending = item;
    // Kept before it goes out: after a lost answer and a reload, what the hub then has is known to be this draft.
    await keep(item, { ...draft, sent: value });
    const outcome = await send(draft, value);
    sending = null;
    const current = drafts.get(item);
    const isAnswered = outcome.kind !== 'unreachable' && outcome.kind !== 'signedOut';
    isOffline = outcome.kind === 'unreachable';
    if (outcome.kind === 'saved') saved.add(item);
    if (current === undefined) tell();
    else {
      const next = answered(current, value, outcome);
      if (next === null) saved.add(item);
      await keep(item, next);
    }
    return isAnswered;
  }

  async function sendAll(): Promise<void> {
    const isSettled = (draft: Draft): boolean => draft.editedAt + PAUSE_MS <= now();
    const waiting = (): readonly Draft[] =>
      [...drafts.values()].filter((draft) => sendable(draft, today()) !== null);
    const tried = new Set<string>();
    for (;;) {
      const next = waiting().find(isSettled);
      if (next === undefined) break;
      const attempt = JSON.stringify([next.item, next.base.version, next.fields]);
      // The same again would be answered the same: the hub's state of the item has to be read first.
      if (tried.has(attempt) || !(await sendOne(next.item))) {
        flushAfter(Math.min(RETRY_FIRST_MS * 2 ** tries++, RETRY_LAST_MS));
        return;
      }
      tried.add(attempt);
      tries = 0;
    }
    // Somebody is typing: the pause that the typing waits for may have been cancelled by this very run.
    if (waiting().length > 0) flushAfter(PAUSE_MS);
  }

  function flush(): Promise<void> {
    cancelNext();
    running ??= exclusively(sendAll).finally(() => {
      running = null;
      tell();
    });
    return running;
  }

  return {
    snapshot: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async type(given, seen, isAgain) {
      saved.delete(given.item);
      flushAfter(PAUSE_MS);
      const before = drafts.get(given.item) ?? null;
      await keep(given.item, typed(before, seen, { ...given, editedAt: now() }, isAgain));
    },
    async meet(items) {
      for (const draft of drafts.values()) {
        const seen = items.get(draft.item);
        // What is on its way is judged by its own answer.
        if (seen === undefined || draft.item === sending) continue;
        const next = meet(draft, seen);
        if (next === draft) continue;
        if (next === null) saved.add(draft.item);
        await keep(draft.item, next);
      }
    },
    async keepMine(item) {
      const draft = drafts.get(item);
      if (draft === undefined) return;
      await keep(item, keptMine(draft));
      await flush();
    },
    takeTheirs: (item) => keep(item, null),
    flush,
    stop: () => cancelNext(),
  };
}
