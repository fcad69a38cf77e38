import { day } from '../format/date.js';
import type { RulesQuery } from '../generated/graphql.js';
import type { Part } from '../graph/usePart.js';
import { Panel } from '../parts/Panel.js';
import { PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useTexts } from '../texts/index.js';
import { planTexts } from './texts.js';

/** What each school is measured by: requirement, clause in its own words, weight, due and where the due comes from. */
export function RulesPanel({ rules }: { rules: Part<RulesQuery> }) {
  const shared = useTexts();
  const texts = useTexts(planTexts);
  return (
    <Panel title={texts.rules} area="rules" isBusy={rules.fetching}>
      <PartNotice part={rules} />
      {rules.data === undefined && rules.fetching && <Skeleton lines={8} />}
      {rules.data !== undefined && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- on a phone the keyboard has to reach what scrolls sideways
        <section className="plan-scroll" aria-label={texts.table} tabIndex={0}>
          <table className="numbers plan-rules">
            <thead>
              <tr>
                <th scope="col">{texts.rule}</th>
                <th scope="col">{texts.clause}</th>
                <th scope="col">{texts.weight}</th>
                <th scope="col">{texts.gate}</th>
                <th scope="col">{texts.due}</th>
                <th scope="col">{texts.basis}</th>
              </tr>
            </thead>
            <tbody>
              {rules.data.complianceRules.map((rule) => (
                <tr key={rule.id}>
                  <th scope="row">
                    <span className="figures quiet">{rule.id}</span> {shared.pick(rule.titleVi, rule.titleEn)}
                    <span className="plan-clause" lang="vi">
                      {rule.clauseText}
                    </span>
                  </th>
                  <td>
                    <span className="clause figures">{rule.clause}</span>
                  </td>
                  <td className="figures">{shared.number(rule.weight)}</td>
                  <td>{rule.gate ? texts.yes : texts.no}</td>
                  <td className="figures">{day(rule.due)}</td>
                  <td>{rule.dueBasis === 'SEED' ? texts.seed : texts.derived}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  );
}
