import { useState } from 'react';
import { Link } from 'react-router';

import '../forms/forms.css';
import '../forms/lists.css';
import { BudgetDocument } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import { Panel } from '../parts/Panel.js';
import { PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useMe } from '../session/MeProvider.js';
import { office, type Role } from '../session/roles.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { EditLine, type BudgetLine } from './EditLine.js';
import { budgetTexts } from './texts.js';

/** What the rollout costs: planned and spent, by source; more spent than planned is a warning, not a refusal. */
export function BudgetPage() {
  const shared = useTexts();
  const texts = useTexts(budgetTexts);
  const isOffice = office.includes(useMe().role as Role);
  const [asked, setAsked] = useState<'new' | BudgetLine | null>(null);
  const [done, setDone] = useState('');
  const part = usePart(BudgetDocument, {});
  useRefreshOnHeard(({ type }) => type.startsWith('rollout.budget'), part.refresh);
  const budget = part.data?.budget;

  return (
    <>
      <PageHead title={texts.title} lead={texts.lead}>
        {isOffice && (
          <button type="button" className="button button-main" onClick={() => setAsked('new')}>
            {texts.add}
          </button>
        )}
      </PageHead>
      <output className={done === '' ? 'only-heard' : 'notice notice-plain done'}>{done}</output>
      <Panel title={texts.lines} area="budget">
        <PartNotice part={part} />
        {budget === undefined && part.problem === null && <Skeleton lines={6} />}
        {budget?.lines.length === 0 && <p className="empty">{texts.none}</p>}
        {budget !== undefined && budget.lines.length > 0 && (
          <table className="grid-table">
            <caption className="only-heard">{texts.lines}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.activity}</th>
                <th scope="col">{texts.whose}</th>
                <th scope="col">{texts.sourceLabel}</th>
                <th scope="col" className="amount">
                  {texts.planned}
                </th>
                <th scope="col" className="amount">
                  {texts.spent}
                </th>
                {isOffice && <th scope="col">{texts.deeds}</th>}
              </tr>
            </thead>
            <tbody>
              {budget.lines.map((line) => (
                <tr key={line.id} data-line={line.id}>
                  <th scope="row">
                    {line.activity}
                    {line.isOverspent && <span className="tag tag-stale">{texts.overspent}</span>}
                    {line.note !== null && <span className="under quiet">{line.note}</span>}
                  </th>
                  <td>
                    {line.school === null ? (
                      texts.ours
                    ) : (
                      <Link to={`/schools/${line.school.code}`}>
                        {line.school.name ?? shared.table.unnamed(line.school.code)}
                      </Link>
                    )}
                  </td>
                  <td>{texts.source[line.source]}</td>
                  <td className="amount" data-head={texts.planned}>
                    {shared.number(line.planned)}
                  </td>
                  <td className="amount" data-head={texts.spent}>
                    {shared.number(line.spent)}
                  </td>
                  {isOffice && (
                    <td>
                      <button
                        type="button"
                        className="button button-small"
                        aria-label={texts.editLine(line.activity)}
                        onClick={() => setAsked(line)}
                      >
                        {texts.edit}
                      </button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
            <tfoot>
              {[...budget.bySource, { ...budget.total, source: null }].map(({ source, planned, spent }) => (
                <tr key={source ?? 'all'} data-total={source ?? 'all'}>
                  <th scope="row" colSpan={3}>
                    {source === null ? texts.total : texts.source[source]}
                  </th>
                  <td className="amount" data-head={texts.planned}>
                    {shared.number(planned)}
                  </td>
                  <td className="amount" data-head={texts.spent}>
                    {shared.number(spent)}
                  </td>
                </tr>
              ))}
            </tfoot>
          </table>
        )}
      </Panel>
      {asked !== null && (
        <EditLine
          line={asked === 'new' ? null : asked}
          onDone={(warnings) => {
            setDone([texts.saved, ...warnings].join(' '));
            void part.refresh();
          }}
          onRefused={() => void part.refresh()}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
