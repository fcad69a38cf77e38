import type { WorkingGroupRole } from '../../generated/graphql.js';
import { useTexts } from '../../texts/index.js';
import { organisationWords } from './texts.js';

export interface Member {
  readonly name: string;
  readonly role: WorkingGroupRole;
}

const roles: readonly WorkingGroupRole[] = ['HEAD', 'DEPUTY', 'MEMBER', 'SECRETARY'];
const MOST = 50;

/** The members of the working group, one a row. */
export function Members({
  members,
  onType,
}: {
  members: readonly Member[];
  onType: (members: readonly Member[]) => void;
}) {
  const words = useTexts(organisationWords).group;
  const put = (index: number, by: Partial<Member>): void =>
    onType(members.map((member, other) => (other === index ? { ...member, ...by } : member)));
  return (
    <fieldset className="members">
      <legend>{words.members}</legend>
      <ul>
        {members.map((member, index) => (
          // A row is its place: names change while they are typed.
          <li key={index}>
            <input
              type="text"
              aria-label={words.nameOf(index + 1)}
              placeholder={words.name}
              maxLength={200}
              autoComplete="off"
              value={member.name}
              onChange={(event) => put(index, { name: event.target.value })}
            />
            <select
              aria-label={words.roleOf(index + 1)}
              value={member.role}
              onChange={(event) => put(index, { role: event.target.value as WorkingGroupRole })}
            >
              {roles.map((role) => (
                <option key={role} value={role}>
                  {words.role[role]}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="button"
              disabled={members.length === 1}
              onClick={() => onType(members.filter((_, other) => other !== index))}
            >
              {words.remove}
              <span className="only-heard">{words.removeOf(member.name || String(index + 1))}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="field-hint">{words.staffOnly}</p>
      <button
        type="button"
        className="button"
        disabled={members.length >= MOST}
        onClick={() => onType([...members, { name: '', role: 'MEMBER' }])}
      >
        {words.add}
      </button>
    </fieldset>
  );
}
