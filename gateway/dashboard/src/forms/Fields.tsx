import { useId, type ReactNode } from 'react';

import { useTexts } from '../texts/index.js';
import { formTexts } from './texts.js';

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isRequired?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A line of text; `list` offers what others have typed there. */
export function TextLine({
  maxLength = 500,
  inputMode,
  ...field
}: FieldProps & { readonly maxLength?: number; readonly inputMode?: 'numeric' | 'text' }) {
  return (
    <Labelled {...field}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          className="input"
          autoComplete="off"
          inputMode={inputMode}
          maxLength={maxLength}
          required={field.isRequired}
          value={field.value}
          onChange={(event) => field.onChange(event.target.value)}
        />
      )}
    </Labelled>
  );
}

/** Several lines of text; says how much room is left where it grows short. */
export function TextBlock({
  maxLength = 2000,
  rows = 3,
  ...field
}: FieldProps & { readonly maxLength?: number; readonly rows?: number }) {
  const texts = useTexts(formTexts);
  const left = maxLength - field.value.length;
  return (
    <Labelled {...field} hint={left < 200 ? texts.left(left) : field.hint}>
      {(ids) => (
        <textarea
          {...ids}
          className="input"
          rows={rows}
          maxLength={maxLength}
          required={field.isRequired}
          value={field.value}
          onChange={(event) => field.onChange(event.target.value)}
          // Ctrl+Enter sends: Enter alone is a new line.
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
              event.currentTarget.form?.requestSubmit();
          }}
        />
      )}
    </Labelled>
  );
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly said: string;
}

/** One of a few: the machine's own list, which every phone and screen reader knows. */
export function Select<Value extends string>({
  choices,
  onChange,
  ...field
}: Omit<FieldProps, 'onChange' | 'value'> & {
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <Labelled {...field}>
      {(ids) => (
        <select
          {...ids}
          className="input"
          required={field.isRequired}
          value={field.value}
          onChange={(event) => onChange(event.target.value as Value)}
        >
          {choices.map(({ value, said }) => (
            <option key={value} value={value}>
              {said}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

interface LabelledProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isRequired?: boolean;
  readonly children: (ids: { id: string; 'aria-describedby'?: string }) => ReactNode;
}

function Labelled({ label, hint, isRequired = false, children }: LabelledProps) {
  const id = useId();
  const texts = useTexts(formTexts);
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {!isRequired && <span className="field-optional">({texts.optional})</span>}
      </label>
      {children({ id, ...(hint !== undefined && { 'aria-describedby': `${id}-hint` }) })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
