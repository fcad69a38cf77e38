import { day } from '../format/date.js';
import type { Task } from '../graph/types.js';
import { useTexts } from '../texts/index.js';
import { Grid } from './Axis.js';
import type { Scale, Span } from './scale.js';

const place = ({ from, length }: Span) => ({ insetInlineStart: `${from}%`, inlineSize: `${length}%` });

/** A task's planned and actual time as bars. The row says the same in words, so this is only for the eye. */
export function Bars({ task, scale, today }: { task: Task; scale: Scale; today: Date | null }) {
  const texts = useTexts();
  const { plannedStart, originalDue, due, startedAt, doneAt, isOverdue, state } = task;
  const end = doneAt ?? today;
  const due100 = scale.at(due);
  return (
    <div className="track" aria-hidden="true" title={texts.timeline.planned(day(plannedStart), day(due))}>
      <Grid scale={scale} today={today} />
      <span className="bar bar-planned" style={place(scale.span(plannedStart, originalDue))} />
      {due !== originalDue && (
        <span className="bar bar-extended" style={place(scale.span(originalDue, due))} />
      )}
      {startedAt !== null && end !== null && (
        <span className={`bar bar-actual bar-${state}`} style={place(scale.span(startedAt, end))} />
      )}
      {isOverdue && today !== null && (
        <span className="bar bar-overdue" style={place(scale.span(due, today))} />
      )}
      {due100 !== null && <span className="bar-due" style={{ insetInlineStart: `${due100}%` }} />}
    </div>
  );
}
