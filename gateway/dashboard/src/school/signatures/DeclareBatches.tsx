import { useState, type SubmitEvent } from 'react';

import { plainDay } from '../../format/date.js';
import {
  DeclareSignaturesDocument,
  type DeclaredSignaturesFragment,
  type SignatureGroup,
} from '../../generated/graphql.js';
import { useSend } from '../../graph/useSend.js';
import { useTexts } from '../../texts/index.js';
import { ConflictChoice } from '../parts/ConflictChoice.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { Refused } from '../parts/Refused.js';
import { useTyping } from '../parts/useTyping.js';
import {
  blamedBatch,
  blankBatch,
  checkBatches,
  inputOf,
  MOST_BATCHES,
  sameBatches,
  typedOf,
  type BatchField,
  type CheckedBatches,
  type TypedBatch,
} from './batches.js';
import { BatchFields } from './BatchFields.js';
import { signatureWords } from './texts.js';

interface DeclareBatchesProps {
  readonly school: SchoolHere;
  readonly group: SignatureGroup;
  readonly people: number;
  readonly version: number;
  readonly onHub: NonNullable<DeclaredSignaturesFragment['batches']>;
  readonly onChanged: () => void;
}

/** The batches of one group, added up as they are typed, kept on the machine until the hub has them. */
export function DeclareBatches({ school, group, people, version, onHub, onChanged }: DeclareBatchesProps) {
  const words = useTexts(signatureWords);
  const { send, isSending, problem } = useSend(DeclareSignaturesDocument);
  const [isAsked, setAsked] = useState(false);
  const [isDone, setDone] = useState(false);
  const { typed, isMine, isConflict, expectedVersion, keepMine, clear, ...typing } = useTyping<
    readonly TypedBatch[]
  >({ school, form: `signatures.${group}`, onHub: onHub.map(typedOf), version, isSame: sameBatches });
  const checked = checkBatches(typed, people, school.today);
  const blamed = blamedBatch(problem?.errors[0]?.extensions?.['field']);

  const type = (by: readonly TypedBatch[]): void => {
    setDone(false);
    typing.type(by);
  };
  const faultOf = (index: number, name: BatchField): string | null => {
    const fault = checked.faults[index]?.[name];
    if (fault !== undefined) return fault === 'missing' && !isAsked ? null : words.fault[fault];
    return blamed?.index === index && blamed.name === name ? words.fault.refused : null;
  };

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setAsked(true);
    if (!checked.isWhole || isConflict) return;
    const batches = inputOf(typed, onHub);
    const sent = await send({ input: { school: school.code, group, batches, expectedVersion } });
    // Whoever was faster is read at once, so that both can be seen.
    onChanged();
    if (sent?.data == null) return;
    clear();
    setAsked(false);
    setDone(true);
  }

  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      {typed.map((batch, index) => (
        <BatchFields
          // A batch that is being typed has nothing of its own to be known by but its place.
          key={index}
          number={index + 1}
          batch={batch}
          faultOf={(name) => faultOf(index, name)}
          onType={(by) => type(typed.with(index, { ...batch, ...by }))}
          onRemove={() => type(typed.toSpliced(index, 1))}
        />
      ))}
      {typed.length < MOST_BATCHES && (
        <button type="button" className="button" onClick={() => type([...typed, blankBatch])}>
          {words.add}
          <span className="only-heard">{words.about(words.group[group])}</span>
        </button>
      )}
      <Sum checked={checked} people={people} />
      {isMine && typed.length === 0 && <p className="notice notice-plain">{words.nobody}</p>}
      {isConflict && <ConflictChoice words={words.conflict} onMine={keepMine} onTheirs={clear} />}
      {blamed === null && !isConflict && <Refused problem={problem} />}
      <button
        type="submit"
        className="button button-main"
        disabled={isSending || !isMine || isConflict || checked.excess !== null}
      >
        {words.save}
        <span className="only-heard">{words.about(words.group[group])}</span>
      </button>
      <output className="quiet">{isDone ? words.saved : isMine ? words.keptHere : null}</output>
    </form>
  );
}

/** Says at every key how many are valid today, and on which day there would be more signatures than people. */
function Sum({ checked: { today, excess }, people }: { checked: CheckedBatches; people: number }) {
  const words = useTexts(signatureWords);
  const rest = people - today;
  const tone = excess !== null ? 'bad' : rest === 0 ? 'good' : 'none';
  return (
    <div className={`sum sum-${tone}`} data-sum={tone}>
      <output className="figures">
        {words.sum(today, String(people))}{' '}
        {excess !== null
          ? words.excess(plainDay(excess.day), excess.count, people)
          : rest > 0
            ? words.missing(rest)
            : words.all}
      </output>
    </div>
  );
}
