import type { OverviewQuery } from '../generated/graphql.js';
import type { UnmetRule } from '../graph/types.js';
import type { Part } from '../graph/usePart.js';
import { Panel } from '../parts/Panel.js';
import { isForbidden, isOld } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useTexts } from '../texts/index.js';

const SHOWN = 6;

interface TopUnmetProps {
  readonly overview: Part<OverviewQuery>;
  readonly chosen: string | null;
  readonly onChoose: (rule: string) => void;
}

/** What costs the district's schools most points, with the clause that asks for it; each narrows the table to the schools that lack it. */
export function TopUnmet({ overview, chosen, onChoose }: TopUnmetProps) {
  const texts = useTexts();
  const rules = overview.data?.districtOverview.topUnmet;
  const most = Math.max(1, ...(rules ?? []).map(({ pointsLost }) => pointsLost));
  if (isForbidden(overview)) return null;
  return (
    <Panel title={texts.unmet.title} area="unmet" isBusy={overview.fetching} isOld={isOld(overview)}>
      {rules === undefined && overview.fetching && <Skeleton lines={5} />}
      {rules === undefined && !overview.fetching && <p className="empty">{texts.problem.nothing}</p>}
      {rules?.length === 0 && <p className="empty">{texts.unmet.none}</p>}
      {rules !== undefined && rules.length > 0 && (
        <ol className="unmet">
          {rules.slice(0, SHOWN).map((rule) => (
            <li key={rule.rule}>
              <RuleButton rule={rule} most={most} isChosen={chosen === rule.rule} onChoose={onChoose} />
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

interface RuleButtonProps {
  readonly rule: UnmetRule;
  readonly most: number;
  readonly isChosen: boolean;
  readonly onChoose: (rule: string) => void;
}

function RuleButton({ rule, most, isChosen, onChoose }: RuleButtonProps) {
  const texts = useTexts();
  return (
    <button
      type="button"
      className="unmet-rule"
      aria-pressed={isChosen}
      title={`${texts.unmet.clause(rule.clause)}: ${rule.clauseText}`}
      data-rule={rule.rule}
      onClick={() => onChoose(rule.rule)}
    >
      <span className="only-heard">{texts.unmet.filterBy(texts.pick(rule.titleVi, rule.titleEn))}. </span>
      <span className="unmet-title">{texts.pick(rule.titleVi, rule.titleEn)}</span>
      <span className="unmet-count figures">{texts.unmet.schools(rule.schools)}</span>
      <span className="unmet-bar" aria-hidden="true">
        <span style={{ inlineSize: `${(100 * rule.pointsLost) / most}%` }} />
      </span>
      <span className="unmet-why">
        {rule.rule} · {texts.unmet.clause(rule.clause)} · {texts.unmet.points(texts.number(rule.pointsLost))}
      </span>
    </button>
  );
}
