import { useState } from 'react';

import { Ask } from '../forms/Ask.js';

import '../forms/forms.css';
import '../forms/lists.css';
import './documents.css';
import { whyNot } from '../forms/Refusal.js';
import { DocumentsDocument, WithdrawDocumentDocument } from '../generated/graphql.js';
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
import { DocumentCard, type DocumentRow } from './DocumentCard.js';
import { PublishDocument } from './PublishDocument.js';
import { documentTexts } from './texts.js';

/** The documents of the plan, the newest first, with who has acknowledged each. */
export function DocumentsPage() {
  const texts = useTexts(documentTexts);
  const isOffice = office.includes(useMe().role as Role);
  const [asked, setAsked] = useState<'publish' | DocumentRow | null>(null);
  const [done, setDone] = useState('');
  const { send: withdraw } = useSend(WithdrawDocumentDocument);
  const list = usePart(DocumentsDocument, {});
  useRefreshOnHeard(({ type }) => type.startsWith('rollout.document'), list.refresh);
  const documents = list.data?.documents;
  const finish = (said: string): void => {
    setDone(said);
    void list.refresh();
  };

  return (
    <>
      <PageHead title={texts.title} lead={texts.lead}>
        {isOffice && (
          <button type="button" className="button button-main" onClick={() => setAsked('publish')}>
            {texts.publish}
          </button>
        )}
      </PageHead>
      <output className={done === '' ? 'only-heard' : 'notice notice-plain done'}>{done}</output>
      <Panel title={texts.list} area="documents">
        <PartNotice part={list} />
        {documents === undefined && list.problem === null && <Skeleton lines={6} />}
        {documents?.length === 0 && <p className="empty">{texts.none}</p>}
        <ul>
          {documents?.map((document) => (
            <DocumentCard
              key={document.id}
              document={document}
              isOurs={isOffice}
              onWithdraw={() => setAsked(document)}
            />
          ))}
        </ul>
      </Panel>
      {asked === 'publish' && (
        <PublishDocument
          known={documents ?? []}
          onDone={() => finish(texts.published)}
          onClose={() => setAsked(null)}
        />
      )}
      {asked !== null && asked !== 'publish' && (
        <Ask
          title={texts.withdrawTitle(asked.title)}
          submit={texts.withdraw}
          label={texts.reason}
          isRequired
          isGrave
          about={[]}
          onSubmit={async (reason) => {
            const problem = whyNot(await withdraw({ id: asked.id, reason }));
            if (problem === null) finish(texts.withdrawn);
            return problem;
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
