import './charts.css';
import { useEffect, useEffectEvent, useRef } from 'react';

import { day } from '../format/date.js';
import { usePreferences } from '../preferences/Preferences.js';
import { useTexts } from '../texts/index.js';
import { coloursOf } from './colours.js';
import { init } from './echarts.js';
import { optionOf, type Series } from './option.js';

interface CurveProps {
  /** What the curve shows; its numbers stand in a table beside it, which is what screen readers get. */
  readonly name: string;
  readonly instants: readonly string[];
  readonly series: readonly Series[];
}

/** Shares in per cent over time. What is unknown is a gap, never 0. */
export function Curve({ name, instants, series }: CurveProps) {
  const texts = useTexts();
  const { theme } = usePreferences();
  const box = useRef<HTMLDivElement>(null);
  const draw = useEffectEvent((element: HTMLDivElement) => {
    const chart = init(element, null, { renderer: 'canvas' });
    const paint = (): void => {
      chart.setOption(
        optionOf({
          days: instants.map((instant) => day(instant)),
          series,
          colours: coloursOf(element),
          font: getComputedStyle(element).fontFamily,
          percent: (percent) => texts.percent({ percent }),
        }),
        { notMerge: true },
      );
    };
    paint();
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(element);
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', paint);
    return () => {
      resized.disconnect();
      system.removeEventListener('change', paint);
      chart.dispose();
    };
  });
  const key = JSON.stringify([instants, series, theme, texts.language]);
  useEffect(() => {
    if (box.current === null) return undefined;
    return draw(box.current);
    // Drawn anew when what it shows changes; `key` stands for all of that.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [key]);
  return (
    <figure className="curve-figure">
      <figcaption className="only-heard">{name}</figcaption>
      <ul className="curve-legend" aria-hidden="true">
        {series.map((one, index) => (
          <li key={one.name}>
            <span className={`curve-key curve-key-${index}`} /> {one.name}
          </li>
        ))}
      </ul>
      <div ref={box} className="curve" aria-hidden="true" />
    </figure>
  );
}
