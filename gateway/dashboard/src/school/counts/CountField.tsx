import { useTexts } from '../../texts/index.js';
import { CountInput } from '../parts/CountInput.js';
import { Field } from '../parts/Field.js';
import type { CountFault } from './sums.js';
import { countWords } from './texts.js';

interface CountFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly content: string;
  /** What somebody else saved meanwhile; null where nobody did. */
  readonly onHub: string | null;
  readonly fault: CountFault | undefined;
  /** Of the register, for the fault that names them. */
  readonly pupils?: number | undefined;
  readonly onType: (content: string) => void;
}

/** A number, with what is wrong with it at the number itself. */
export function CountField({ label, hint, content, onHub, fault, pupils, onType }: CountFieldProps) {
  const words = useTexts(countWords);
  const said =
    fault === undefined
      ? null
      : fault === 'aboveEnrolment'
        ? words.fault.aboveEnrolment(pupils ?? 0)
        : words.fault[fault];
  return (
    <Field
      label={label}
      hint={onHub === null ? hint : words.conflict.one(onHub)}
      fault={said}
      className="field-count"
    >
      {(control) => <CountInput control={control} value={content} onType={onType} />}
    </Field>
  );
}
