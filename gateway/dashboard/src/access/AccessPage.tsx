import { useState } from 'react';

import '../forms/forms.css';
import '../forms/lists.css';
import { day } from '../format/date.js';
import { Ask } from '../forms/Ask.js';
import { whyNot } from '../forms/Refusal.js';
import { AccessGrantsDocument, EndAccessDocument, type AccessGrantsQuery } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useSend } from '../graph/useSend.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import { PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { useMe } from '../session/MeProvider.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { Invite } from './Invite.js';
import { IssueToken } from './IssueToken.js';
import { accessTexts } from './texts.js';

type Grant = AccessGrantsQuery['accessGrants']['nodes'][number];

/** Who was let in, as what, until when; lets in and takes back. */
export function AccessPage() {
  const texts = useTexts(accessTexts);
  const me = useMe();
  const [asked, setAsked] = useState<'invite' | 'issue' | Grant | null>(null);
  const [told, setTold] = useState<{ words: string; secret: string | null }>({ words: '', secret: null });
  const part = usePart(AccessGrantsDocument, {});
  const { send: end } = useSend(EndAccessDocument);
  useRefreshOnHeard(({ type }) => type.startsWith('schools.access'), part.refresh);
  const grants = part.data?.accessGrants;
  const tell = (words: string, secret: string | null): void => {
    setTold({ words, secret });
    void part.refresh();
  };

  return (
    <>
      <PageHead title={texts.title} lead={texts.lead}>
        <button type="button" className="button button-main" onClick={() => setAsked('invite')}>
          {texts.invite}
        </button>
        <button type="button" className="button" onClick={() => setAsked('issue')}>
          {texts.issue}
        </button>
      </PageHead>
      <output className={told.words === '' ? 'only-heard' : 'notice notice-plain done'}>
        {told.words}
        {told.secret !== null && <code className="under words">{told.secret}</code>}
      </output>
      <PartNotice part={part} />
      {grants === undefined && part.problem === null && <Skeleton lines={8} />}
      {grants?.nodes.length === 0 && <p className="empty">{texts.empty}</p>}
      {grants !== undefined && grants.nodes.length > 0 && (
        <Grants grants={grants.nodes} onEnd={(grant) => setAsked(grant)} />
      )}
      {grants?.pageInfo.hasNextPage === true && <p className="quiet">{texts.more(grants.totalCount)}</p>}
      {asked === 'invite' && (
        <Invite
          isHead={me.role === 'district_head'}
          onLink={(link) => tell(texts.link, link)}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'issue' && (
        <IssueToken onToken={(token) => tell(texts.token, token)} onClose={() => setAsked(null)} />
      )}
      {asked !== null && typeof asked === 'object' && (
        <Ask
          title={texts.endOf(asked.name)}
          submit={texts.end}
          label={texts.reason}
          isRequired
          isGrave
          maxLength={500}
          about={[asked.email ?? asked.subject]}
          onSubmit={async (reason) => {
            const problem = whyNot(await end({ id: asked.id, reason }));
            if (problem === null) tell(texts.ended, null);
            return problem;
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function Grants({ grants, onEnd }: { grants: readonly Grant[]; onEnd: (grant: Grant) => void }) {
  const shared = useTexts();
  const texts = useTexts(accessTexts);
  return (
    <table className="grid-table">
      <caption className="only-heard">{texts.title}</caption>
      <thead>
        <tr>
          {[texts.name, texts.role, texts.where, texts.state, texts.until, texts.deeds].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {grants.map((grant) => (
          <tr key={grant.id} data-grant={grant.id}>
            <th scope="row">
              {grant.name}
              <span className="under quiet">{grant.email}</span>
            </th>
            <td data-head={texts.role}>{shared.header.role(grant.role)}</td>
            <td data-head={texts.where}>
              {grant.schools?.map(({ code, name }) => name ?? code).join(', ') ?? texts.all}
            </td>
            <td data-head={texts.state}>
              {texts.states[grant.state]}
              <span className="under quiet">{grant.endReason}</span>
            </td>
            <td className="figures" data-head={texts.until}>
              {grant.kind === 'TOOL' || grant.state === 'INVITED' ? day(grant.expiresAt) : ''}
            </td>
            <td>
              {grant.state !== 'ENDED' && (
                <button
                  type="button"
                  className="button button-small"
                  aria-label={texts.endOf(grant.name)}
                  onClick={() => onEnd(grant)}
                >
                  {texts.end}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
