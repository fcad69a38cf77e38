import { useState, type SubmitEvent } from 'react';

import { UpdateRecordCountsDocument } from '../../generated/graphql.js';
import { useSend } from '../../graph/useSend.js';
import { useTexts } from '../../texts/index.js';
import { ConflictChoice } from '../parts/ConflictChoice.js';
import { blamedField, Refused } from '../parts/Refused.js';
import { useTyping } from '../parts/useTyping.js';
import { CountField } from './CountField.js';
import type { GradeProps } from './gradeProps.js';
import { checkCounts, recordStates, sameCounts, statesOf, typedOf, type TypedCounts } from './sums.js';
import { countWords } from './texts.js';

/** Shown at once; the others only where they are asked for or hold a number. */
const common = recordStates.slice(0, 10).concat('DEFERRED');

/** The numbers of one grade, added up as they are typed, kept on the machine until the hub has them. */
export function GradeForm({ school, schoolYear, grade, enrolled, onChanged }: GradeProps) {
  const words = useTexts(countWords);
  const { send, isSending, problem } = useSend(UpdateRecordCountsDocument);
  const [isDone, setDone] = useState(false);
  const onHub = typedOf(grade);
  const { typed, isTouched, isMine, isConflict, expectedVersion, keepMine, clear, ...typing } = useTyping({
    school,
    form: `counts.${schoolYear}.${grade.grade}`,
    onHub,
    version: grade.version ?? 0,
    isSame: sameCounts,
  });
  const checked = checkCounts(typed, enrolled?.pupils ?? null);
  const blamed = blamedField(problem);

  const type = (by: TypedCounts): void => {
    setDone(false);
    typing.type(by);
  };
  const typeState = (state: keyof TypedCounts['states'], count: string): void =>
    type({ ...typed, states: { ...typed.states, [state]: count } });

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!checked.isWhole || checked.eligible === null || isConflict) return;
    const sent = await send({
      input: {
        school: school.code,
        schoolYear,
        grade: grade.grade,
        eligible: checked.eligible,
        states: statesOf(typed),
        expectedVersion,
      },
    });
    // Whoever was faster is read at once, so that both can be seen.
    onChanged();
    if (sent?.data == null) return;
    clear();
    setDone(true);
  }

  const field = (state: (typeof recordStates)[number]) => (
    <CountField
      key={state}
      label={words.state[state]}
      content={typed.states[state] ?? ''}
      onHub={isConflict ? onHub.states[state] || '0' : null}
      fault={checked.faults[state]}
      onType={(count) => typeState(state, count)}
    />
  );
  const rare = recordStates.filter((state) => !common.includes(state));

  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      <CountField
        label={words.eligible}
        hint={enrolled === null ? undefined : words.eligibleHint(enrolled.pupils)}
        content={typed.eligible}
        onHub={isConflict ? onHub.eligible || '0' : null}
        fault={!isTouched && checked.faults.eligible === 'missing' ? undefined : checked.faults.eligible}
        pupils={enrolled?.pupils}
        onType={(eligible) => type({ ...typed, eligible })}
      />
      <fieldset className="states">
        <legend>{words.states}</legend>
        <div className="state-fields">{common.map(field)}</div>
        <details
          className="rare"
          open={rare.some((state) => (typed.states[state] ?? '') !== '') || undefined}
        >
          <summary>{words.more}</summary>
          <div className="state-fields">{rare.map(field)}</div>
        </details>
      </fieldset>
      <Sum checked={checked} onFill={(rest) => typeState('NOT_STARTED', fill(typed, rest))} />
      {isConflict && <ConflictChoice words={words.conflict} onMine={keepMine} onTheirs={clear} />}
      {blamed === 'states' && <p className="field-error">{words.certificate}</p>}
      {blamed !== 'states' && !isConflict && <Refused problem={problem} />}
      <button
        type="submit"
        className="button button-main"
        disabled={isSending || !isMine || !checked.isWhole || isConflict}
      >
        {words.save}
        <span className="only-heard">{words.saveAbout(grade.grade)}</span>
      </button>
      <output className="quiet">{isDone ? words.saved : isMine ? words.keptHere : null}</output>
    </form>
  );
}

/** Says at every key whether the states make up the pupils, and offers the usual way out where some are in none. */
function Sum({
  checked,
  onFill,
}: {
  checked: ReturnType<typeof checkCounts>;
  onFill: (rest: number) => void;
}) {
  const words = useTexts(countWords);
  const { sum, eligible, rest } = checked;
  const tone = rest === null || eligible === null ? 'none' : rest === 0 ? 'good' : 'bad';
  return (
    <div className={`sum sum-${tone}`} data-sum={tone}>
      <output className="figures">
        {words.sum(sum, eligible === null ? '—' : String(eligible))} {tone === 'good' && words.whole}
        {tone === 'bad' && rest !== null && (rest > 0 ? words.tooFew(rest) : words.tooMany(-rest))}
      </output>
      {rest !== null && rest > 0 && eligible !== null && (
        <button type="button" className="button" onClick={() => onFill(rest)}>
          {words.fill(rest)}
        </button>
      )}
    </div>
  );
}

const fill = ({ states }: TypedCounts, rest: number): string =>
  String(Number((states.NOT_STARTED ?? '').trim() || 0) + rest);
