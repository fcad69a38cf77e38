import { day } from '../format/date.js';
import type { Task } from '../graph/types.js';
import { useTexts } from '../texts/index.js';

/** Where the plan says a task: who leads, when in its own words, what comes of it, by which clauses. */
export function TaskDetail({ id, task }: { id: string; task: Task }) {
  const texts = useTexts();
  const facts: readonly (readonly [name: string, value: string])[] = [
    [texts.timeline.lead, task.leadAsPrinted],
    [texts.timeline.coordinating, task.coordinatingAsPrinted ?? texts.timeline.noCoordinating],
    [texts.timeline.printed, task.timeAsPrinted],
    [texts.timeline.product, task.deliverableVi],
  ];
  return (
    <div className="task-detail" id={id}>
      <dl className="task-detail-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd lang="vi">{value}</dd>
          </div>
        ))}
      </dl>
      {task.taskExtensions.length > 0 && (
        <>
          <p className="task-detail-name">{texts.timeline.extensions}</p>
          <ul className="task-clauses">
            {task.taskExtensions.map(({ before, after, grantedAt, reason }) => (
              <li key={grantedAt}>
                <span className="figures">{texts.timeline.extension(day(before), day(after))}</span>{' '}
                <span className="quiet figures">({day(grantedAt)})</span> {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      {task.clauses.length > 0 && (
        <>
          <p className="task-detail-name">{texts.timeline.clauses}</p>
          <ul className="task-clauses">
            {task.clauses.map(({ id: clause, textVi }) => (
              <li key={clause} lang="vi">
                <span className="clause figures">{clause}</span> {textVi}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
