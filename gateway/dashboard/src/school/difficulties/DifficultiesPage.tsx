import { SchoolDifficultiesDocument, type DifficultyThreadFragment } from '../../generated/graphql.js';
import { useRefreshOnHeard } from '../../live/useRefreshOnHeard.js';
import { isForbidden, PartNotice } from '../../parts/PartNotice.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { PageHead } from '../../shell/PageHead.js';
import { useTexts } from '../../texts/index.js';
import { ForSchool, type SchoolHere } from '../parts/ForSchool.js';
import { useSchoolPart } from '../parts/useSchoolPart.js';
import { Report } from './Report.js';
import { difficultyWords } from './texts.js';
import { Thread } from './Thread.js';

/** What stands in the school's way, and what the office says to it (KẾT). */
export function DifficultiesPage() {
  return <ForSchool>{(school) => <Difficulties school={school} />}</ForSchool>;
}

function Difficulties({ school }: { school: SchoolHere }) {
  const words = useTexts(difficultyWords);
  const part = useSchoolPart(school, SchoolDifficultiesDocument, { code: school.code });
  useRefreshOnHeard(
    ({ type, school: where }) => where?.code === school.code && type.startsWith('rollout.difficulty'),
    part.refresh,
  );
  const difficulties = part.data?.school?.difficulties ?? null;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <PartNotice part={part} />
      {school.mayEdit && (
        <Report school={school} known={difficulties ?? []} onChanged={() => void part.refresh()} />
      )}
      {difficulties === null ? (
        !isForbidden(part) && part.fetching && <Skeleton lines={6} />
      ) : (
        <>
          {difficulties.length === 0 && <p className="panel empty">{words.none}</p>}
          <ul className="desk-cards">
            {difficulties.toSorted(openFirst).map((difficulty) => (
              <Thread
                key={difficulty.id}
                difficulty={difficulty}
                school={school}
                onChanged={() => void part.refresh()}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What is not closed first, then the newest. */
function openFirst(left: DifficultyThreadFragment, right: DifficultyThreadFragment): number {
  const closed = Number(left.state === 'CLOSED') - Number(right.state === 'CLOSED');
  return closed || right.reportedAt.localeCompare(left.reportedAt);
}
