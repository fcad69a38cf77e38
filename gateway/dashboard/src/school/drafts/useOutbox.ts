import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { useClient } from 'urql';

import type { FormItemFragment } from '../../generated/graphql.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { openOutbox, type Entry, type Outbox } from './outbox.js';
import { seenOf, sender } from './send.js';
import { openDraftStore } from './store.js';

export interface UsedOutbox {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Whether drafts outlive the page. */
  readonly isDurable: boolean;
  readonly outbox: Outbox;
}

/**
 * The outbox of the school's checklist; null until what was kept before is there. It is told what the hub says of the items, and tries
 * again when the network returns. `onItem` is handed each item that the hub answers with.
 */
export function useOutbox(
  { subject, code, today }: SchoolHere,
  items: readonly FormItemFragment[] | null,
  onItem: (item: FormItemFragment) => void,
): UsedOutbox | null {
  const client = useClient();
  const [opened, setOpened] = useState<{ outbox: Outbox; isDurable: boolean } | null>(null);
  const tellItem = useEffectEvent(onItem);
  const domainDay = useEffectEvent(() => today);

  useEffect(() => {
    const closing = new AbortController();
    async function open(): Promise<void> {
      const store = await openDraftStore(subject, code);
      const outbox = await openOutbox({
        store,
        send: sender(client, code, (item) => tellItem(item)),
        today: () => domainDay(),
        schedule(run, ms) {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        exclusively: (run) => inTurn(`hoc-ba-hub.${subject}.${code}`, run),
        now: () => Date.now(),
      });
      if (closing.signal.aborted) return;
      closing.signal.addEventListener('abort', () => outbox.stop());
      addEventListener('online', () => void outbox.flush(), { signal: closing.signal });
      setOpened({ outbox, isDurable: store.isDurable });
    }
    void open();
    return () => closing.abort();
  }, [client, subject, code]);

  const outbox = opened?.outbox;
  useEffect(() => {
    if (outbox === undefined || items === null) return;
    void outbox.meet(new Map(items.map((item) => [item.id, seenOf(item)]))).then(() => outbox.flush());
  }, [outbox, items]);

  const entries = useSyncExternalStore(outbox?.subscribe ?? noStore, outbox?.snapshot ?? noEntries);
  return opened === null ? null : { ...opened, entries };
}

/** One page of the browser after the other, where the browser can say so (it cannot on an address without TLS). */
async function inTurn(name: string, run: () => Promise<void>): Promise<void> {
  // Typed as always there, but left out by browsers where the page is not served securely.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) await run();
  else await locks.request(name, run);
}

const nothing: ReadonlyMap<string, Entry> = new Map();
const noEntries = (): ReadonlyMap<string, Entry> => nothing;
const noStore = (): (() => void) => () => {};
