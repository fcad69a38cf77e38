import './season.css';
import { useEffect, useEffectEvent, useId, useState } from 'react';

import { useTexts } from '../texts/index.js';
import { daysAfter, plusDays, saidDay, type Day } from './day.js';
import { seasonTexts } from './texts.js';
import type { AsOf } from './useAsOf.js';
import { useSeason } from './useSeason.js';

/** The graph is asked where the slider rests, not for every day that it passes. */
const RESTED_FOR_MS = 120;

/** Chooses the day that a page shows, over the whole season; its right end is now, live. */
export function SeasonSlider({ asOf }: { asOf: AsOf }) {
  const texts = useTexts(seasonTexts);
  return <DaySlider name={texts.label} day={asOf.day} onChange={asOf.change} />;
}

interface DaySliderProps {
  readonly name: string;
  /** Null for now. */
  readonly day: Day | null;
  readonly onChange: (day: Day | null) => void;
}

/** A day of the season by mouse, finger or arrow keys; nothing before the season has begun. */
export function DaySlider({ name, day, onChange }: DaySliderProps) {
  const texts = useTexts(seasonTexts);
  const id = useId();
  const season = useSeason();
  const last = season === null ? 0 : daysAfter(season.first, season.today);
  const told =
    season === null || day === null ? last : Math.min(last, Math.max(0, daysAfter(season.first, day)));
  const [moved, setMoved] = useState<number | null>(null);
  const place = moved ?? told;

  const tell = useEffectEvent((days: number) => {
    setMoved(null);
    if (season !== null) onChange(days === last ? null : plusDays(season.first, days));
  });
  useEffect(() => {
    if (moved === null) return undefined;
    const timer = setTimeout(() => tell(moved), RESTED_FOR_MS);
    return () => clearTimeout(timer);
  }, [moved]);

  if (season === null || last === 0) return null;
  const said = place === last ? texts.now : saidDay(plusDays(season.first, place));
  const step = (by: number): void => setMoved(Math.min(last, Math.max(0, place + by)));
  return (
    <div className="season">
      <label htmlFor={id} className="season-name">
        {name}
      </label>
      <button type="button" className="season-step" disabled={place === 0} onClick={() => step(-1)}>
        <span className="only-heard">{`${name}: ${texts.earlier}`}</span>
        <Arrow d="M10 3 5 8l5 5" />
      </button>
      <input
        id={id}
        type="range"
        min={0}
        max={last}
        value={place}
        aria-valuetext={place === last ? texts.live : said}
        onChange={(event) => setMoved(Number(event.target.value))}
      />
      <button type="button" className="season-step" disabled={place === last} onClick={() => step(1)}>
        <span className="only-heard">{`${name}: ${texts.later}`}</span>
        <Arrow d="m6 3 5 5-5 5" />
      </button>
      <output htmlFor={id} className="season-said figures" data-testid="as-of">
        {said}
      </output>
    </div>
  );
}

function Arrow({ d }: { d: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={d} />
    </svg>
  );
}

/** Says that a page shows a past day, and leads back; nothing while it shows now. */
export function PastNotice({ asOf }: { asOf: AsOf }) {
  const texts = useTexts(seasonTexts);
  if (asOf.day === null) return null;
  return (
    <div className="notice notice-plain">
      <output>{texts.past(saidDay(asOf.day))}</output>
      <button type="button" className="button button-small" onClick={() => asOf.change(null)}>
        {texts.back}
      </button>
    </div>
  );
}
