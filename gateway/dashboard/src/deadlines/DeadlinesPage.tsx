import { useState } from 'react';
import { Link } from 'react-router';

import '../forms/forms.css';
import '../forms/lists.css';
import { day } from '../format/date.js';
import { DeadlinesDocument } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import { Panel } from '../parts/Panel.js';
import { PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { ExtendSchool } from './ExtendSchool.js';
import { ExtendTask, type Task } from './ExtendTask.js';
import { deadlineTexts } from './texts.js';

/** The deadlines of the plan and who was given more time, by how much and why. */
export function DeadlinesPage() {
  const shared = useTexts();
  const texts = useTexts(deadlineTexts);
  const [asked, setAsked] = useState<'school' | Task | null>(null);
  const [done, setDone] = useState('');
  const part = usePart(DeadlinesDocument, {});
  useRefreshOnHeard(
    ({ type }) => type.startsWith('rollout.deadline') || type.startsWith('rollout.task'),
    part.refresh,
  );
  const tasks = part.data?.timeline.tasks ?? [];
  const rules = part.data?.complianceRules ?? [];
  const extensions = tasks
    .flatMap((task) => task.extensions)
    .toSorted((a, b) => Date.parse(b.grantedAt) - Date.parse(a.grantedAt));
  const titleOf = (rule: string): string => {
    const known = rules.find(({ id }) => id === rule);
    return known === undefined ? rule : `${rule} · ${shared.pick(known.titleVi, known.titleEn)}`;
  };
  const finish = (): void => {
    setDone(texts.done);
    void part.refresh();
  };

  return (
    <>
      <PageHead title={texts.title} lead={texts.lead}>
        <button
          type="button"
          className="button button-main"
          disabled={rules.length === 0}
          onClick={() => setAsked('school')}
        >
          {texts.extendSchool}
        </button>
      </PageHead>
      <output className={done === '' ? 'only-heard' : 'notice notice-plain done'}>{done}</output>
      <PartNotice part={part} />
      {part.data === undefined && part.problem === null && <Skeleton lines={8} />}
      {part.data !== undefined && (
        <div className="stack">
          <Panel title={texts.tasks} area="tasks">
            <table className="grid-table">
              <caption className="only-heard">{texts.tasks}</caption>
              <thead>
                <tr>
                  <th scope="col">{texts.task}</th>
                  <th scope="col">{texts.original}</th>
                  <th scope="col">{texts.due}</th>
                  <th scope="col">{texts.state}</th>
                  <th scope="col">{texts.deeds}</th>
                </tr>
              </thead>
              <tbody>
                {tasks.map((task) => (
                  <tr key={task.id} data-task={task.id}>
                    <th scope="row">
                      {task.id} · {shared.pick(task.titleVi, task.titleEn)}
                    </th>
                    <td className="figures" data-head={texts.original}>
                      {day(task.originalDue)}
                    </td>
                    <td className="figures" data-head={texts.due}>
                      {day(task.due)}
                      {task.isOverdue && <span className="tag tag-stale">{texts.overdue}</span>}
                      {task.taskExtensions.map(({ grantedAt, reason }) => (
                        <span key={grantedAt} className="under quiet">
                          {day(grantedAt)}: {reason}
                        </span>
                      ))}
                    </td>
                    <td data-head={texts.state}>{shared.taskState[task.state]}</td>
                    <td>
                      {task.state !== 'CONFIRMED' && task.state !== 'CANCELLED' && (
                        <button
                          type="button"
                          className="button button-small"
                          aria-label={texts.extendTask(task.id)}
                          onClick={() => setAsked(task)}
                        >
                          {texts.extend}
                        </button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Panel>
          <Panel title={texts.schools} area="extensions">
            {extensions.length === 0 ? (
              <p className="empty">{texts.noExtensions}</p>
            ) : (
              <table className="grid-table">
                <caption className="only-heard">{texts.schools}</caption>
                <thead>
                  <tr>
                    <th scope="col">{texts.school}</th>
                    <th scope="col">{texts.rule}</th>
                    <th scope="col">{texts.change}</th>
                    <th scope="col">{texts.reason}</th>
                    <th scope="col">{texts.granted}</th>
                  </tr>
                </thead>
                <tbody>
                  {extensions.map(({ school, rule, before, after, reason, grantedAt }) => (
                    <tr key={`${school.code}-${rule}-${grantedAt}`} data-extension={`${school.code}:${rule}`}>
                      <th scope="row">
                        <Link to={`/schools/${school.code}`}>
                          {school.name ?? shared.table.unnamed(school.code)}
                        </Link>
                      </th>
                      <td>{titleOf(rule)}</td>
                      <td className="figures">
                        {day(before)} → {day(after)}
                      </td>
                      <td className="words">{reason}</td>
                      <td className="figures" data-head={texts.granted}>
                        {day(grantedAt)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Panel>
        </div>
      )}
      {asked === 'school' && <ExtendSchool rules={rules} onDone={finish} onClose={() => setAsked(null)} />}
      {asked !== null && asked !== 'school' && (
        <ExtendTask task={asked} onDone={finish} onClose={() => setAsked(null)} />
      )}
    </>
  );
}
