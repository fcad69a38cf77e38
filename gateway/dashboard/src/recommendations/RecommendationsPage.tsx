import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { Ask } from '../forms/Ask.js';

import '../forms/forms.css';
import '../forms/lists.css';
import './recommendations.css';
import { More } from '../forms/More.js';
import { whyNot } from '../forms/Refusal.js';
import { Segments } from '../forms/Segments.js';
import {
  AnswerRecommendationDocument,
  DecideRecommendationDocument,
  ForwardRecommendationsDocument,
  RecommendationsDocument,
  SendRecommendationDocument,
  type RecommendationFilter,
} from '../generated/graphql.js';
import type { Problem } from '../graph/problem.js';
import { usePart } from '../graph/usePart.js';
import { useSend } from '../graph/useSend.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import { Panel } from '../parts/Panel.js';
import { PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useMe } from '../session/MeProvider.js';
import { office, type Role } from '../session/roles.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { mayForward, RecommendationCard, type Deed, type Recommendation } from './RecommendationCard.js';
import { recommendationTexts } from './texts.js';

const filters = {
  'cho-tra-loi': { toAnswer: true },
  'cua-truong': { toAnswer: false, direction: 'SCHOOL_TO_DISTRICT' },
  'gui-so': { toAnswer: false, direction: 'DISTRICT_TO_CITY' },
} satisfies Record<string, RecommendationFilter>;

type Shown = keyof typeof filters;
type Asked =
  | { readonly kind: Deed; readonly on: Recommendation }
  | { readonly kind: 'forward'; readonly on: readonly Recommendation[] }
  | { readonly kind: 'write' };

const PAGE = 50;
const LONGEST = 10_000;

/** Recommendations on their way up: from the schools to the office, and from the office, linked to them, to the city. */
export function RecommendationsPage() {
  const texts = useTexts(recommendationTexts);
  const role = useMe().role as Role;
  const isOffice = office.includes(role);
  const [params, setParams] = useSearchParams();
  const shown = (params.get('loc') ??
    (isOffice ? 'cho-tra-loi' : role === 'city_viewer' ? 'gui-so' : 'cua-truong')) as Shown;
  const [first, setFirst] = useState(PAGE);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked | null>(null);
  const [done, setDone] = useState('');
  const act = useActs();
  const filter: RecommendationFilter = filters[shown] ?? filters['cho-tra-loi'];
  const list = usePart(RecommendationsDocument, { filter, first });
  useRefreshOnHeard(({ type }) => type.startsWith('rollout.recommendation'), list.refresh);
  const found = list.data?.recommendations;
  const chosen = (found?.nodes ?? []).filter((node) => picked.has(node.id) && mayForward(node));

  const choices: readonly { value: Shown; said: string }[] = [
    ...(isOffice ? [{ value: 'cho-tra-loi' as const, said: texts.toAnswer }] : []),
    { value: 'cua-truong', said: texts.fromSchools },
    { value: 'gui-so', said: texts.toCity },
  ];

  async function submit(words: string): Promise<Problem | null> {
    if (asked === null) return null;
    const problem = await act(asked, words);
    if (problem === null) {
      setDone(asked.kind === 'forward' ? texts.forwarded(asked.on.length) : texts.done);
      setPicked(new Set());
    }
    void list.refresh();
    return problem;
  }

  return (
    <>
      <PageHead title={texts.title} lead={texts.lead}>
        {isOffice && (
          <button type="button" className="button button-main" onClick={() => setAsked({ kind: 'write' })}>
            {texts.write}
          </button>
        )}
      </PageHead>
      <output className={done === '' ? 'only-heard' : 'notice notice-plain done'}>{done}</output>
      <Panel
        title={texts.list}
        area="recommendations"
        aside={
          role !== 'city_viewer' && (
            <Segments
              label={texts.show}
              choices={choices}
              chosen={shown}
              onChoose={(loc) => setParams({ loc }, { replace: true })}
            />
          )
        }
      >
        <PartNotice part={list} />
        {isOffice && found?.nodes.some(mayForward) === true && (
          <p className="forward-bar">
            <output>{texts.selected(chosen.length)}</output>
            <button
              type="button"
              className="button button-small"
              disabled={chosen.length === 0}
              onClick={() => setAsked({ kind: 'forward', on: chosen })}
            >
              {texts.forward}
            </button>
          </p>
        )}
        {found === undefined && list.problem === null && <Skeleton lines={6} />}
        {found?.nodes.length === 0 && <p className="empty">{texts.none}</p>}
        <ul>
          {found?.nodes.map((recommendation) => (
            <RecommendationCard
              key={recommendation.id}
              recommendation={recommendation}
              isOurs={isOffice}
              isSelected={picked.has(recommendation.id)}
              onSelect={(isSelected) => setPicked((before) => changed(before, recommendation.id, isSelected))}
              onDeed={(kind) => setAsked({ kind, on: recommendation })}
            />
          ))}
        </ul>
        {found !== undefined && (
          <More
            count={found.nodes.length}
            total={found.totalCount}
            onMore={() => setFirst((before) => before + PAGE)}
          />
        )}
      </Panel>
      {asked !== null && <Question asked={asked} onSubmit={submit} onClose={() => setAsked(null)} />}
    </>
  );
}

interface QuestionProps {
  readonly asked: Asked;
  readonly onSubmit: (words: string) => Promise<Problem | null>;
  readonly onClose: () => void;
}

function Question({ asked, onSubmit, onClose }: QuestionProps) {
  const texts = useTexts(recommendationTexts);
  const common = { isRequired: true, maxLength: LONGEST, onSubmit, onClose };
  const brief = ({ text }: Recommendation): string => (text.length > 140 ? `${text.slice(0, 140)}…` : text);
  switch (asked.kind) {
    case 'write':
      return <Ask {...common} title={texts.writeTitle} submit={texts.send} label={texts.text} about={[]} />;
    case 'forward':
      return (
        <Ask
          {...common}
          title={texts.forwardTitle(asked.on.length)}
          submit={texts.forward}
          lead={texts.forwardWhy}
          label={texts.forwardText}
          about={asked.on.map(brief)}
        />
      );
    case 'accept':
    case 'decline':
      return (
        <Ask
          {...common}
          title={texts[asked.kind]}
          submit={texts[asked.kind]}
          isGrave={asked.kind === 'decline'}
          label={texts.replyText}
          about={[brief(asked.on)]}
        />
      );
    case 'answer':
      return (
        <Ask
          {...common}
          title={asked.on.direction === 'DISTRICT_TO_CITY' ? texts.cityAnswer : texts.answerDeed}
          submit={texts.answerDeed}
          label={texts.answer}
          about={[brief(asked.on)]}
        />
      );
    default:
      return asked satisfies never;
  }
}

function useActs(): (asked: Asked, words: string) => Promise<Problem | null> {
  const { send: decide } = useSend(DecideRecommendationDocument);
  const { send: answer } = useSend(AnswerRecommendationDocument);
  const { send: forward } = useSend(ForwardRecommendationsDocument);
  const { send } = useSend(SendRecommendationDocument);
  return async (asked, text) => {
    switch (asked.kind) {
      case 'accept':
        return whyNot(await decide({ id: asked.on.id, decision: 'ACCEPT', reply: text }));
      case 'decline':
        return whyNot(await decide({ id: asked.on.id, decision: 'DECLINE', reply: text }));
      case 'answer':
        return whyNot(await answer({ id: asked.on.id, text }));
      case 'forward':
        return whyNot(await forward({ ids: asked.on.map(({ id }) => id), text }));
      case 'write':
        return whyNot(
          await send({ input: { direction: 'DISTRICT_TO_CITY', text, sources: [], draft: false } }),
        );
      default:
        return asked satisfies never;
    }
  };
}

function changed(before: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(before);
  if (isIn) next.add(id);
  else next.delete(id);
  return next;
}
