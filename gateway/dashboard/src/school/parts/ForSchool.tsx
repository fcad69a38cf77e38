import '../styles/desk.css';
import '../styles/forms.css';
import '../styles/home.css';
import '../styles/checklist.css';
import '../styles/evidence.css';
import '../styles/pages.css';
import { type ReactNode } from 'react';
import { useSearchParams } from 'react-router';

import { localDay } from '../../format/date.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { useGround, useMe } from '../../session/MeProvider.js';
import { bilingual, useTexts } from '../../texts/index.js';

/** The school that the page is about, and what the one who looks may do there. The hub decides; this only leaves out what it would refuse. */
export interface SchoolHere {
  readonly code: string;
  readonly name: string;
  readonly subject: string;
  readonly role: string;
  /** May declare for the school: its admin and its principal. */
  readonly mayEdit: boolean;
  /** May answer for the checklist: the principal alone. */
  readonly maySubmit: boolean;
  /** May report record counts: the school, and a provider that serves it. */
  readonly mayCount: boolean;
  /** The domain's clock. */
  readonly now: Date;
  /** The domain's day, `YYYY-MM-DD`. */
  readonly today: string;
}

const words = bilingual({
  vi: { school: 'Trường', none: 'Tài khoản này chưa được gắn với trường nào; hãy báo Phòng GD&ĐT.' },
  en: { school: 'School', none: 'This account is bound to no school yet; tell the district office.' },
});

/** Shows its content for the caller's school; who serves several chooses one, and the address keeps the choice. */
export function ForSchool({ children }: { children: (school: SchoolHere) => ReactNode }) {
  const texts = useTexts(words);
  const person = useMe();
  const { now } = useGround();
  const [search, setSearch] = useSearchParams();
  if (now === null) return <Skeleton lines={8} />;
  const schools = person.schools ?? [];
  const chosen = schools.find(({ code }) => code === search.get('school')) ?? schools[0];
  if (chosen === undefined) return <p className="notice notice-plain">{texts.none}</p>;
  const { subject, role } = person;
  const isOwn = role === 'school_admin' || role === 'principal';
  const here: SchoolHere = {
    code: chosen.code,
    name: chosen.name ?? chosen.code,
    subject,
    role,
    mayEdit: isOwn,
    maySubmit: role === 'principal',
    mayCount: isOwn || role === 'provider',
    now,
    today: localDay(now),
  };
  return (
    <div className="desk" key={here.code}>
      {schools.length > 1 && (
        <label className="desk-choice">
          {texts.school}
          <select value={here.code} onChange={(event) => setSearch({ school: event.target.value })}>
            {schools.map(({ code, name }) => (
              <option key={code} value={code}>
                {name ?? code}
              </option>
            ))}
          </select>
        </label>
      )}
      {children(here)}
    </div>
  );
}
