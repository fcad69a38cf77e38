import { useState } from 'react';
import { Link } from 'react-router';

import { difficultyWords } from '../difficulties/words.js';
import { day } from '../format/date.js';
import { Ask } from '../forms/Ask.js';
import { whyNot } from '../forms/Refusal.js';
import { AcknowledgeDifficultyDocument, type DifficultyRowFragment } from '../generated/graphql.js';
import type { Problem } from '../graph/problem.js';
import { useSend } from '../graph/useSend.js';
import { useTexts } from '../texts/index.js';
import { inboxTexts } from './texts.js';
import { Waiting } from './Waiting.js';
import { WorkList } from './WorkList.js';

interface PastClockProps {
  readonly rows: readonly DifficultyRowFragment[];
  readonly refresh: () => Promise<boolean>;
  readonly onDone: (said: string) => void;
}

/** Difficulties that nobody answered, or nobody resolved, in time: acknowledged here, dealt with in their thread. */
export function PastClock({ rows, refresh, onDone }: PastClockProps) {
  const texts = useTexts(inboxTexts);
  const words = useTexts(difficultyWords);
  const { send: acknowledge } = useSend(AcknowledgeDifficultyDocument);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<readonly DifficultyRowFragment[] | null>(null);
  const nameOf = ({ school, category }: DifficultyRowFragment): string =>
    `${school.name ?? school.code}: ${words.category[category]}`;

  async function acknowledgeAll(
    on: readonly DifficultyRowFragment[],
    message: string,
  ): Promise<Problem | null> {
    let count = 0;
    let refused: Problem | null = null;
    for (const { id } of on) {
      refused = whyNot(await acknowledge({ id, message }));
      if (refused !== null) break;
      count++;
    }
    if (count > 0) {
      setSelected(new Set());
      onDone(texts.acknowledged(count));
    }
    void refresh();
    return refused;
  }

  return (
    <>
      <WorkList
        label={texts.difficulties}
        rows={rows}
        keyOf={({ id }) => id}
        nameOf={nameOf}
        selected={selected}
        onSelect={setSelected}
        yes={{ said: texts.acknowledge, run: setAsked }}
        no={null}
      >
        {(row) => (
          <Waiting
            school={row.school}
            days={row.daysOpen}
            title={
              <>
                {words.category[row.category]}{' '}
                <span className={`severity-${row.severity}`}>{words.severity[row.severity]}</span>{' '}
                <span className="tag">{words.state[row.state]}</span>
              </>
            }
          >
            <span className="waiting-words">{row.description}</span>
            <span className="figures">
              {row.acknowledgedAt === null
                ? texts.pastAcknowledge(day(row.acknowledgeBy))
                : texts.pastResolve(day(row.resolveBy))}
            </span>
            <Link to={`/difficulties?chon=${row.id}`}>{texts.open}</Link>
          </Waiting>
        )}
      </WorkList>
      {asked !== null && (
        <Ask
          title={texts.acknowledgeTitle(asked.length)}
          submit={texts.acknowledge}
          label={texts.acknowledgeMessage}
          isRequired
          about={asked.map(nameOf)}
          onSubmit={(message) => acknowledgeAll(asked, message)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
