import { useId } from 'react';

/** What was typed into a form's field of that name. */
export function typed(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly type: 'email' | 'password' | 'text';
  readonly autoComplete: string;
  /** What is wrong with it; read out when it appears. */
  readonly fault?: string | undefined;
  readonly hint?: string | undefined;
  readonly minLength?: number;
  readonly defaultValue?: string;
  readonly readOnly?: boolean;
}

/** One labelled field of a form, with its hint and what is wrong with it. */
export function Field({ label, fault, hint, ...input }: FieldProps) {
  const id = useId();
  const described = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(fault === undefined ? [] : [`${id}-fault`]),
  ].join(' ');
  return (
    <div className="sign-in-field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        required
        maxLength={200}
        spellCheck={false}
        aria-invalid={fault !== undefined}
        aria-describedby={described === '' ? undefined : described}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="fine">
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p id={`${id}-fault`} className="field-error" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
