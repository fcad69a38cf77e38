import { useTexts } from '../../texts/index.js';
import type { Entry } from '../drafts/outbox.js';
import type { Reading } from './fields.js';
import { checklistWords } from './texts.js';

/** Where what was typed stands: on the machine, on its way, on the hub. Said aloud when it changes, without interrupting. */
export function SaveMark({ entry, reading }: { entry: Entry | undefined; reading: Reading }) {
  const { phase } = useTexts(checklistWords);
  const mark = entry === undefined ? null : markOf(entry, reading);
  return (
    <p className={`save-mark save-mark-${mark ?? 'none'}`} data-phase={mark ?? ''} aria-live="polite">
      {mark !== null && phase[mark]}
    </p>
  );
}

type Mark = Entry['phase'] | 'incomplete' | 'faulty';

function markOf({ phase }: Entry, reading: Reading): Mark {
  if (phase !== 'kept' || reading.kind === 'value') return phase;
  return reading.kind;
}
