import { useState, type SubmitEvent } from 'react';

import { plainDay } from '../../format/date.js';
import {
  AssignDutyDocument,
  type DutyFormFragment,
  type SchoolOrganisationQuery,
} from '../../generated/graphql.js';
import { useSend } from '../../graph/useSend.js';
import { useTexts } from '../../texts/index.js';
import { itemPart } from '../home/places.js';
import { Field } from '../parts/Field.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { Refused } from '../parts/Refused.js';
import { SchoolLink } from '../parts/SchoolLink.js';
import { organisationWords } from './texts.js';

interface DutiesProps {
  readonly school: SchoolHere;
  readonly plan: NonNullable<NonNullable<SchoolOrganisationQuery['school']>['plan']>;
  readonly onChanged: () => void;
}

/** The school's plan and who answers for each of its duties (IV.2-2). */
export function Duties({ school, plan, onChanged }: DutiesProps) {
  const words = useTexts(organisationWords).duties;
  return (
    <section id="duties" className="panel" aria-labelledby="duties-title" tabIndex={-1} data-form>
      <h2 id="duties-title">{words.title}</h2>
      <p className="quiet">
        {plan.number === null || plan.date === null
          ? words.noPlan
          : words.plan(plan.number, plainDay(plan.date))}{' '}
        <SchoolLink page="checklist" part={itemPart('SCHOOL_PLAN')}>
          {words.toPlan}
        </SchoolLink>
      </p>
      <ul className="duties">
        {plan.duties.map((duty) => (
          <Duty key={duty.id} duty={duty} school={school} onChanged={onChanged} />
        ))}
      </ul>
    </section>
  );
}

interface DutyProps {
  readonly duty: DutyFormFragment;
  readonly school: SchoolHere;
  readonly onChanged: () => void;
}

function Duty({ duty, school, onChanged }: DutyProps) {
  const shared = useTexts();
  const words = useTexts(organisationWords).duties;
  const { send, isSending, problem } = useSend(AssignDutyDocument);
  const [typed, setTyped] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);
  const title = shared.pick(duty.titleVi, duty.titleEn);
  const person = typed ?? duty.person ?? '';
  const isChanged = person.trim() !== (duty.person ?? '');

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!isChanged) return;
    const given = person.trim();
    const sent = await send({
      input: { school: school.code, duty: duty.id, person: given === '' ? null : given },
    });
    if (sent?.data == null) return;
    setDone(true);
    onChanged();
  }

  return (
    <li data-duty={duty.id}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Field label={title} hint={person === '' ? words.none : undefined}>
          {(control) => (
            <input
              {...control}
              type="text"
              maxLength={200}
              autoComplete="off"
              readOnly={!school.mayEdit}
              value={person}
              onChange={(event) => {
                setDone(false);
                setTyped(event.target.value);
              }}
            />
          )}
        </Field>
        {school.mayEdit && (
          <button type="submit" className="button" disabled={isSending || !isChanged}>
            {words.save}
            <span className="only-heard">{words.saveOf(title)}</span>
          </button>
        )}
      </form>
      <output className="quiet">{isDone && !isChanged && words.saved}</output>
      <Refused problem={problem} />
    </li>
  );
}
