import { day, shortDay } from '../format/date.js';
import { useTexts } from '../texts/index.js';
import type { Scale } from './scale.js';

/** The months above the bars, and today's date above its line. */
export function Axis({ scale, today }: { scale: Scale; today: Date | null }) {
  const texts = useTexts();
  const place = scale.at(today);
  return (
    <div className="axis">
      {today !== null && (
        <p className="only-heard">
          {texts.timeline.today} {day(today)}
        </p>
      )}
      <div className="axis-track" aria-hidden="true">
        {scale.months.map(({ name, from, length }) => (
          <span
            key={name}
            className="axis-month figures"
            style={{ insetInlineStart: `${from}%`, inlineSize: `${length}%` }}
          >
            {name}
          </span>
        ))}
        {place !== null && today !== null && (
          <span
            className={`axis-today figures${place > 80 ? ' axis-today-late' : ''}`}
            data-testid="today"
            style={{ insetInlineStart: `${place}%` }}
          >
            {texts.timeline.today} {shortDay(today)}
          </span>
        )}
      </div>
    </div>
  );
}

/** The lines behind a task's bars: months, weeks, today. */
export function Grid({ scale, today }: { scale: Scale; today: Date | null }) {
  const place = scale.at(today);
  return (
    <>
      {scale.weeks.map((at) => (
        <span key={at} className="grid-week" style={{ insetInlineStart: `${at}%` }} />
      ))}
      {scale.months.slice(1).map(({ name, from }) => (
        <span key={name} className="grid-month" style={{ insetInlineStart: `${from}%` }} />
      ))}
      {place !== null && <span className="grid-today" style={{ insetInlineStart: `${place}%` }} />}
    </>
  );
}
