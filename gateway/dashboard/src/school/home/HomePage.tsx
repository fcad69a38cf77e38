import { dayAndMinute } from '../../format/date.js';
import { MySchoolDocument } from '../../generated/graphql.js';
import { useRefreshOnHeard } from '../../live/useRefreshOnHeard.js';
import { PartNotice } from '../../parts/PartNotice.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { PageHead } from '../../shell/PageHead.js';
import { useTexts } from '../../texts/index.js';
import { ForSchool, type SchoolHere } from '../parts/ForSchool.js';
import { useSchoolPart } from '../parts/useSchoolPart.js';
import { DoneLines } from './DoneLines.js';
import { OpenLine } from './OpenLine.js';
import { openLines } from './places.js';
import { Returned } from './Returned.js';
import { Standing } from './Standing.js';
import { homeWords } from './texts.js';

/** What is missing and when, first: the page on which a school's people begin. */
export function HomePage() {
  return <ForSchool>{(school) => <Home school={school} />}</ForSchool>;
}

function Home({ school }: { school: SchoolHere }) {
  const words = useTexts(homeWords);
  const part = useSchoolPart(school, MySchoolDocument, { code: school.code });
  useRefreshOnHeard((event) => event.school?.code === school.code, part.refresh);
  const own = part.data?.school ?? null;
  const compliance = own?.compliance ?? null;
  const open = openLines(compliance?.lines ?? []);
  const now = open.filter(({ inForce }) => inForce);
  const later = open.filter(({ inForce }) => !inForce);
  const predicates = new Map(part.data?.complianceRules.map(({ id, predicate }) => [id, predicate]));

  return (
    <>
      <PageHead title={words.title} lead={words.lead(school.name)} />
      <PartNotice part={part} />
      {own === null ? (
        part.problem === null && <Skeleton lines={8} />
      ) : (
        <>
          <Returned items={own.checklist?.items ?? []} />
          {compliance !== null && compliance.staleSince !== null && (
            <p className="notice notice-warn">{words.stale(dayAndMinute(compliance.staleSince))}</p>
          )}
          <section className="panel" aria-labelledby="missing-title">
            <div className="panel-head">
              <h2 id="missing-title">{words.missing}</h2>
              <span className="panel-note">{words.count(now.length)}</span>
            </div>
            {now.length === 0 && compliance !== null && <p className="all-done">{words.nothingMissing}</p>}
            <ol className="open-lines">
              {now.map((line) => (
                <OpenLine key={line.rule} line={line} own={own} predicates={predicates} now={school.now} />
              ))}
            </ol>
          </section>
          {compliance !== null && <Standing compliance={compliance} checklist={own.checklist} />}
          {later.length > 0 && (
            <section className="panel" aria-labelledby="later-title">
              <div className="panel-head">
                <h2 id="later-title">{words.later}</h2>
                <span className="panel-note">{words.laterWhy}</span>
              </div>
              <ol className="open-lines">
                {later.map((line) => (
                  <OpenLine key={line.rule} line={line} own={own} predicates={predicates} now={school.now} />
                ))}
              </ol>
            </section>
          )}
          <DoneLines lines={(compliance?.lines ?? []).filter(({ state }) => state === 'MET')} />
        </>
      )}
    </>
  );
}
