import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';

import '../forms/forms.css';
import '../forms/lists.css';
import './difficulties.css';
import { More } from '../forms/More.js';
import { Segments } from '../forms/Segments.js';
import { DifficultiesDocument, type DifficultyFilter } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import { PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { difficultyTexts } from './texts.js';
import { Thread, type Difficulty } from './Thread.js';
import { difficultyWords } from './words.js';

const filters = {
  'chua-xong': { state: ['OPEN', 'REOPENED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'ESCALATED_TO_CITY'] },
  'qua-han': { pastClock: true },
  'da-xong': { state: ['RESOLVED', 'CLOSED'] },
  'tat-ca': {},
} satisfies Record<string, Partial<DifficultyFilter>>;

type Shown = keyof typeof filters;

const PAGE = 50;

/** Difficulties with their threads: the list beside the one that is open; on a phone one after the other. The address says which. */
export function DifficultiesPage() {
  const texts = useTexts(difficultyTexts);
  const [params, setParams] = useSearchParams();
  const [first, setFirst] = useState(PAGE);
  const shown = (params.get('loc') ?? 'chua-xong') as Shown;
  const filter: Partial<DifficultyFilter> = filters[shown] ?? filters['chua-xong'];
  const opened = params.get('chon');
  const list = usePart(DifficultiesDocument, { filter: { pastClock: false, ...filter }, first });
  const one = usePart(DifficultiesDocument, { filter: { id: opened, pastClock: false }, first: 1 });
  const refresh = async (): Promise<boolean> =>
    (await Promise.all([list.refresh(), one.refresh()])).every(Boolean);
  useRefreshOnHeard(({ type }) => type === 'rollout.difficultyChanged', refresh);
  const difficulties = list.data?.difficulties;
  const chosen = opened === null ? undefined : one.data?.difficulties.nodes.find(({ id }) => id === opened);

  const choices: readonly { value: Shown; said: string }[] = [
    { value: 'chua-xong', said: texts.unresolved },
    { value: 'qua-han', said: texts.pastClock },
    { value: 'da-xong', said: texts.settled },
    { value: 'tat-ca', said: texts.all },
  ];
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead}>
        <Segments
          label={texts.show}
          choices={choices}
          chosen={shown}
          onChoose={(loc) => setParams({ loc }, { replace: true })}
        />
      </PageHead>
      <PartNotice part={list} />
      <div className={opened === null ? 'split' : 'split split-open'}>
        <section className="panel split-list" aria-label={texts.list}>
          {difficulties === undefined && list.problem === null && <Skeleton lines={8} />}
          {difficulties?.nodes.length === 0 && <p className="empty">{texts.none}</p>}
          <ul className="choosers">
            {difficulties?.nodes.map((row) => (
              <li key={row.id}>
                <Chooser row={row} isChosen={row.id === opened} shown={shown} />
              </li>
            ))}
          </ul>
          {difficulties !== undefined && (
            <More
              count={difficulties.nodes.length}
              total={difficulties.totalCount}
              onMore={() => setFirst((before) => before + PAGE)}
            />
          )}
        </section>
        <section className="panel split-one" aria-label={texts.thread}>
          {opened !== null && (
            <Link className="split-back" to={`/difficulties?loc=${shown}`} replace>
              ‹ {texts.back}
            </Link>
          )}
          {opened === null && <p className="empty">{texts.choose}</p>}
          {opened !== null && <PartNotice part={one} />}
          {opened !== null && chosen === undefined && one.fetching && <Skeleton lines={6} />}
          {opened !== null && chosen === undefined && !one.fetching && <p className="empty">{texts.none}</p>}
          {chosen !== undefined && <Thread difficulty={chosen} onChanged={() => void refresh()} />}
        </section>
      </div>
    </>
  );
}

function Chooser({ row, isChosen, shown }: { row: Difficulty; isChosen: boolean; shown: Shown }) {
  const shared = useTexts();
  const texts = useTexts(difficultyTexts);
  const words = useTexts(difficultyWords);
  return (
    <Link
      className="chooser"
      to={`/difficulties?loc=${shown}&chon=${row.id}`}
      aria-current={isChosen ? 'true' : undefined}
      replace
    >
      <span className="chooser-head">
        <strong>{row.school.name ?? shared.table.unnamed(row.school.code)}</strong>
        <span className={row.isPastClock ? 'tag tag-stale figures' : 'tag figures'}>
          {texts.open(row.daysOpen)}
        </span>
      </span>
      <span className="chooser-facts">
        <span className={`severity severity-${row.severity}`}>{words.severity[row.severity]}</span>
        {words.category[row.category]} · {words.state[row.state]}
      </span>
      <span className="chooser-words">{row.description}</span>
    </Link>
  );
}
