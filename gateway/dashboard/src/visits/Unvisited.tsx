import { useState } from 'react';
import { Link } from 'react-router';

import { day } from '../format/date.js';
import { More } from '../forms/More.js';
import type { PickedSchool } from '../forms/SchoolPicker.js';
import type { VisitPlanQuery } from '../generated/graphql.js';
import type { Part } from '../graph/usePart.js';
import { Meter } from '../parts/Meter.js';
import { Panel } from '../parts/Panel.js';
import { PartNotice } from '../parts/PartNotice.js';
import { useTexts } from '../texts/index.js';
import { visitTexts } from './texts.js';

interface UnvisitedProps {
  readonly part: Part<VisitPlanQuery>;
  readonly onPlan: (school: PickedSchool) => void;
  readonly onMore: () => void;
}

/** How many schools have been visited, and which have not: each is one press from being planned. */
export function Unvisited({ part, onPlan, onMore }: UnvisitedProps) {
  const shared = useTexts();
  const texts = useTexts(visitTexts);
  const plan = part.data?.visitPlan;
  const [isOpen, setOpen] = useState(true);
  return (
    <Panel title={texts.unvisited} area="unvisited">
      <PartNotice part={part} />
      {plan !== undefined && (
        <>
          <p className="figures">
            {texts.visited(plan.visited.numerator, plan.visited.denominator)}
            {plan.due !== null && `, ${texts.by(day(plan.due))}`} · {shared.percent(plan.visited)}
          </p>
          <Meter share={plan.visited} tone="verified" />
          {plan.schools.totalCount === 0 && <p className="empty">{texts.allVisited}</p>}
          {plan.schools.totalCount > 0 && (
            <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
              <summary className="figures">
                {texts.unvisited}: {plan.schools.totalCount}
              </summary>
              <ul className="unvisited">
                {plan.schools.nodes.map(({ school, plannedOn, isOverdue }) => {
                  const name = school.name ?? shared.table.unnamed(school.code);
                  return (
                    <li key={school.code}>
                      <Link to={`/schools/${school.code}`}>{name}</Link>
                      <span className="quiet figures">
                        {plannedOn === null ? texts.notPlanned : texts.nextOn(day(plannedOn))}
                        {isOverdue && <span className="tag tag-stale">{texts.overdue}</span>}
                      </span>
                      {plannedOn === null && (
                        <button
                          type="button"
                          className="button button-small"
                          aria-label={texts.planHere(name)}
                          onClick={() => onPlan({ code: school.code, name })}
                        >
                          {texts.planShort}
                        </button>
                      )}
                    </li>
                  );
                })}
              </ul>
              <More count={plan.schools.nodes.length} total={plan.schools.totalCount} onMore={onMore} />
            </details>
          )}
        </>
      )}
    </Panel>
  );
}
