import type { ReactNode } from 'react';

import { dayAndMinute } from '../format/date.js';
import type { MeQuery } from '../generated/graphql.js';
import type { Me } from '../graph/types.js';
import type { Part } from '../graph/usePart.js';
import { useLiveState } from '../live/LiveProvider.js';
import { Mark } from '../parts/Mark.js';
import { useGround } from '../session/MeProvider.js';
import { useSession } from '../session/SessionContext.js';
import { useTexts, type Texts } from '../texts/index.js';
import { Connection } from './Connection.js';

/** Whose numbers these are, by which clock, how fresh, and who is looking. */
export function Header({ menu }: { menu: ReactNode }) {
  const texts = useTexts();
  const { me, ground, now } = useGround();
  const { state } = useLiveState();
  const plan = ground.data?.timeline.plan;
  const isSynthetic =
    ground.data?.district?.overview?.isSynthetic ??
    me.data?.me.schools?.some((school) => school.isSynthetic === true) ??
    false;
  return (
    <header className="header">
      {menu}
      <div className="brand">
        <Mark />
        <div className="brand-text">
          <p className="brand-name">
            {texts.product}
            {plan !== undefined && (
              <span className="brand-whose">{texts.pick(plan.unit.nameVi, plan.unit.nameEn)}</span>
            )}
          </p>
          <p className="brand-unit" title={plan?.title}>
            {plan === undefined ? (
              texts.tagline
            ) : (
              <>
                <span lang="vi">{plan.title}</span>, {texts.header.schoolYear(plan.schoolYear)}
              </>
            )}
          </p>
        </div>
      </div>
      <div className="header-facts">
        {isSynthetic && (
          <span className="badge badge-synthetic" title={texts.header.syntheticWhy}>
            {texts.header.synthetic}
          </span>
        )}
        <Clock now={now} isSimulated={me.data?.me.isSimulatedTime ?? false} />
        <Connection state={state} />
      </div>
      <Person me={me} />
    </header>
  );
}

function Clock({ now, isSimulated }: { now: Date | null; isSimulated: boolean }) {
  const texts = useTexts();
  if (now === null) return null;
  return (
    <span
      className={isSimulated ? 'badge badge-simulated' : 'badge'}
      title={isSimulated ? texts.header.simulatedWhy : undefined}
    >
      {isSimulated ? texts.header.simulated : texts.header.clock}{' '}
      <time dateTime={now.toISOString()} className="figures">
        {dayAndMinute(now)}
      </time>
    </span>
  );
}

function Person({ me }: { me: Part<MeQuery> }) {
  const texts = useTexts();
  const { signOut } = useSession();
  const person = me.data?.me;
  const role = person === undefined ? '' : roleLine(person, texts);
  return (
    <div className="person">
      {person !== undefined && (
        <div className="person-text">
          <span className="person-name">{person.name}</span>
          {role !== '' && <span className="person-role">{role}</span>}
        </div>
      )}
      <button type="button" className="button button-small" onClick={signOut}>
        {texts.header.signOut}
      </button>
    </div>
  );
}

/** What someone is and for which schools; not what the name already says. */
function roleLine({ name, role, schools }: Me, texts: Texts): string {
  const said = texts.header.role(role);
  const names = (schools ?? []).map((school) => school.name ?? texts.table.unnamed(school.code));
  const [first, ...others] = names;
  const where = first === undefined ? '' : texts.header.schools(first, others.length);
  return [said === name ? '' : said, where].filter((part) => part !== '').join(' · ');
}
