import type { FunnelQuery, RecordState } from '../generated/graphql.js';
import { useTexts } from '../texts/index.js';
import { stages, stageOf } from './stages.js';
import { progressTexts } from './texts.js';

type Progress = FunnelQuery['recordProgress'];
type ByState = Progress['byState'];

/** How far each grade's records are on their way, as a bar of stages and as numbers. */
export function Funnel({ progress }: { progress: Progress }) {
  const shared = useTexts();
  const texts = useTexts(progressTexts);
  const present = [...new Set(progress.byState.filter(({ count }) => count > 0).map(({ state }) => state))];
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- on a phone the keyboard has to reach what scrolls sideways */}
      <section className="funnel-scroll" aria-label={texts.byState} tabIndex={0}>
        <table className="numbers funnel">
          <thead>
            <tr>
              <th scope="col">{texts.gradeHead}</th>
              <th scope="col">{texts.eligible}</th>
              <th scope="col">{texts.accepted}</th>
              <th scope="col" className="funnel-wide">
                {texts.byState}
              </th>
              <th scope="col">{texts.deferred}</th>
            </tr>
          </thead>
          <tbody>
            {progress.grades.map(({ grade, eligible, accepted, deferred, byState }) => (
              <tr key={grade} data-grade={grade}>
                <th scope="row">{texts.grade(grade)}</th>
                <td className="figures">
                  {eligible === null ? texts.gradeUnknown : shared.number(eligible)}
                </td>
                <td className="figures">{accepted === null ? shared.noValue : shared.percent(accepted)}</td>
                <td className="funnel-wide">
                  {eligible !== null && <StageBar byState={byState} whole={eligible} />}
                </td>
                <td className="figures">{deferred === null ? shared.noValue : shared.number(deferred)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{texts.all}</th>
              <td className="figures">{shared.number(progress.eligible)}</td>
              <td className="figures">{shared.percent(progress.accepted)}</td>
              <td className="funnel-wide">
                <StageBar byState={progress.byState} whole={progress.eligible} />
              </td>
              <td className="figures">{shared.number(progress.deferred)}</td>
            </tr>
          </tfoot>
        </table>
      </section>
      <ul className="funnel-legend" aria-hidden="true">
        {present.map((state) => (
          <li key={state}>
            <span className={`funnel-key stage-${stageOf(state)}`} /> {texts.state[state]}
          </li>
        ))}
      </ul>
      {progress.unreported > 0 && (
        <p className="funnel-missing">{texts.missing(shared.number(progress.unreported))}</p>
      )}
    </>
  );
}

/** A part that is narrower than this share of its bar has no room for its number; the number is in its words. */
const NARROW = 0.04;

/** One grade's records by state, in the order of their way; each part says itself in words. */
function StageBar({ byState, whole }: { byState: ByState; whole: number }) {
  const shared = useTexts();
  const texts = useTexts(progressTexts);
  const inOrder = stages
    .flatMap(({ states }) => states)
    .flatMap((state: RecordState) =>
      byState.filter((counted) => counted.state === state && counted.count > 0),
    );
  return (
    <ul className="stage-bar">
      {inOrder.map(({ state, count }) => {
        const said = `${texts.state[state]}: ${shared.number(count)}`;
        return (
          <li
            key={state}
            className={`stage stage-${stageOf(state)}`}
            style={{ inlineSize: `${(100 * count) / Math.max(1, whole)}%` }}
            title={said}
          >
            {count > NARROW * whole && <span aria-hidden="true">{shared.number(count)}</span>}
            <span className="only-heard">{said}</span>
          </li>
        );
      })}
    </ul>
  );
}
