import type { Problem } from '../graph/problem.js';
import { FormDialog } from './FormDialog.js';

interface ConfirmProps {
  readonly title: string;
  readonly submit: string;
  readonly lead: string;
  /** What it is about, one line each. */
  readonly about: readonly string[];
  readonly onSubmit: () => Promise<Problem | null>;
  readonly onClose: () => void;
}

/** Says what a deed will do before it is done. */
export function Confirm({ title, submit, lead, about, onSubmit, onClose }: ConfirmProps) {
  return (
    <FormDialog title={title} submit={submit} onSubmit={onSubmit} onClose={onClose}>
      <p>{lead}</p>
      <ul className="ask-about">
        {about.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </FormDialog>
  );
}
