import { useId, type ReactNode } from 'react';

/** What a control needs so that its label, its hint and its fault are read with it. */
export interface Control {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong with the content; null where nothing is. */
  readonly fault?: string | null;
  readonly className?: string;
  readonly children: (control: Control) => ReactNode;
}

/** A control with its label above, its hint below, and under that its fault, said as soon as it is there. */
export function Field({ label, hint, fault = null, className = '', children }: FieldProps) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, fault !== null && `${id}-fault`].filter(Boolean);
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': fault !== null,
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <p id={`${id}-fault`} className="field-error" aria-live="polite" hidden={fault === null}>
        {fault}
      </p>
    </div>
  );
}
