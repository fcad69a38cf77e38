import { useState, type SubmitEvent } from 'react';

import { SetWorkingGroupDocument, type WorkingGroupFormFragment } from '../../generated/graphql.js';
import { useSend } from '../../graph/useSend.js';
import { useTexts } from '../../texts/index.js';
import { EvidenceBox } from '../evidence/EvidenceBox.js';
import { DayField } from '../parts/DayField.js';
import { Field } from '../parts/Field.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { Refused } from '../parts/Refused.js';
import { useKept } from '../parts/useKept.js';
import { Members, type Member } from './Members.js';
import { organisationWords } from './texts.js';

interface WorkingGroupProps {
  readonly school: SchoolHere;
  /** Null where there is none yet. */
  readonly group: WorkingGroupFormFragment | null;
  readonly onChanged: () => void;
}

interface Typed {
  readonly decisionNumber: string;
  readonly decisionDate: string;
  readonly members: readonly Member[];
}

interface Kept {
  /** Null while nobody has typed. */
  readonly typed: Typed | null;
  /** The version that the typing rests on. */
  readonly version: number;
}

const untouched: Kept = { typed: null, version: 0 };
const nobody: Typed = { decisionNumber: '', decisionDate: '', members: [{ name: '', role: 'HEAD' }] };

/** The school's working group (IV.2-1); it replaces the former one as a whole. */
export function WorkingGroup({ school, group, onChanged }: WorkingGroupProps) {
  const words = useTexts(organisationWords);
  const { send, isSending, problem } = useSend(SetWorkingGroupDocument);
  const { content, change, clear } = useKept(school, 'working-group', untouched);
  const [isAsked, setAsked] = useState(false);
  const [isDone, setDone] = useState(false);
  const version = group?.version ?? 0;
  const typed = content.typed ?? group ?? nobody;
  const isBehind = content.typed !== null && content.version !== version;
  const members = typed.members.filter(({ name }) => name.trim() !== '');
  const isFuture = typed.decisionDate > school.today;
  const hasHead = members.some(({ role }) => role === 'HEAD');
  const isVerified = problem?.errors[0]?.extensions?.['code'] === 'INVALID_TRANSITION';

  const type = (by: Partial<Typed>): void => {
    setDone(false);
    const { decisionNumber, decisionDate, members: named } = typed;
    change({
      typed: { decisionNumber, decisionDate, members: named, ...by },
      version: content.typed === null ? version : content.version,
    });
  };
  const missing = (content: string): string | null =>
    isAsked && content.trim() === '' ? words.fault.missing : null;

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setAsked(true);
    const { decisionNumber, decisionDate } = typed;
    if (decisionNumber.trim() === '' || decisionDate === '' || isFuture || !hasHead) return;
    const sent = await send({
      input: {
        school: school.code,
        decisionNumber: decisionNumber.trim(),
        decisionDate,
        members: members.map(({ name, role }) => ({ name: name.trim(), role })),
      },
    });
    if (sent?.data == null) return;
    clear();
    setAsked(false);
    setDone(true);
    onChanged();
  }

  return (
    <section id="working-group" className="panel" aria-labelledby="group-title" tabIndex={-1} data-form>
      <h2 id="group-title">{words.group.title}</h2>
      {isBehind && group !== null && (
        <div className="conflict" role="alert">
          <p>{words.group.changed}</p>
          <p>
            <span className="quiet">{words.group.onHub}:</span> {group.decisionNumber};{' '}
            {group.members.map(({ name, role }) => `${name} (${words.group.role[role]})`).join(', ')}
          </p>
          <button type="button" className="button" onClick={clear}>
            {words.group.takeTheirs}
          </button>
        </div>
      )}
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        <fieldset className="plain" disabled={!school.mayEdit}>
          <div className="field-pair">
            <Field label={words.group.decisionNumber} fault={missing(typed.decisionNumber)}>
              {(control) => (
                <input
                  {...control}
                  type="text"
                  maxLength={100}
                  autoComplete="off"
                  value={typed.decisionNumber}
                  onChange={(event) => type({ decisionNumber: event.target.value })}
                />
              )}
            </Field>
            <DayField
              label={words.group.decisionDate}
              max={school.today}
              value={typed.decisionDate}
              fault={isFuture ? words.fault.future : missing(typed.decisionDate)}
              isReadOnly={!school.mayEdit}
              onChange={(decisionDate) => type({ decisionDate })}
            />
          </div>
          <Members members={typed.members} onType={(named) => type({ members: named })} />
        </fieldset>
        {isAsked && !hasHead && (
          <p className="field-error" role="alert">
            {words.group.noHead}
          </p>
        )}
        {isVerified ? (
          <p className="notice notice-warn" role="alert">
            {words.group.verified}
          </p>
        ) : (
          <Refused problem={problem} />
        )}
        {school.mayEdit && (
          <button type="submit" className="button button-main" disabled={isSending}>
            {words.group.save}
          </button>
        )}
        <output className="said">{isDone && words.group.saved}</output>
      </form>
      {group !== null && group.evidence !== null && (
        <EvidenceBox
          files={group.evidence}
          target={{ school: school.code, reference: { kind: 'WORKING_GROUP' } }}
          subject="to-cong-tac"
          about={words.group.title}
          mayAdd={school.mayEdit}
          isOpen
          onStored={onChanged}
        />
      )}
    </section>
  );
}
