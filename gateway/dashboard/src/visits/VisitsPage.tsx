import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { localDay } from '../format/date.js';
import { Ask } from '../forms/Ask.js';

import '../forms/forms.css';
import '../forms/lists.css';
import './visits.css';
import { More } from '../forms/More.js';
import { whyNot } from '../forms/Refusal.js';
import type { PickedSchool } from '../forms/SchoolPicker.js';
import { Segments } from '../forms/Segments.js';
import {
  CancelVisitDocument,
  VisitPlanDocument,
  VisitsDocument,
  type VisitFilter,
  type VisitRowFragment,
} from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useSend } from '../graph/useSend.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import { Panel } from '../parts/Panel.js';
import { PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useMe, useNow } from '../session/MeProvider.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { PlanVisit } from './PlanVisit.js';
import { RecordVisit } from './RecordVisit.js';
import { visitTexts } from './texts.js';
import { Unvisited } from './Unvisited.js';
import { VisitCards, VisitTable } from './VisitRows.js';

const filters = {
  'da-len-lich': { state: ['PLANNED', 'DONE'] },
  'da-kiem-tra': { state: ['DONE', 'REPORTED'] },
  'tat-ca': {},
} satisfies Record<string, VisitFilter>;

type Shown = keyof typeof filters;
type Asked =
  | { readonly kind: 'plan'; readonly school: PickedSchool | null }
  | { readonly kind: 'record'; readonly visit: VisitRowFragment | null }
  | { readonly kind: 'cancel'; readonly visit: VisitRowFragment };

const PAGE = 50;

/** Visits: planned, recorded with findings that become items or difficulties, and the schools that nobody has seen yet. */
export function VisitsPage() {
  const shared = useTexts();
  const texts = useTexts(visitTexts);
  const isInspector = useMe().role === 'inspector';
  const today = localDay(useNow());
  const [params, setParams] = useSearchParams();
  const shown = (params.get('loc') ?? 'da-len-lich') as Shown;
  const [first, setFirst] = useState(PAGE);
  const [schools, setSchools] = useState(PAGE);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [done, setDone] = useState('');
  const { send: cancel } = useSend(CancelVisitDocument);
  const filter: VisitFilter = filters[shown] ?? filters['da-len-lich'];
  const list = usePart(VisitsDocument, { filter, first });
  const plan = usePart(VisitPlanDocument, { first: schools });
  const refresh = async (): Promise<boolean> =>
    (await Promise.all([list.refresh(), plan.refresh()])).every(Boolean);
  useRefreshOnHeard(({ type }) => type === 'rollout.visitChanged', refresh);
  const visits = list.data?.visits;
  const Rows = isInspector ? VisitCards : VisitTable;
  const close = (): void => setAsked(null);
  const finish = (said: string): void => {
    setDone(said);
    void refresh();
  };

  const choices: readonly { value: Shown; said: string }[] = [
    { value: 'da-len-lich', said: texts.planned },
    { value: 'da-kiem-tra', said: texts.done },
    { value: 'tat-ca', said: texts.all },
  ];
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead}>
        <div className="head-deeds">
          <button
            type="button"
            className="button button-main"
            onClick={() => setAsked({ kind: 'plan', school: null })}
          >
            {texts.plan}
          </button>
          <button type="button" className="button" onClick={() => setAsked({ kind: 'record', visit: null })}>
            {texts.recordUnplanned}
          </button>
        </div>
      </PageHead>
      <output className={done === '' ? 'only-heard' : 'notice notice-plain done'}>{done}</output>
      <div className="stack">
        <Panel
          title={isInspector ? texts.mine : texts.list}
          area="visits"
          aside={
            <Segments
              label={texts.show}
              choices={choices}
              chosen={shown}
              onChoose={(loc) => setParams({ loc }, { replace: true })}
            />
          }
        >
          <PartNotice part={list} />
          {visits === undefined && list.problem === null && <Skeleton lines={6} />}
          {visits?.nodes.length === 0 && <p className="empty">{texts.none}</p>}
          {visits !== undefined && visits.nodes.length > 0 && (
            <Rows
              visits={visits.nodes}
              today={today}
              onRecord={(visit) => setAsked({ kind: 'record', visit })}
              onCancel={(visit) => setAsked({ kind: 'cancel', visit })}
            />
          )}
          {visits !== undefined && (
            <More
              count={visits.nodes.length}
              total={visits.totalCount}
              onMore={() => setFirst((before) => before + PAGE)}
            />
          )}
        </Panel>
        <Unvisited
          part={plan}
          onPlan={(school) => setAsked({ kind: 'plan', school })}
          onMore={() => setSchools((before) => before + PAGE)}
        />
      </div>
      {asked?.kind === 'plan' && (
        <PlanVisit school={asked.school} onDone={() => finish(texts.planDone)} onClose={close} />
      )}
      {asked?.kind === 'record' && (
        <RecordVisit visit={asked.visit} onDone={() => finish(texts.recordDone)} onClose={close} />
      )}
      {asked?.kind === 'cancel' && (
        <Ask
          title={texts.cancelTitle(asked.visit.school.name ?? shared.table.unnamed(asked.visit.school.code))}
          submit={texts.cancel}
          label={texts.reason}
          isRequired
          isGrave
          about={[]}
          onSubmit={async (reason) => {
            const problem = whyNot(await cancel({ id: asked.visit.id, reason }));
            if (problem === null) finish(texts.cancelDone);
            return problem;
          }}
          onClose={close}
        />
      )}
    </>
  );
}
