import { useId } from 'react';

import { useTexts } from '../texts/index.js';
import type { Theme } from './keep.js';
import { usePreferences } from './Preferences.js';

/** Language and theme, each a small row of choices. */
export function Switches() {
  const texts = useTexts();
  const { language, theme, change } = usePreferences();
  const { system, light, dark } = texts.preferences;
  const themes: readonly (readonly [Theme, string])[] = [
    ['system', system],
    ['light', light],
    ['dark', dark],
  ];
  return (
    <div className="switches">
      <Choice
        name={texts.preferences.language}
        choices={languages}
        chosen={language}
        onChoose={(chosen) => change({ language: chosen })}
      />
      <Choice
        name={texts.preferences.theme}
        choices={themes}
        chosen={theme}
        onChoose={(chosen) => change({ theme: chosen })}
      />
    </div>
  );
}

/** Each language is named in itself, so that its readers find it. */
const languages = [
  ['vi', 'Tiếng Việt'],
  ['en', 'English'],
] as const;

interface ChoiceProps<Value extends string> {
  readonly name: string;
  readonly choices: readonly (readonly [Value, string])[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ name, choices, chosen, onChoose }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <fieldset className="choice">
      <legend className="only-heard">{name}</legend>
      {choices.map(([value, said]) => (
        <label key={value} className="choice-one">
          <input
            type="radio"
            name={id}
            value={value}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span lang={value === 'vi' || value === 'en' ? value : undefined}>{said}</span>
        </label>
      ))}
    </fieldset>
  );
}
