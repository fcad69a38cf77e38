import './plan.css';
import { RulesDocument, TimelineDocument } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import { PastNotice, SeasonSlider } from '../season/SeasonSlider.js';
import { useAsOf } from '../season/useAsOf.js';
import { useGround } from '../session/MeProvider.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { TimelinePanel } from '../timeline/TimelinePanel.js';
import { RulesPanel } from './RulesPanel.js';
import { planTexts } from './texts.js';

/** The plan itself: its seven tasks over time, and what each school is measured by. */
export function PlanPage() {
  const texts = useTexts(planTexts);
  const { now, ground } = useGround();
  const asOf = useAsOf();
  const timeline = usePart(TimelineDocument, { asOf: asOf.instant });
  const rules = usePart(RulesDocument, {});
  useRefreshOnHeard(({ type }) => type.startsWith('rollout.task'), timeline.refresh);
  return (
    <>
      <PageHead title={texts.title} lead={<span lang="vi">{ground.data?.timeline.plan.title}</span>}>
        <SeasonSlider asOf={asOf} />
      </PageHead>
      <PastNotice asOf={asOf} />
      <div className="plan">
        <TimelinePanel timeline={timeline} now={asOf.instant === null ? now : new Date(asOf.instant)} />
        <RulesPanel rules={rules} />
      </div>
    </>
  );
}
