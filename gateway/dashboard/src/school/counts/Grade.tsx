import { dayAndMinute } from '../../format/date.js';
import type { GradeCountsFragment } from '../../generated/graphql.js';
import { useTexts } from '../../texts/index.js';
import { GradeForm } from './GradeForm.js';
import type { GradeProps } from './gradeProps.js';
import { countWords } from './texts.js';

/** One grade: how far it is, and behind that its numbers. */
export function Grade(props: GradeProps) {
  const shared = useTexts();
  const words = useTexts(countWords);
  const { school, grade, enrolled } = props;
  const { accepted, updatedAt } = grade;
  return (
    <details className="panel grade" data-grade={grade.grade} open={!school.mayCount || undefined}>
      <summary>
        <h2>{words.grade(grade.grade)}</h2>
        <span className="quiet">
          {enrolled !== null && `${words.pupils(enrolled.pupils, enrolled.classes)} · `}
          {accepted === null ? words.notReported : words.accepted(shared.percent(accepted))}
        </span>
      </summary>
      {updatedAt !== null && <p className="quiet">{words.reported(dayAndMinute(updatedAt))}</p>}
      {school.mayCount ? <GradeForm {...props} /> : <States grade={grade} />}
    </details>
  );
}

function States({ grade }: { grade: GradeCountsFragment }) {
  const words = useTexts(countWords);
  return (
    <dl className="facts">
      {grade.byState
        .filter(({ count }) => count > 0)
        .map(({ state, count }) => (
          <div key={state}>
            <dt>{words.state[state]}</dt>
            <dd className="figures">{count}</dd>
          </div>
        ))}
    </dl>
  );
}
