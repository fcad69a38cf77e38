import { dayAndMinute, plainDay } from '../../format/date.js';
import {
  AcknowledgeDocumentDocument,
  SchoolDocumentsDocument,
  type DocumentCardFragment,
} from '../../generated/graphql.js';
import { useSend } from '../../graph/useSend.js';
import { useRefreshOnHeard } from '../../live/useRefreshOnHeard.js';
import { isForbidden, PartNotice } from '../../parts/PartNotice.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { PageHead } from '../../shell/PageHead.js';
import { useTexts } from '../../texts/index.js';
import { ForSchool, type SchoolHere } from '../parts/ForSchool.js';
import { Refused } from '../parts/Refused.js';
import { useSchoolPart } from '../parts/useSchoolPart.js';
import { documentWords } from './texts.js';

/** What the office published, and the school's receipt for it (III-2, T4). */
export function DocumentsPage() {
  return <ForSchool>{(school) => <Documents school={school} />}</ForSchool>;
}

function Documents({ school }: { school: SchoolHere }) {
  const words = useTexts(documentWords);
  const part = useSchoolPart(school, SchoolDocumentsDocument, {});
  useRefreshOnHeard(({ type }) => type.startsWith('rollout.document'), part.refresh);
  const documents = part.data?.documents ?? null;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <PartNotice part={part} />
      {documents === null ? (
        !isForbidden(part) && part.fetching && <Skeleton lines={5} />
      ) : (
        <>
          {documents.length === 0 && <p className="panel empty">{words.none}</p>}
          <ul className="desk-cards">
            {documents.toSorted(newestFirst).map((document) => (
              <DocumentCard
                key={document.id}
                document={document}
                school={school}
                onChanged={() => void part.refresh()}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const newestFirst = (left: DocumentCardFragment, right: DocumentCardFragment): number =>
  right.publishedAt.localeCompare(left.publishedAt);

interface DocumentCardProps {
  readonly document: DocumentCardFragment;
  readonly school: SchoolHere;
  readonly onChanged: () => void;
}

function DocumentCard({ document, school, onChanged }: DocumentCardProps) {
  const words = useTexts(documentWords);
  const { send, isSending, problem } = useSend(AcknowledgeDocumentDocument);
  const receipt = document.acknowledgements.find((other) => other.school.code === school.code);
  const isInForce = document.state === 'IN_FORCE';

  async function acknowledge(): Promise<void> {
    const sent = await send({ id: document.id, school: school.code });
    if (sent?.data != null) onChanged();
  }

  return (
    <li className="panel document" data-document={document.id}>
      <div className="panel-head">
        <h2>{document.title}</h2>
        <span className="tag">
          {words.kind[document.kind]}
          {!isInForce && ` · ${words.state[document.state]}`}
        </span>
      </div>
      <p className="quiet">
        {words.issued(document.number ?? words.noNumber, plainDay(document.issuedOn), document.issuer)}
      </p>
      {document.clauses.length > 0 && (
        <p className="document-clauses">
          <span className="quiet">{words.clauses}:</span>{' '}
          {document.clauses.map(({ id, textVi }) => (
            <abbr key={id} className="clause" title={textVi}>
              {id}
            </abbr>
          ))}
        </p>
      )}
      <Refused problem={problem} />
      {receipt !== undefined ? (
        <output className="receipt">{words.acknowledged(dayAndMinute(receipt.at))}</output>
      ) : (
        isInForce &&
        school.mayEdit && (
          <button
            type="button"
            className="button button-main"
            disabled={isSending}
            onClick={() => void acknowledge()}
          >
            {words.acknowledge}
            <span className="only-heard">{words.about(document.title)}</span>
          </button>
        )
      )}
    </li>
  );
}
