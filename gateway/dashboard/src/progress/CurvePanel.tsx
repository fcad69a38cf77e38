import { lazy, Suspense } from 'react';

import { day } from '../format/date.js';
import type { Share } from '../format/number.js';
import type { Part } from '../graph/usePart.js';
import { Panel } from '../parts/Panel.js';
import { isOld } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useTexts } from '../texts/index.js';
import { progressTexts } from './texts.js';

/** The chart library is larger than the rest of the page: loaded beside the numbers, not before them. */
const Curve = lazy(async () => ({ default: (await import('../charts/Curve.js')).Curve }));

interface CurvePoint {
  readonly at: string;
  /** One for each name; null where nothing was known. */
  readonly shares: readonly (Share | null)[];
  readonly beside: string;
}

interface CurvePanelProps {
  readonly title: string;
  readonly part: Part<unknown>;
  readonly points: readonly CurvePoint[];
  readonly names: readonly string[];
  readonly besideName: string;
}

/** Shares over weeks as a curve, and the same as a table. */
export function CurvePanel({ title, part, points, names, besideName }: CurvePanelProps) {
  const shared = useTexts();
  const texts = useTexts(progressTexts);
  return (
    <Panel title={title} area="curve" isBusy={part.fetching} isOld={isOld(part)}>
      {points.length === 0 && part.fetching && <Skeleton lines={8} />}
      {points.length > 0 && (
        <>
          <Suspense fallback={<Skeleton lines={8} />}>
            <Curve
              name={title}
              instants={points.map(({ at }) => at)}
              series={names.map((name, index) => ({
                name,
                values: points.map(({ shares }) => shares[index]?.percent ?? null),
              }))}
            />
          </Suspense>
          <details className="curve-numbers">
            <summary>{texts.numbers}</summary>
            <table className="numbers">
              <caption className="only-heard">{title}</caption>
              <thead>
                <tr>
                  <th scope="col">{texts.week}</th>
                  {names.map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                  <th scope="col">{besideName}</th>
                </tr>
              </thead>
              <tbody>
                {points.map(({ at, shares, beside }) => (
                  <tr key={at}>
                    <th scope="row" className="figures">
                      {day(at)}
                    </th>
                    {names.map((name, index) => (
                      <td key={name} className="figures">
                        {shares[index] == null ? (
                          shared.noValue
                        ) : (
                          <>
                            {shared.percent(shares[index])}{' '}
                            <span className="quiet">
                              {shared.number(shares[index].numerator)}/
                              {shared.number(shares[index].denominator)}
                            </span>
                          </>
                        )}
                      </td>
                    ))}
                    <td className="figures">{beside}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </Panel>
  );
}
