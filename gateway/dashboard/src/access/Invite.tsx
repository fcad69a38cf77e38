import { useState } from 'react';

import { Select, TextLine } from '../forms/Fields.js';
import { FormDialog } from '../forms/FormDialog.js';
import { whyNot } from '../forms/Refusal.js';
import { SchoolPicker, type PickedSchool } from '../forms/SchoolPicker.js';
import { InvitePersonDocument } from '../generated/graphql.js';
import { useSend } from '../graph/useSend.js';
import { useTexts } from '../texts/index.js';
import { accessTexts } from './texts.js';

interface InviteProps {
  /** Whoever invites may let in the office's own people. */
  readonly isHead: boolean;
  readonly onLink: (link: string) => void;
  readonly onClose: () => void;
}

const bound = ['principal', 'school_admin', 'inspector', 'provider'];
const wide = ['city_viewer'];
const own = ['district_officer', 'district_head'];

/** Invites a person with a role, for a school where the role is bound to one. */
export function Invite({ isHead, onLink, onClose }: InviteProps) {
  const shared = useTexts();
  const texts = useTexts(accessTexts);
  const { send: invite } = useSend(InvitePersonDocument);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState('principal');
  const [school, setSchool] = useState<PickedSchool | null>(null);
  const isBound = bound.includes(role);
  return (
    <FormDialog
      title={texts.invite}
      submit={texts.invite}
      onClose={onClose}
      onSubmit={async () => {
        const schools = isBound && school !== null ? [school.code] : [];
        const sent = await invite({ input: { name, email, role, schools } });
        if (sent?.data != null) onLink(`${location.origin}/#invite=${sent.data.invitePerson.secret}`);
        return whyNot(sent);
      }}
    >
      <TextLine label={texts.name} isRequired maxLength={100} value={name} onChange={setName} />
      <TextLine label={texts.email} isRequired maxLength={200} value={email} onChange={setEmail} />
      <Select
        label={texts.role}
        isRequired
        value={role}
        choices={[...bound, ...wide, ...(isHead ? own : [])].map((value) => ({
          value,
          said: shared.header.role(value),
        }))}
        onChange={setRole}
      />
      {isBound && <SchoolPicker picked={school} onPick={setSchool} />}
    </FormDialog>
  );
}
