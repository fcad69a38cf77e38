import type { MySchoolQuery } from '../../generated/graphql.js';
import { Meter } from '../../parts/Meter.js';
import { StatusBadge } from '../../parts/StatusBadge.js';
import { useTexts } from '../../texts/index.js';
import { homeWords } from './texts.js';

type School = NonNullable<MySchoolQuery['school']>;

/** Where the school stands in the office's eyes; declared and verified are always two. */
export function Standing({
  compliance,
  checklist,
}: {
  compliance: NonNullable<School['compliance']>;
  checklist: School['checklist'];
}) {
  const shared = useTexts();
  const words = useTexts(homeWords);
  const said = (isReady: boolean): string => (isReady ? words.yes : words.no);
  return (
    <section className="panel standing" aria-labelledby="standing-title">
      <div className="panel-head">
        <h2 id="standing-title">{words.standing}</h2>
        <StatusBadge status={compliance.status} />
      </div>
      <dl>
        <div>
          <dt>{words.score}</dt>
          <dd className="figures">
            {shared.percent(compliance.score)} <Meter share={compliance.score} tone="declared" />
          </dd>
        </div>
        <div>
          <dt>
            {words.ready} · {words.declared}
          </dt>
          <dd>{said(compliance.readyDeclared)}</dd>
        </div>
        <div>
          <dt>
            {words.ready} · {words.verified}
          </dt>
          <dd>{said(compliance.readyVerified)}</dd>
        </div>
      </dl>
      {checklist !== null && (
        <p className="quiet">{checklist.isSubmitted ? words.submitted : words.notSubmitted}</p>
      )}
    </section>
  );
}
