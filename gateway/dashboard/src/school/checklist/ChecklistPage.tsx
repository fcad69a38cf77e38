import type { FormItemFragment, SchoolChecklistQuery } from '../../generated/graphql.js';
import { isForbidden, PartNotice } from '../../parts/PartNotice.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { PageHead } from '../../shell/PageHead.js';
import { useTexts } from '../../texts/index.js';
import { useOutbox, type UsedOutbox } from '../drafts/useOutbox.js';
import { ForSchool, type SchoolHere } from '../parts/ForSchool.js';
import { useArrival } from '../parts/useArrival.js';
import { Item } from './Item.js';
import { Submit } from './Submit.js';
import { checklistWords } from './texts.js';
import { useChecklist, type UsedChecklist } from './useChecklist.js';

/** The school's self-review (IV.1-4), section by section. */
export function ChecklistPage() {
  return <ForSchool>{(school) => <ChecklistForm school={school} />}</ForSchool>;
}

const declared: readonly FormItemFragment['state'][] = ['SUBMITTED', 'VERIFIED', 'DRAFT', 'NOT_APPLICABLE'];

function ChecklistForm({ school }: { school: SchoolHere }) {
  const words = useTexts(checklistWords);
  const checklist = useChecklist(school);
  const { part, items, put } = checklist;
  const drafts = useOutbox(school, items, (item) => put([item]));
  useArrival(items !== null && drafts !== null);
  const done = items?.filter(({ state }) => declared.includes(state)).length ?? 0;

  return (
    <>
      <PageHead title={words.title} lead={items === null ? undefined : words.lead(done, items.length)} />
      <PartNotice part={part} />
      {items === null || drafts === null ? (
        !isForbidden(part) && <Skeleton lines={10} />
      ) : (
        <>
          <Kept drafts={drafts} />
          <Sections school={school} checklist={checklist} items={items} drafts={drafts} />
          <Submit
            school={school}
            items={items}
            drafts={drafts}
            isSubmitted={items.every(({ state }) => declared.includes(state) && state !== 'DRAFT')}
            onChanged={put}
          />
        </>
      )}
    </>
  );
}

/** Says that something waits for the network, or that this browser keeps nothing. */
function Kept({ drafts: { entries, isDurable } }: { drafts: UsedOutbox }) {
  const words = useTexts(checklistWords);
  const waiting = [...entries.values()].filter(({ phase }) => phase === 'offline').length;
  return (
    <div aria-live="polite" className="kept-notice">
      {waiting > 0 && <p className="notice notice-warn">{words.offline(waiting)}</p>}
      {!isDurable && <p className="notice notice-warn">{words.notDurable}</p>}
    </div>
  );
}

interface SectionsProps {
  readonly school: SchoolHere;
  readonly checklist: UsedChecklist;
  readonly items: readonly FormItemFragment[];
  readonly drafts: UsedOutbox;
}

function Sections({ school, checklist: { part, put }, items, drafts }: SectionsProps) {
  const shared = useTexts();
  const words = useTexts(checklistWords);
  const sections = (part.data?.checklistTemplate?.sections ?? [])
    .map((section) => ({ ...section, items: items.filter((item) => item.section === section.id) }))
    .filter((section) => section.items.length > 0);
  const isDone = ({ state }: FormItemFragment): boolean => declared.includes(state);
  return (
    <>
      <nav className="section-links" aria-label={words.sections}>
        {sections.map(({ id, titleVi, titleEn, items: own }) => (
          <a key={id} href={`#section-${id}`}>
            {shared.pick(titleVi, titleEn)}{' '}
            <span className="figures quiet">
              {own.filter(isDone).length}/{own.length}
            </span>
          </a>
        ))}
      </nav>
      {sections.map(({ id, titleVi, titleEn, items: own }) => (
        <section
          key={id}
          id={`section-${id}`}
          className="item-section"
          tabIndex={-1}
          aria-labelledby={`section-${id}-title`}
        >
          <h2 id={`section-${id}-title`}>{shared.pick(titleVi, titleEn)}</h2>
          {own.map((item) => (
            <Item
              key={item.id}
              item={item}
              school={school}
              entry={drafts.entries.get(item.id)}
              outbox={drafts.outbox}
              whole={wholeOf(item.id, part.data?.school?.headcount ?? null)}
              onChanged={put}
              onStored={() => void part.refresh()}
            />
          ))}
        </section>
      ))}
    </>
  );
}

type Headcount = NonNullable<NonNullable<SchoolChecklistQuery['school']>['headcount']>;

/** How many must sign by the register; the hub takes no other total. Null where it is not known, or the item counts something else. */
function wholeOf(item: string, headcount: Headcount | null): number | null {
  if (headcount === null) return null;
  if (item === 'SIGNATURES_MANAGERS') return headcount.managers;
  return item === 'SIGNATURES_TEACHERS' ? headcount.homeroomInScope : null;
}
