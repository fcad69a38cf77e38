import { useState } from 'react';

import { Ask } from '../forms/Ask.js';

import '../forms/forms.css';
import '../forms/lists.css';
import './report.css';
import { whyNot } from '../forms/Refusal.js';
import {
  AmendFinalReportDocument,
  FinalReportDocument,
  FreezeFinalReportDocument,
} from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useSend } from '../graph/useSend.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import { Panel } from '../parts/Panel.js';
import { PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useMe, useNow } from '../session/MeProvider.js';
import { office, type Role } from '../session/roles.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { Files } from './Files.js';
import { Frozen } from './Frozen.js';
import { reportTexts } from './texts.js';

/** Reports: the progress as file and paper, and the final report, frozen by the head. */
export function ReportPage() {
  const texts = useTexts(reportTexts);
  const me = useMe();
  const role = me.role as Role;
  const isWholeTool = role === 'reporting_tool' && me.schools === null;
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead} />
      <div className="stack">
        {(office.includes(role) || isWholeTool) && <Files />}
        <Final isHead={role === 'district_head'} />
      </div>
    </>
  );
}

function Final({ isHead }: { isHead: boolean }) {
  const texts = useTexts(reportTexts);
  const now = useNow();
  const [asked, setAsked] = useState<'freeze' | 'amend' | null>(null);
  const [done, setDone] = useState('');
  const { send: freeze } = useSend(FreezeFinalReportDocument);
  const { send: amend } = useSend(AmendFinalReportDocument);
  const part = usePart(FinalReportDocument, {});
  useRefreshOnHeard(({ type }) => type.startsWith('rollout.finalReport'), part.refresh);
  const report = part.data?.finalReport;

  return (
    <Panel title={texts.final} area="final">
      <output className={done === '' ? 'only-heard' : 'notice notice-plain done'}>{done}</output>
      <PartNotice part={part} />
      {part.data === undefined && part.problem === null && <Skeleton lines={4} />}
      {report === null && (
        <>
          <p className="words">{texts.notFrozen}</p>
          {isHead ? (
            <button type="button" className="button button-grave" onClick={() => setAsked('freeze')}>
              {texts.freeze}
            </button>
          ) : (
            <p className="quiet">{texts.headOnly}</p>
          )}
        </>
      )}
      {report != null && (
        <div className="stack">
          <Frozen report={report} content={report.content} />
          {report.amendments.map((amendment) => (
            <Frozen key={amendment.number} report={amendment} content={null} />
          ))}
          {isHead && (
            <span className="row-deeds">
              <button type="button" className="button" onClick={() => setAsked('amend')}>
                {texts.amend}
              </button>
            </span>
          )}
        </div>
      )}
      {asked !== null && (
        <Ask
          title={asked === 'freeze' ? texts.freeze : texts.amend}
          submit={asked === 'freeze' ? texts.freeze : texts.amend}
          {...(asked === 'freeze' && { lead: texts.freezeWhy })}
          label={asked === 'freeze' ? texts.remarks : texts.amendRemarks}
          isRequired
          isGrave={asked === 'freeze'}
          maxLength={20_000}
          about={[]}
          onSubmit={async (remarks) => {
            const deed = asked === 'freeze' ? freeze : amend;
            // The minute that has passed: the hub's clock may stand a moment before the page's.
            const asOf = new Date(now.getTime() - 60_000).toISOString();
            const problem = whyNot(await deed({ input: { asOf, remarks } }));
            if (problem === null) setDone(texts.done);
            void part.refresh();
            return problem;
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </Panel>
  );
}
