import { useId } from 'react';

import type { Choice } from './Fields.js';

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

/** One of a few, all in sight. */
export function Segments<Value extends string>({ label, choices, chosen, onChoose }: SegmentsProps<Value>) {
  const id = useId();
  return (
    <fieldset className="segments">
      <legend className="only-heard">{label}</legend>
      {choices.map(({ value, said }) => (
        <label key={value} className="segment">
          <input
            type="radio"
            name={id}
            value={value}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span>{said}</span>
        </label>
      ))}
    </fieldset>
  );
}
