import { Link } from 'react-router';

import { day } from '../format/date.js';
import type { RecommendationsQuery } from '../generated/graphql.js';
import { useTexts } from '../texts/index.js';
import { recommendationTexts } from './texts.js';

export type Recommendation = RecommendationsQuery['recommendations']['nodes'][number];
export type Deed = 'accept' | 'decline' | 'answer';

interface RecommendationCardProps {
  readonly recommendation: Recommendation;
  /** Whether the one who looks decides on it. */
  readonly isOurs: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (isSelected: boolean) => void;
  readonly onDeed: (deed: Deed) => void;
}

/** A recommendation with its way: what it rests on, what the office said, and in what it went on to the city. */
export function RecommendationCard(props: RecommendationCardProps) {
  const { recommendation, isOurs, isSelected, onSelect, onDeed } = props;
  const shared = useTexts();
  const texts = useTexts(recommendationTexts);
  const { id, school, text, state, direction, sentAt, decisionReply, answer, answeredAt } = recommendation;
  const whose = nameOf(school) ?? texts.ours;
  return (
    <li className="recommendation" data-recommendation={id} id={`kien-nghi-${id}`}>
      {isOurs && mayForward(recommendation) && (
        <label className="recommendation-pick">
          <input
            type="checkbox"
            aria-label={texts.select(whose)}
            checked={isSelected}
            onChange={(event) => onSelect(event.target.checked)}
          />
        </label>
      )}
      <div className="recommendation-body">
        <p className="recommendation-head">
          {school === null ? (
            <strong>{texts.ours}</strong>
          ) : (
            <Link to={`/schools/${school.code}`}>{whose}</Link>
          )}
          <span className={`tag state-${state}`}>{texts.state[state]}</span>
          {sentAt !== null && <span className="quiet figures">{texts.sentAt(day(sentAt))}</span>}
        </p>
        <p className="words">{text}</p>
        {decisionReply !== null && <Said head={texts.reply} text={decisionReply} />}
        {answer !== null && answeredAt !== null && (
          <Said head={`${texts.answer}, ${day(answeredAt)}`} text={answer} />
        )}
        <Links head={texts.basis} links={recommendation.sourceRecommendations} />
        {recommendation.sourceDifficulties.length > 0 && (
          <p className="recommendation-links">
            {texts.basis}:{' '}
            {recommendation.sourceDifficulties.map((difficulty) => (
              <Link key={difficulty.id} to={`/difficulties?loc=tat-ca&chon=${difficulty.id}`}>
                {nameOf(difficulty.school) ?? shared.noValue}
              </Link>
            ))}
          </p>
        )}
        <Links head={texts.followed} links={recommendation.followedBy} />
        {isOurs && (
          <span className="row-deeds">
            {deedsFor(recommendation).map((deed) => (
              <button
                key={deed}
                type="button"
                className="button button-small"
                aria-label={`${texts[nameOfDeed(deed, direction)]}: ${whose}`}
                onClick={() => onDeed(deed)}
              >
                {texts[nameOfDeed(deed, direction)]}
              </button>
            ))}
          </span>
        )}
      </div>
    </li>
  );
}

/** Sent by a school, or accepted: may go on to the city. */
export function mayForward({ direction, state }: Pick<Recommendation, 'direction' | 'state'>): boolean {
  return direction === 'SCHOOL_TO_DISTRICT' && (state === 'SENT' || state === 'ACCEPTED');
}

function deedsFor({ direction, state }: Recommendation): readonly Deed[] {
  if (direction === 'DISTRICT_TO_CITY') return state === 'SENT' ? ['answer'] : [];
  switch (state) {
    case 'SENT':
      return ['accept', 'decline', 'answer'];
    case 'ACCEPTED':
    case 'FORWARDED':
      return ['answer'];
    case 'DRAFT':
    case 'DECLINED':
    case 'ANSWERED':
      return [];
    default:
      return state satisfies never;
  }
}

function nameOfDeed(deed: Deed, direction: Recommendation['direction']) {
  if (deed !== 'answer') return deed;
  return direction === 'DISTRICT_TO_CITY' ? 'cityAnswer' : 'answerDeed';
}

function Said({ head, text }: { head: string; text: string }) {
  return (
    <blockquote className="said">
      <p className="said-head">{head}</p>
      <p className="words">{text}</p>
    </blockquote>
  );
}

function Links({ head, links }: { head: string; links: Recommendation['followedBy'] }) {
  const texts = useTexts(recommendationTexts);
  if (links.length === 0) return null;
  return (
    <p className="recommendation-links">
      {head}:{' '}
      {links.map(({ id, school, state, direction }) => (
        <Link
          key={id}
          to={`/recommendations?loc=${direction === 'DISTRICT_TO_CITY' ? 'gui-so' : 'cua-truong'}#kien-nghi-${id}`}
        >
          {nameOf(school) ?? texts.toCity} ({texts.state[state]})
        </Link>
      ))}
    </p>
  );
}

const nameOf = (school: { name: string | null; code: string } | null): string | null =>
  school === null ? null : (school.name ?? school.code);
