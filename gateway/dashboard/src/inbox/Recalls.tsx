import { useState } from 'react';

import { day } from '../format/date.js';
import { Ask } from '../forms/Ask.js';
import { whyNot } from '../forms/Refusal.js';
import { DecideRecallDocument, type PendingRecallsQuery, type RecallDecision } from '../generated/graphql.js';
import type { Problem } from '../graph/problem.js';
import { useSend } from '../graph/useSend.js';
import { useTexts } from '../texts/index.js';
import { inboxTexts } from './texts.js';
import { Waiting } from './Waiting.js';
import { WorkList } from './WorkList.js';

type Row = PendingRecallsQuery['recalls']['nodes'][number];

interface RecallsProps {
  readonly rows: readonly Row[];
  readonly refresh: () => Promise<boolean>;
  readonly onDone: (said: string) => void;
}

/** Requests to take back an accepted record, decided in bulk, all or none, with a reason either way. */
export function Recalls({ rows, refresh, onDone }: RecallsProps) {
  const texts = useTexts(inboxTexts);
  const { send: decide } = useSend(DecideRecallDocument);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<{ decision: RecallDecision; rows: readonly Row[] } | null>(null);
  const nameOf = ({ school, grade, schoolYear, uuid }: Row): string =>
    `${school.name ?? school.code}: ${texts.recall(grade, schoolYear)} · ${uuid.slice(0, 8)}`;

  async function decideAll(
    decision: RecallDecision,
    on: readonly Row[],
    reason: string,
  ): Promise<Problem | null> {
    const problem = whyNot(await decide({ ids: on.map(({ id }) => id), decision, reason }));
    if (problem === null) {
      setSelected(new Set());
      onDone(texts.decided(on.length));
    }
    void refresh();
    return problem;
  }

  return (
    <>
      <WorkList
        label={texts.recalls}
        rows={rows}
        keyOf={({ id }) => id}
        nameOf={nameOf}
        selected={selected}
        onSelect={setSelected}
        yes={{ said: texts.agree, run: (on) => setAsked({ decision: 'AGREE', rows: on }) }}
        no={{ said: texts.refuse, run: (on) => setAsked({ decision: 'REFUSE', rows: on }) }}
      >
        {({ school, grade, schoolYear, uuid, reason, requestedAt, fromState }) => (
          <Waiting
            school={school}
            title={
              <>
                {texts.recall(grade, schoolYear)} <code className="quiet">{uuid}</code>
                {fromState === 'REPORTED_TO_MOET' && (
                  <span className="tag tag-stale">{texts.recallMinistry}</span>
                )}
              </>
            }
          >
            <span className="waiting-words">{reason}</span>
            <span className="figures quiet">{day(requestedAt)}</span>
          </Waiting>
        )}
      </WorkList>
      {asked !== null && (
        <Ask
          title={(asked.decision === 'AGREE' ? texts.agreeTitle : texts.refuseTitle)(asked.rows.length)}
          submit={asked.decision === 'AGREE' ? texts.agree : texts.refuse}
          {...(asked.decision === 'AGREE' && { lead: texts.agreeWhy })}
          label={texts.reason}
          isRequired
          isGrave={asked.decision === 'REFUSE'}
          maxLength={1000}
          about={asked.rows.map(nameOf)}
          onSubmit={(reason) => decideAll(asked.decision, asked.rows, reason)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
