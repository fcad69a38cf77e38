import type { TimelineQuery } from '../generated/graphql.js';
import type { Part } from '../graph/usePart.js';
import { Panel } from '../parts/Panel.js';
import { isOld, PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useTexts } from '../texts/index.js';
import { Axis } from './Axis.js';
import { makeScale } from './scale.js';
import { TaskRow } from './TaskRow.js';

interface TimelinePanelProps {
  readonly timeline: Part<TimelineQuery>;
  /** The instant by which the hub judges deadlines. */
  readonly now: Date | null;
}

/** The plan's tasks over time: planned, done, and where today is. */
export function TimelinePanel({ timeline, now }: TimelinePanelProps) {
  const texts = useTexts();
  const data = timeline.data?.timeline;
  const today = now ?? (data === undefined ? null : new Date(data.now));
  const scale = data === undefined || data.tasks.length === 0 ? null : makeScale(data.tasks, today);
  return (
    <Panel
      title={texts.timeline.title}
      area="timeline"
      isBusy={timeline.fetching}
      isOld={isOld(timeline)}
      aside={<Legend />}
    >
      <PartNotice part={timeline} />
      {data === undefined && timeline.fetching && <Skeleton lines={7} />}
      {data?.tasks.length === 0 && <p className="empty">{texts.timeline.empty}</p>}
      {data !== undefined && scale !== null && (
        <div className="gantt">
          <Axis scale={scale} today={today} />
          <ol className="tasks">
            {data.tasks.map((task) => (
              <TaskRow key={task.id} task={task} scale={scale} today={today} />
            ))}
          </ol>
        </div>
      )}
    </Panel>
  );
}

function Legend() {
  const texts = useTexts();
  const { planned, extended, actual, overdue, due } = texts.timeline.legend;
  return (
    <ul className="legend" aria-hidden="true">
      <li>
        <span className="key key-planned" /> {planned}
      </li>
      <li>
        <span className="key key-extended" /> {extended}
      </li>
      <li>
        <span className="key key-actual" /> {actual}
      </li>
      <li>
        <span className="key key-overdue" /> {overdue}
      </li>
      <li>
        <span className="key key-due" /> {due}
      </li>
    </ul>
  );
}
