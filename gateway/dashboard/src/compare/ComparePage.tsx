import './compare.css';
import { daysAfter, plusDays, type Day } from '../season/day.js';
import { DaySlider } from '../season/SeasonSlider.js';
import { useAsOf, type AsOf } from '../season/useAsOf.js';
import { useSeason, type Season } from '../season/useSeason.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { Comparison } from './Comparison.js';
import { compareTexts } from './texts.js';

const DAYS_BACK = 14;

/** What changed between two days of the season. */
export function ComparePage() {
  const texts = useTexts(compareTexts);
  const season = useSeason();
  const from = useAsOf('tu');
  const to = useAsOf('den');
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead} />
      {season !== null && <Chosen season={season} from={from} to={to} />}
    </>
  );
}

function Chosen({ season, from, to }: { season: Season; from: AsOf; to: AsOf }) {
  const texts = useTexts(compareTexts);
  const last = to.day ?? season.today;
  const first = from.day ?? latest(season.first, plusDays(last, -DAYS_BACK));
  const isWrong = daysAfter(first, last) < 0;
  return (
    <>
      <div className="compare-days">
        <DaySlider name={texts.from} day={first} onChange={(day) => from.change(day ?? season.today)} />
        <DaySlider name={texts.to} day={to.day} onChange={to.change} />
      </div>
      {isWrong ? (
        <p className="notice notice-warn" role="alert">
          {texts.wrong}
        </p>
      ) : (
        <Comparison first={first} last={last === season.today ? null : last} />
      )}
    </>
  );
}

const latest = (left: Day, right: Day): Day => (left > right ? left : right);
