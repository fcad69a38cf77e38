import { useState } from 'react';

import { TextLine } from '../forms/Fields.js';
import { FormDialog } from '../forms/FormDialog.js';
import { whyNot } from '../forms/Refusal.js';
import { IssueToolTokenDocument } from '../generated/graphql.js';
import { useSend } from '../graph/useSend.js';
import { useTexts } from '../texts/index.js';
import { accessTexts } from './texts.js';

interface IssueTokenProps {
  readonly onToken: (token: string) => void;
  readonly onClose: () => void;
}

/** Issues a token to a reporting tool of the whole district. */
export function IssueToken({ onToken, onClose }: IssueTokenProps) {
  const texts = useTexts(accessTexts);
  const { send: issue } = useSend(IssueToolTokenDocument);
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  return (
    <FormDialog
      title={texts.issue}
      submit={texts.issue}
      onClose={onClose}
      onSubmit={async () => {
        const sent = await issue({ input: { name, validDays: Number(days) } });
        if (sent?.data != null) onToken(sent.data.issueToolToken.secret);
        return whyNot(sent);
      }}
    >
      <TextLine label={texts.name} isRequired maxLength={100} value={name} onChange={setName} />
      <TextLine label={texts.days} isRequired inputMode="numeric" value={days} onChange={setDays} />
    </FormDialog>
  );
}
