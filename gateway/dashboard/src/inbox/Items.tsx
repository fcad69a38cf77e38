import { useState } from 'react';

import { Ask } from '../forms/Ask.js';
import { firstError, whyNot } from '../forms/Refusal.js';
import type { InboxQuery } from '../generated/graphql.js';
import { ReturnItemDocument, VerifyItemsDocument } from '../generated/graphql.js';
import type { Problem } from '../graph/problem.js';
import { useSend } from '../graph/useSend.js';
import { useTexts } from '../texts/index.js';
import { Conflict, type Conflicting } from './Conflict.js';
import { itemValue } from './itemValue.js';
import { inboxTexts } from './texts.js';
import { EvidenceLinks, Waiting } from './Waiting.js';
import { waitingItems, type WaitingItem } from './waitingItems.js';
import { WorkList } from './WorkList.js';

interface ItemsProps {
  readonly queues: InboxQuery['readinessInbox']['itemsToVerify'];
  readonly refresh: () => Promise<boolean>;
  readonly onDone: (said: string) => void;
}

/** What schools have submitted: verified in bulk, all or none, by the version that was read; returned with a reason. */
export function Items({ queues, refresh, onDone }: ItemsProps) {
  const shared = useTexts();
  const texts = useTexts(inboxTexts);
  const { send: verify } = useSend(VerifyItemsDocument);
  const { send: giveBack } = useSend(ReturnItemDocument);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<{ kind: 'verify' | 'return'; rows: readonly WaitingItem[] } | null>(
    null,
  );
  const [conflict, setConflict] = useState<Conflicting | null>(null);
  const rows = waitingItems(queues);
  const nameOf = ({ school, item }: WaitingItem): string =>
    `${school.name ?? school.code}: ${shared.pick(item.titleVi, item.titleEn)}`;

  function done(said: string): void {
    setSelected(new Set());
    setConflict(null);
    onDone(said);
    void refresh();
  }

  async function verifyAll(seen: readonly WaitingItem[], note: string): Promise<Problem | null> {
    const problem = whyNot(
      await verify({
        ids: seen.map(({ item }) => item.key),
        versions: seen.map(({ item }) => item.version),
        note: note === '' ? null : note,
      }),
    );
    if (problem === null) {
      done(texts.verified(seen.length));
      return null;
    }
    const { code, facts } = firstError(problem);
    const changed = seen.find(({ item }) => item.key === facts['id']);
    if (code !== 'VERSION_CONFLICT' || changed === undefined) return problem;
    setSelected(new Set(seen.filter((row) => row !== changed).map(({ item }) => item.key)));
    setConflict({ seen: changed });
    void refresh();
    return null;
  }

  /** One by one, each by itself: where one is refused, those before it stand and are said. */
  async function returnAll(on: readonly WaitingItem[], reason: string): Promise<Problem | null> {
    let count = 0;
    for (const { item } of on) {
      const problem = whyNot(await giveBack({ id: item.key, reason }));
      if (problem !== null) {
        if (count > 0) onDone(texts.partly(count, on.length));
        void refresh();
        return problem;
      }
      count++;
    }
    done(texts.returned(count));
    return null;
  }

  return (
    <>
      {conflict !== null && <Conflict conflict={conflict} rows={rows} />}
      <WorkList
        label={texts.items}
        rows={rows}
        keyOf={({ item }) => item.key}
        nameOf={nameOf}
        selected={selected}
        onSelect={setSelected}
        yes={{ said: texts.verify, run: (on) => setAsked({ kind: 'verify', rows: on }) }}
        no={{ said: texts.return, run: (on) => setAsked({ kind: 'return', rows: on }) }}
      >
        {({ school, item, days }) => (
          <Waiting
            school={school}
            days={days}
            title={
              <>
                {shared.pick(item.titleVi, item.titleEn)} <span className="clause">{item.clause}</span>
                {item.gate && <span className="tag">{texts.gate}</span>}
                {item.followUp === true && <span className="tag tag-stale">{texts.followUp}</span>}
              </>
            }
          >
            <strong className="figures">{itemValue(item, shared, texts)}</strong>
            <EvidenceLinks evidence={item.evidence} />
          </Waiting>
        )}
      </WorkList>
      {asked?.kind === 'verify' && (
        <Ask
          title={texts.verifyTitle(asked.rows.length)}
          submit={texts.verify}
          label={texts.verifyNote}
          isRequired={false}
          about={asked.rows.map(nameOf)}
          onSubmit={(note) => verifyAll(asked.rows, note)}
          onClose={() => setAsked(null)}
        />
      )}
      {asked?.kind === 'return' && (
        <Ask
          title={texts.returnTitle(asked.rows.length)}
          submit={texts.return}
          label={texts.reason}
          hint={texts.reasonHint}
          isRequired
          isGrave
          about={asked.rows.map(nameOf)}
          onSubmit={(reason) => returnAll(asked.rows, reason)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
