import { useState, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { Link, useSearchParams } from 'react-router';

import '../forms/forms.css';
import '../forms/lists.css';
import './inbox.css';
import { InboxDocument, InboxDutiesDocument, PendingRecallsDocument } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import { PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useMe } from '../session/MeProvider.js';
import { office, type Role } from '../session/roles.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { Certificates } from './Certificates.js';
import { Items } from './Items.js';
import { PastClock } from './PastClock.js';
import { Recalls } from './Recalls.js';
import { inboxTexts } from './texts.js';

/** Schools whose items are listed at first, and how many more at a time. */
const SCHOOLS = 20;
const MOST_SCHOOLS = 500;

/** What waits for the one who looks, the longest first, to be worked through by mouse, finger or keyboard. */
export function InboxPage() {
  const texts = useTexts(inboxTexts);
  const isOffice = office.includes(useMe().role as Role);
  const [schools, setSchools] = useState(SCHOOLS);
  const [done, setDone] = useState('');
  const [params, setParams] = useSearchParams();
  const readiness = usePart(InboxDocument, { schools });
  const duties = usePart(InboxDutiesDocument, {});
  const recalls = usePart(PendingRecallsDocument, {});
  useRefreshOnHeard(({ type }) => type.startsWith('readiness.'), readiness.refresh);
  useRefreshOnHeard(({ type }) => type.startsWith('rollout.'), duties.refresh);
  useRefreshOnHeard(({ type }) => type.startsWith('records.'), recalls.refresh);

  const inbox = readiness.data?.readinessInbox;
  const waiting = duties.data?.inbox;
  const queues = inbox?.itemsToVerify ?? [];
  const tabs: readonly TabOf[] = [
    {
      id: 'xac-nhan',
      name: texts.items,
      count: inbox && queues.reduce((sum, { school }) => sum + submitted(school.checklist?.items), 0),
      isMore: queues.length < (inbox?.schoolsToVerifyTotal ?? 0),
      isForAll: true,
      content: (
        <>
          <PartNotice part={readiness} />
          {inbox === undefined && readiness.problem === null && <Skeleton lines={8} />}
          {inbox !== undefined && <Items queues={queues} refresh={readiness.refresh} onDone={setDone} />}
          {inbox !== undefined && queues.length < inbox.schoolsToVerifyTotal && (
            <p className="work-more">
              {texts.schoolsShown(queues.length, inbox.schoolsToVerifyTotal)}{' '}
              <button
                type="button"
                className="button button-small"
                disabled={schools >= MOST_SCHOOLS}
                onClick={() => setSchools((before) => Math.min(before + SCHOOLS, MOST_SCHOOLS))}
              >
                {texts.moreSchools}
              </button>
            </p>
          )}
        </>
      ),
    },
    {
      id: 'chung-thu',
      name: texts.certificates,
      count: inbox?.certificatesToApproveTotal,
      content: (
        <>
          <PartNotice part={readiness} />
          {inbox !== undefined && (
            <Certificates rows={inbox.certificatesToApprove} refresh={readiness.refresh} onDone={setDone} />
          )}
        </>
      ),
    },
    {
      id: 'kho-khan',
      name: texts.difficulties,
      count: waiting?.pastClock.count,
      isForAll: true,
      content: (
        <>
          <PartNotice part={duties} />
          {waiting !== undefined && (
            <PastClock rows={waiting.pastClock.nodes} refresh={duties.refresh} onDone={setDone} />
          )}
        </>
      ),
    },
    {
      id: 'thu-hoi',
      name: texts.recalls,
      count: recalls.data?.recalls.totalCount,
      content: (
        <>
          <PartNotice part={recalls} />
          {recalls.data !== undefined && (
            <Recalls rows={recalls.data.recalls.nodes} refresh={recalls.refresh} onDone={setDone} />
          )}
        </>
      ),
    },
  ];
  const mine = tabs.filter(({ isForAll = false }) => isForAll || isOffice);
  const asked = params.get('muc');
  const chosen = mine.find(({ id }) => id === asked)?.id ?? 'xac-nhan';

  return (
    <>
      <PageHead title={texts.title} lead={texts.lead} />
      {waiting !== undefined && <Others waiting={waiting} isOffice={isOffice} />}
      <output className={done === '' ? 'only-heard' : 'notice notice-plain done'}>{done}</output>
      <Tabs
        className="tabs"
        selectedKey={chosen}
        onSelectionChange={(key) => {
          setDone('');
          setParams({ muc: String(key) }, { replace: true });
        }}
      >
        <TabList aria-label={texts.tabs} className="tab-list">
          {mine.map(({ id, name, count, isMore = false }) => (
            <Tab key={id} id={id} className="tab">
              {name}{' '}
              {count !== undefined && (
                <span className="tab-count figures">
                  {count}
                  {isMore && '+'}
                </span>
              )}
            </Tab>
          ))}
        </TabList>
        {mine.map(({ id, content }) => (
          <TabPanel key={id} id={id} className="panel tab-panel">
            {content}
          </TabPanel>
        ))}
      </Tabs>
    </>
  );
}

interface TabOf {
  readonly id: string;
  readonly name: string;
  readonly count: number | undefined;
  /** More wait than are counted here. */
  readonly isMore?: boolean;
  /** Also for an inspector; the rest is the office's to decide. */
  readonly isForAll?: boolean;
  readonly content: ReactNode;
}

function submitted(items: readonly { state: string }[] | undefined): number {
  return (items ?? []).filter(({ state }) => state === 'SUBMITTED').length;
}

interface OthersProps {
  readonly waiting: {
    readonly recommendationsToAnswer: { readonly count: number };
    readonly visitsDue: { readonly count: number };
    readonly documentsUnacknowledged: { readonly count: number };
    readonly overdueTasks: readonly unknown[];
  };
  readonly isOffice: boolean;
}

/** What waits on other pages; nothing where nothing does. */
function Others({ waiting, isOffice }: OthersProps) {
  const texts = useTexts(inboxTexts);
  const links = [
    { to: '/visits', count: waiting.visitsDue.count, said: texts.visits, isMine: true },
    {
      to: '/recommendations',
      count: waiting.recommendationsToAnswer.count,
      said: texts.recommendations,
      isMine: isOffice,
    },
    {
      to: '/documents',
      count: waiting.documentsUnacknowledged.count,
      said: texts.documents,
      isMine: isOffice,
    },
    { to: '/deadlines', count: waiting.overdueTasks.length, said: texts.tasks, isMine: isOffice },
  ].filter(({ count, isMine }) => isMine && count > 0);
  if (links.length === 0) return null;
  return (
    <nav className="others" aria-label={texts.others}>
      {links.map(({ to, count, said }) => (
        <Link key={to} className="chip-link figures" to={to}>
          {said(count)}
        </Link>
      ))}
    </nav>
  );
}
