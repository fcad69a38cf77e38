import { useState } from 'react';

import { dayAndMinute } from '../format/date.js';
import { SheetTrailDocument, type SheetTrailQuery } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import { Panel } from '../parts/Panel.js';
import { PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useTexts } from '../texts/index.js';
import { eventTexts } from './events.js';
import { sheetTexts } from './texts.js';

const SHOWN_FIRST = 15;

/** Who changed what at the school, from the log; asked for when it is wanted. */
export function Trail({ code }: { code: string }) {
  const texts = useTexts(sheetTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel title={texts.trail} area="trail">
      {isOpen ? (
        <Entries code={code} />
      ) : (
        <button type="button" className="button" onClick={() => setOpen(true)}>
          {texts.trailOpen}
        </button>
      )}
    </Panel>
  );
}

/** The log comes oldest first, in pages: a page that has another behind it hands on to it. */
function Entries({ code, after = null }: { code: string; after?: string | null }) {
  const part = usePart(SheetTrailDocument, { code, after });
  useRefreshOnHeard(({ school }) => school?.code === code, part.refresh);
  const page = part.data?.auditTrail;
  if (page?.pageInfo.hasNextPage === true && page.pageInfo.endCursor !== null)
    return <Entries code={code} after={page.pageInfo.endCursor} />;
  return (
    <>
      <PartNotice part={part} />
      {page === undefined && part.fetching && <Skeleton lines={6} />}
      {page !== undefined && <List entries={page.nodes.toReversed()} />}
    </>
  );
}

function List({ entries }: { entries: SheetTrailQuery['auditTrail']['nodes'] }) {
  const shared = useTexts();
  const texts = useTexts(sheetTexts);
  const events = useTexts(eventTexts);
  const [shown, setShown] = useState(SHOWN_FIRST);
  return (
    <>
      {entries.length === 0 && <p className="empty">{texts.trailNone}</p>}
      <ol className="trail">
        {entries.slice(0, shown).map(({ id, at, type, actor, actorRole, reason }) => (
          <li key={id}>
            <time className="figures quiet" dateTime={at}>
              {dayAndMinute(at)}
            </time>
            <span>
              {events(type)}
              <span className="quiet"> · {actor ?? shared.header.role(actorRole)}</span>
              {reason !== null && <span className="fix">{texts.because(reason)}</span>}
            </span>
          </li>
        ))}
      </ol>
      {entries.length > shown && (
        <button type="button" className="button-link" onClick={() => setShown(shown + 50)}>
          {texts.trailMore}
        </button>
      )}
    </>
  );
}
