import { useState } from 'react';

import type { Problem } from '../graph/problem.js';
import { TextBlock } from './Fields.js';
import { FormDialog } from './FormDialog.js';

interface AskProps {
  readonly title: string;
  readonly submit: string;
  readonly lead?: string;
  readonly label: string;
  readonly hint?: string;
  readonly isRequired: boolean;
  readonly isGrave?: boolean;
  readonly maxLength?: number;
  /** What it is about, one line each. */
  readonly about: readonly string[];
  readonly onSubmit: (words: string) => Promise<Problem | null>;
  readonly onClose: () => void;
}

const LISTED = 6;

/** Asks for a few words before a deed, and names what it is about. */
export function Ask(props: AskProps) {
  const { title, submit, lead, label, hint, isRequired, isGrave, maxLength, about, onSubmit, onClose } =
    props;
  const [words, setWords] = useState('');
  return (
    <FormDialog
      title={title}
      submit={submit}
      isGrave={isGrave ?? false}
      onSubmit={() => onSubmit(words.trim())}
      onClose={onClose}
    >
      {lead !== undefined && <p>{lead}</p>}
      <ul className="ask-about">
        {about.slice(0, LISTED).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {about.length > LISTED && <li>+ {about.length - LISTED}</li>}
      </ul>
      <TextBlock
        label={label}
        hint={hint}
        isRequired={isRequired}
        maxLength={maxLength ?? 2000}
        value={words}
        onChange={setWords}
      />
    </FormDialog>
  );
}
