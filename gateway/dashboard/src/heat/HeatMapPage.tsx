import '../schools/tools.css';
import './heat.css';
import { HeatDocument, OverviewDocument, RulesDocument } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { Announcer } from '../live/Announcer.js';
import { useOnChange } from '../live/LiveProvider.js';
import { useChanges } from '../live/useChanges.js';
import { isOld, PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { Filters } from '../schools/Filters.js';
import { Pager } from '../schools/Pager.js';
import { isFiltered } from '../schools/query.js';
import { Reordered } from '../schools/Reordered.js';
import { RuleChoice, StatusChoice, WardChoice } from '../schools/tools.js';
import { useSchoolPage } from '../schools/useSchoolPage.js';
import { useSchoolQuery } from '../schools/useSchoolQuery.js';
import { PastNotice, SeasonSlider } from '../season/SeasonSlider.js';
import { useAsOf } from '../season/useAsOf.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { HeatMap } from './HeatMap.js';
import { Legend } from './Legend.js';
import { heatTexts } from './texts.js';

/** Schools on a page of the map: more than a screen holds, fewer than a browser notices. */
const ROWS = 100;

/** School by requirement: where the district is red, and on what. */
export function HeatMapPage() {
  const shared = useTexts();
  const texts = useTexts(heatTexts);
  const query = useSchoolQuery();
  const asOf = useAsOf();
  const schools = useSchoolPage(HeatDocument, { ...query.value, size: ROWS }, asOf.instant);
  const overview = usePart(OverviewDocument, { asOf: asOf.instant });
  const rules = usePart(RulesDocument, {});
  const changes = useChanges(() => void Promise.all([schools.refresh(), overview.refresh()]));
  useOnChange((change) => {
    schools.patch(change);
    changes.add(change);
  });
  const { part, rows, isTurning } = schools;
  const isUnanswered = part.data === undefined || (isTurning && part.problem !== null);

  return (
    <>
      <PageHead title={texts.title} lead={texts.lead}>
        <SeasonSlider asOf={asOf} />
      </PageHead>
      <PastNotice asOf={asOf} />
      <Announcer changes={changes.unread} />
      <section className={isOld(part) ? 'panel old' : 'panel'} aria-busy={part.fetching}>
        <Filters query={query}>
          <WardChoice query={query} />
          <RuleChoice query={query} rules={rules.data?.complianceRules ?? []} />
          <StatusChoice query={query} counts={overview.data?.districtOverview.counts ?? []} />
        </Filters>
        <PartNotice part={part} />
        <Reordered schools={schools} />
        <Legend />
        {isUnanswered && part.fetching && <Skeleton lines={12} />}
        {!isUnanswered && rows.length === 0 && (
          <p className="empty">{isFiltered(query.value) ? shared.table.empty : shared.table.emptyAll}</p>
        )}
        {!isUnanswered && rows.length > 0 && rules.data !== undefined && (
          <HeatMap
            rows={rows}
            rules={rules.data.complianceRules}
            topUnmet={overview.data?.districtOverview.topUnmet ?? []}
            query={query}
            fresh={changes.fresh}
          />
        )}
        {!isUnanswered && <Pager schools={schools} query={query} isSized={false} />}
      </section>
    </>
  );
}
