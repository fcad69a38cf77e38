import { useId } from 'react';

import { useTexts } from '../../texts/index.js';
import { checklistWords } from './texts.js';

/** Yes or not yet; neither until somebody has answered, as unknown is not "no". */
export function Answer({
  item,
  content,
  onType,
}: {
  item: string;
  content: string;
  onType: (content: string) => void;
}) {
  const words = useTexts(checklistWords);
  const id = useId();
  const choices = [
    ['true', words.yes],
    ['false', words.no],
  ] as const;
  return (
    <fieldset className="answer">
      <legend>{words.field.bool}</legend>
      {choices.map(([value, said]) => (
        <label key={value}>
          <input
            type="radio"
            name={`${item}.bool.${id}`}
            value={value}
            checked={content === value}
            onChange={() => onType(value)}
          />
          <span>{said}</span>
        </label>
      ))}
    </fieldset>
  );
}
