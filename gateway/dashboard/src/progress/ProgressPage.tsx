import './progress.css';
import { CurvesDocument, FunnelDocument } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import { Panel } from '../parts/Panel.js';
import { isForbidden, isOld, PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { PastNotice, SeasonSlider } from '../season/SeasonSlider.js';
import { useAsOf } from '../season/useAsOf.js';
import { useSeason } from '../season/useSeason.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { CurvePanel } from './CurvePanel.js';
import { Funnel } from './Funnel.js';
import { progressTexts } from './texts.js';

/** The three curves that decide the rollout: signatures, training, records. */
export function ProgressPage() {
  const texts = useTexts(progressTexts);
  const asOf = useAsOf();
  const season = useSeason();
  const curves = usePart(CurvesDocument, {
    from: season === null ? null : `${season.first}T00:00:00+07:00`,
  });
  const funnel = usePart(FunnelDocument, { asOf: asOf.instant });
  useRefreshOnHeard(
    ({ type }) => type.startsWith('training.') || type.startsWith('readiness.'),
    curves.refresh,
  );
  useRefreshOnHeard(({ type }) => type.startsWith('records.'), funnel.refresh);
  const records = funnel.data?.recordProgress;

  return (
    <>
      <PageHead title={texts.title} lead={texts.lead} />
      <div className="progress">
        <PartNotice part={curves} />
        <CurvePanel
          title={texts.signatures}
          part={curves}
          points={(curves.data?.signatureCoverage ?? []).map((point) => ({
            at: point.at,
            shares: [point.teachers, point.managers],
            beside: `${point.reported.numerator}/${point.reported.denominator}`,
          }))}
          names={[texts.homeroom, texts.managers]}
          besideName={texts.reported}
        />
        <CurvePanel
          title={texts.training}
          part={curves}
          points={(curves.data?.trainingHistory ?? []).map((point) => ({
            at: point.at,
            shares: [point.teachers, point.managers, point.staff],
            beside: `${point.schoolsUnreported}/${point.schools}`,
          }))}
          names={[texts.teachers, texts.managers, texts.staff]}
          besideName={texts.unreported}
        />
        {!isForbidden(funnel) && (
          <Panel
            title={texts.funnel(records?.schoolYear ?? '')}
            area="funnel"
            isBusy={funnel.fetching}
            isOld={isOld(funnel)}
            aside={<SeasonSlider asOf={asOf} />}
          >
            <PastNotice asOf={asOf} />
            <PartNotice part={funnel} />
            {records === undefined && funnel.fetching && <Skeleton lines={6} />}
            {records !== undefined && <Funnel progress={records} />}
          </Panel>
        )}
      </div>
    </>
  );
}
