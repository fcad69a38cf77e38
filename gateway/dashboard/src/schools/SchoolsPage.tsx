import './tools.css';
import { OverviewDocument, RulesDocument, SchoolsDocument } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { Announcer } from '../live/Announcer.js';
import { useOnChange } from '../live/LiveProvider.js';
import { useChanges } from '../live/useChanges.js';
import { PastNotice, SeasonSlider } from '../season/SeasonSlider.js';
import { useAsOf } from '../season/useAsOf.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { ColumnChoice } from './ColumnChoice.js';
import { Schools } from './Schools.js';
import { schoolsTexts } from './texts.js';
import { RuleChoice, StatusChoice, WardChoice } from './tools.js';
import { useSchoolPage } from './useSchoolPage.js';
import { useSchoolQuery } from './useSchoolQuery.js';

/** All schools, with every way to narrow and order them. */
export function SchoolsPage() {
  const shared = useTexts();
  const texts = useTexts(schoolsTexts);
  const query = useSchoolQuery();
  const asOf = useAsOf();
  const schools = useSchoolPage(SchoolsDocument, query.value, asOf.instant);
  const overview = usePart(OverviewDocument, { asOf: asOf.instant });
  const rules = usePart(RulesDocument, {});
  const changes = useChanges(() => void Promise.all([schools.refresh(), overview.refresh()]));
  useOnChange((change) => {
    schools.patch(change);
    changes.add(change);
  });

  return (
    <>
      <PageHead title={shared.table.title} lead={texts.lead}>
        <SeasonSlider asOf={asOf} />
      </PageHead>
      <PastNotice asOf={asOf} />
      <Announcer changes={changes.unread} />
      <Schools
        schools={schools}
        query={query}
        fresh={changes.fresh}
        tools={
          <>
            <WardChoice query={query} />
            <RuleChoice query={query} rules={rules.data?.complianceRules ?? []} />
            <StatusChoice query={query} counts={overview.data?.districtOverview.counts ?? []} />
            <ColumnChoice query={query} />
          </>
        }
      />
    </>
  );
}
