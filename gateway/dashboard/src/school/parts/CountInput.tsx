import type { Control } from './Field.js';

interface CountInputProps {
  readonly control: Control;
  readonly name?: string;
  readonly value: string;
  readonly onType: (value: string) => void;
}

/** A whole number, typed as text: a number field would change it under the wheel and swallow what is none. */
export function CountInput({ control, name, value, onType }: CountInputProps) {
  return (
    <input
      {...control}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      name={name}
      value={value}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
