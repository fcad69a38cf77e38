import type { SchoolTrainedFragment } from '../../generated/graphql.js';
import { useTexts } from '../../texts/index.js';
import { CountInput } from '../parts/CountInput.js';
import { Field } from '../parts/Field.js';
import { groups, roomIn, standingOf, type CheckedPeople, type GroupName, type TypedPeople } from './room.js';
import { trainingWords } from './texts.js';

interface PeopleProps {
  readonly typed: TypedPeople;
  readonly checked: CheckedPeople;
  readonly training: SchoolTrainedFragment | null;
  /** What a correction takes away before it adds. */
  readonly instead?: Readonly<Record<GroupName, number>> | null;
  readonly onType: (by: Partial<TypedPeople>) => void;
}

/** The newly trained of each group, added up and held against the people of the group as they are typed. */
export function People({ typed, checked, training, instead = null, onType }: PeopleProps) {
  const words = useTexts(trainingWords);
  return (
    <fieldset className="people">
      <legend>{words.newly}</legend>
      <div className="people-fields">
        {groups.map((name) => {
          const standing = standingOf(training, name);
          const room = roomIn(standing, instead?.[name] ?? 0);
          const fault = checked.faults[name];
          const isCounted = fault === undefined && typed[name].trim() !== '' && standing.people !== null;
          const after = (standing.trained ?? 0) - (instead?.[name] ?? 0) + checked.counts[name];
          const hint = isCounted
            ? words.after(after, standing.people ?? 0)
            : room === null
              ? words.unknown
              : words.room(room);
          return (
            <Field
              key={name}
              label={words.group[name]}
              hint={hint}
              fault={
                fault === undefined
                  ? null
                  : fault === 'notWhole'
                    ? words.fault.notWhole
                    : words.fault.aboveRoom(room ?? 0)
              }
            >
              {(control) => (
                <CountInput
                  control={control}
                  name={name}
                  value={typed[name]}
                  onType={(count) => onType({ [name]: count })}
                />
              )}
            </Field>
          );
        })}
      </div>
      <output className="sum figures">{words.sum(checked.sum)}</output>
    </fieldset>
  );
}
