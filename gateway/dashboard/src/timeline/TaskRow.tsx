import { useId, useState } from 'react';

import { day, shortDay } from '../format/date.js';
import type { Task } from '../graph/types.js';
import { useTexts, type Texts } from '../texts/index.js';
import { Bars } from './Bars.js';
import type { Scale } from './scale.js';
import { TaskDetail } from './TaskDetail.js';

/** One task: its name, due and state in words, and the same as bars; opened, where the plan says it. */
export function TaskRow({ task, scale, today }: { task: Task; scale: Scale; today: Date | null }) {
  const texts = useTexts();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const isExtended = task.due !== task.originalDue;
  return (
    <li className={isOpen ? 'task task-open' : 'task'} data-task={task.id} data-state={task.state}>
      <div className="task-name">
        <button
          type="button"
          className="task-title"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="task-id figures">{task.id}</span>
          <span className="task-words">{texts.pick(task.titleVi, task.titleEn)}</span>
        </button>
        <p className="task-facts">
          <TaskStateTag task={task} />
          {task.doneAt !== null && <span className="figures">{day(task.doneAt)}</span>}
          <span className="figures">{texts.timeline.due(day(task.due))}</span>
          {isExtended && (
            <span className="figures quiet">({texts.timeline.extended(shortDay(task.originalDue))})</span>
          )}
          <span className="only-heard">
            {texts.timeline.planned(day(task.plannedStart), day(task.due))}. {actual(task, texts)}.
          </span>
        </p>
        {task.warnings.map(({ code, messageVi, messageEn }) => (
          <p key={code} className="task-warning">
            <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
              <path d="M8 2 15 14H1zM8 6.5v3.5M8 12v.2" />
            </svg>
            {texts.pick(messageVi, messageEn)}
          </p>
        ))}
      </div>
      <Bars task={task} scale={scale} today={today} />
      {isOpen && <TaskDetail id={id} task={task} />}
    </li>
  );
}

function TaskStateTag({ task }: { task: Task }) {
  const texts = useTexts();
  if (task.isOverdue)
    return <span className="task-state task-state-overdue">{texts.timeline.overdue(task.daysOverdue)}</span>;
  return <span className={`task-state task-state-${task.state}`}>{texts.taskState[task.state]}</span>;
}

function actual({ startedAt, doneAt }: Task, texts: Texts): string {
  if (startedAt === null) return texts.timeline.notStarted;
  if (doneAt === null) return texts.timeline.running(day(startedAt));
  return texts.timeline.done(day(startedAt), day(doneAt));
}
