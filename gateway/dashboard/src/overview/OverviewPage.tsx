import { useCallback, useRef } from 'react';

import {
  OverviewDocument,
  SchoolsDocument,
  TimelineDocument,
  type ComplianceStatus,
} from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { Announcer } from '../live/Announcer.js';
import { useOnChange } from '../live/LiveProvider.js';
import { useChanges } from '../live/useChanges.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import type { ColumnId } from '../schools/query.js';
import { Schools } from '../schools/Schools.js';
import { useSchoolPage } from '../schools/useSchoolPage.js';
import { useSchoolQuery } from '../schools/useSchoolQuery.js';
import { SeasonSlider, PastNotice } from '../season/SeasonSlider.js';
import { useAsOf } from '../season/useAsOf.js';
import { useGround } from '../session/MeProvider.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { TimelinePanel } from '../timeline/TimelinePanel.js';
import { RecentChanges } from './RecentChanges.js';
import { ScopePanel } from './ScopePanel.js';
import { StatusCards } from './StatusCards.js';
import { TopUnmet } from './TopUnmet.js';

/** The district at a glance. */
export function OverviewPage() {
  const texts = useTexts();
  const query = useSchoolQuery();
  const asOf = useAsOf();
  const overview = usePart(OverviewDocument, { asOf: asOf.instant });
  const timeline = usePart(TimelineDocument, { asOf: asOf.instant });
  const schools = useSchoolPage(SchoolsDocument, query.value, asOf.instant);
  const { now } = useGround();

  const refreshNumbers = (): Promise<boolean[]> => Promise.all([overview.refresh(), schools.refresh()]);
  const changes = useChanges(() => void refreshNumbers());
  useOnChange((change) => {
    schools.patch(change);
    changes.add(change);
  });
  useRefreshOnHeard(({ type }) => type.startsWith('rollout.task'), timeline.refresh);

  const table = useRef<HTMLElement>(null);
  const { change: changeQuery } = query;
  const showStatus = useCallback(
    (status: ComplianceStatus) => {
      changeQuery((before) => ({
        status: before.status.includes(status)
          ? before.status.filter((other) => other !== status)
          : [...before.status, status],
      }));
      bringIntoView(table.current);
    },
    [changeQuery],
  );
  const showRule = useCallback(
    (rule: string) => {
      changeQuery((before) => ({ rule: before.rule === rule ? null : rule }));
      bringIntoView(table.current);
    },
    [changeQuery],
  );

  return (
    <>
      <PageHead title={texts.overview.title}>
        <SeasonSlider asOf={asOf} />
      </PageHead>
      <PastNotice asOf={asOf} />
      <Announcer changes={changes.unread} />
      <div className="board">
        <StatusCards overview={overview} chosen={query.value.status} onChoose={showStatus} />
        <div className="board-side">
          <ScopePanel overview={overview} />
          <TopUnmet overview={overview} chosen={query.value.rule} onChoose={showRule} />
          <RecentChanges changes={changes.recent} />
        </div>
        <div className="board-main">
          <TimelinePanel timeline={timeline} now={asOf.instant === null ? now : new Date(asOf.instant)} />
          <Schools ref={table} schools={schools} query={query} fresh={changes.fresh} without={narrow} />
        </div>
      </div>
    </>
  );
}

/** Beside the figures there is room for what is asked most. */
const narrow: readonly ColumnId[] = ['ready', 'updated'];

/** Shows the table where it is out of sight; a reader who sees its top keeps the place. */
function bringIntoView(table: HTMLElement | null): void {
  if (table === null) return;
  const { top } = table.getBoundingClientRect();
  if (top >= 0 && top < innerHeight * 0.75) return;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  table.scrollIntoView({ block: 'start', behavior: isStill ? 'auto' : 'smooth' });
}
