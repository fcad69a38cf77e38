import type { ComplianceStatus, OverviewQuery, RulesQuery } from '../generated/graphql.js';
import { StatusIcon } from '../parts/StatusIcon.js';
import { useGround } from '../session/MeProvider.js';
import { byName, useTexts } from '../texts/index.js';
import { schoolsTexts } from './texts.js';
import type { SchoolQueryState } from './useSchoolQuery.js';

/** Narrows a list to one ward. */
export function WardChoice({ query: { value, change } }: { query: SchoolQueryState }) {
  const texts = useTexts(schoolsTexts);
  const { ground } = useGround();
  const wards = (ground.data?.district?.wards ?? []).toSorted((a, b) => byName(a.name, b.name));
  return (
    <select
      className="tool-select"
      aria-label={texts.ward}
      value={value.ward ?? ''}
      onChange={(event) => change(() => ({ ward: event.target.value === '' ? null : event.target.value }))}
    >
      <option value="">{texts.anyWard}</option>
      {wards.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface RuleChoiceProps {
  readonly query: SchoolQueryState;
  readonly rules: RulesQuery['complianceRules'];
}

/** Narrows a list to the schools that have not met a requirement. */
export function RuleChoice({ query: { value, change }, rules }: RuleChoiceProps) {
  const shared = useTexts();
  const texts = useTexts(schoolsTexts);
  return (
    <select
      className="tool-select"
      aria-label={texts.rule}
      value={value.rule ?? ''}
      onChange={(event) => change(() => ({ rule: event.target.value === '' ? null : event.target.value }))}
    >
      <option value="">{texts.anyRule}</option>
      {rules.map((rule) => (
        <option key={rule.id} value={rule.id}>
          {`${rule.id} ${shared.pick(rule.titleVi, rule.titleEn)}`}
        </option>
      ))}
    </select>
  );
}

const order: readonly ComplianceStatus[] = ['LATE', 'AT_RISK', 'UNKNOWN', 'COMPLIANT', 'EXCLUDED'];

interface StatusChoiceProps {
  readonly query: SchoolQueryState;
  readonly counts: OverviewQuery['districtOverview']['counts'];
}

/** Narrows a list to statuses, each with the number of its schools in the district. */
export function StatusChoice({ query: { value, change }, counts }: StatusChoiceProps) {
  const shared = useTexts();
  const texts = useTexts(schoolsTexts);
  return (
    <fieldset className="status-choice">
      <legend className="only-heard">{texts.status}</legend>
      {order.map((status) => (
        <button
          key={status}
          type="button"
          className={`status-toggle tone-${status}`}
          aria-pressed={value.status.includes(status)}
          onClick={() =>
            change((before) => ({
              status: before.status.includes(status)
                ? before.status.filter((other) => other !== status)
                : [...before.status, status],
            }))
          }
        >
          <StatusIcon status={status} />
          {shared.status[status]}
          <span className="figures status-toggle-count">
            {counts.find((counted) => counted.status === status)?.count ?? ''}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
