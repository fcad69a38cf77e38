import { useState } from 'react';

import { localDay } from '../format/date.js';
import { DayField } from '../forms/DayField.js';
import { Select, TextLine } from '../forms/Fields.js';
import { FormDialog } from '../forms/FormDialog.js';
import { whyNot } from '../forms/Refusal.js';
import { PublishDocumentDocument, type DocumentKind, type DocumentsQuery } from '../generated/graphql.js';
import { useSend } from '../graph/useSend.js';
import { useGround, useNow } from '../session/MeProvider.js';
import { useTexts } from '../texts/index.js';
import { documentTexts } from './texts.js';

interface PublishDocumentProps {
  readonly known: DocumentsQuery['documents'];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Publishes a document to all schools; from then on each has to acknowledge it. */
export function PublishDocument({ known, onDone, onClose }: PublishDocumentProps) {
  const texts = useTexts(documentTexts);
  const { send: publish } = useSend(PublishDocumentDocument);
  const today = localDay(useNow());
  const { ground } = useGround();
  const [kind, setKind] = useState<DocumentKind>('GUIDANCE');
  const [number, setNumber] = useState('');
  const [title, setTitle] = useState('');
  const [issuer, setIssuer] = useState(ground.data?.timeline.plan.unit.nameVi ?? '');
  const [issuedOn, setIssuedOn] = useState(today);
  const [supersedes, setSupersedes] = useState('');
  const [clauses, setClauses] = useState('');
  const inForce = known.filter(({ state }) => state === 'IN_FORCE');

  return (
    <FormDialog
      isWide
      title={texts.publish}
      submit={texts.publish}
      onClose={onClose}
      onSubmit={async () => {
        const problem = whyNot(
          await publish({
            input: {
              kind,
              number: number.trim() === '' ? null : number.trim(),
              title: title.trim(),
              issuer: issuer.trim(),
              issuedOn,
              supersedes: supersedes === '' ? null : supersedes,
              clauses: clauses
                .split(',')
                .map((clause) => clause.trim())
                .filter((clause) => clause !== ''),
            },
          }),
        );
        if (problem === null) onDone();
        return problem;
      }}
    >
      <div className="field-row">
        <Select
          label={texts.kindLabel}
          isRequired
          value={kind}
          choices={(Object.entries(texts.kind) as [DocumentKind, string][]).map(([value, said]) => ({
            value,
            said,
          }))}
          onChange={setKind}
        />
        <TextLine
          label={texts.numberLabel}
          hint={texts.numberHint}
          maxLength={100}
          value={number}
          onChange={setNumber}
        />
        <DayField label={texts.issuedLabel} value={issuedOn} max={today} onChange={setIssuedOn} />
      </div>
      <TextLine label={texts.titleLabel} isRequired value={title} onChange={setTitle} />
      <TextLine label={texts.issuerLabel} isRequired maxLength={200} value={issuer} onChange={setIssuer} />
      <TextLine label={texts.clausesLabel} hint={texts.clausesHint} value={clauses} onChange={setClauses} />
      <Select
        label={texts.supersedes}
        value={supersedes}
        choices={[
          { value: '', said: texts.nothing },
          ...inForce.map((document) => ({ value: document.id, said: document.title })),
        ]}
        onChange={setSupersedes}
      />
    </FormDialog>
  );
}
