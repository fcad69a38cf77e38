import { SchoolCountsDocument } from '../../generated/graphql.js';
import { useRefreshOnHeard } from '../../live/useRefreshOnHeard.js';
import { isForbidden, PartNotice } from '../../parts/PartNotice.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { useGround } from '../../session/MeProvider.js';
import { PageHead } from '../../shell/PageHead.js';
import { useTexts } from '../../texts/index.js';
import { ForSchool, type SchoolHere } from '../parts/ForSchool.js';
import { useSchoolPart } from '../parts/useSchoolPart.js';
import { Grade } from './Grade.js';
import { countWords } from './texts.js';

/** How many records of each grade are in which state (II.1-2). */
export function CountsPage() {
  return <ForSchool>{(school) => <Counts school={school} />}</ForSchool>;
}

function Counts({ school }: { school: SchoolHere }) {
  const words = useTexts(countWords);
  const { ground } = useGround();
  const planned = ground.data?.timeline.plan.schoolYear ?? null;
  const part = useSchoolPart(school, SchoolCountsDocument, { code: school.code, schoolYear: planned });
  useRefreshOnHeard(
    ({ type, school: where }) => where?.code === school.code && type.startsWith('records.'),
    part.refresh,
  );
  const records = part.data?.school?.records ?? null;
  const enrolment = part.data?.school?.enrolment ?? [];
  return (
    <>
      <PageHead title={words.title} lead={records === null ? undefined : words.lead(records.schoolYear)} />
      <PartNotice part={part} />
      {records === null ? (
        !isForbidden(part) && part.fetching && <Skeleton lines={8} />
      ) : records.grades.length === 0 ? (
        <p className="panel empty">{words.none}</p>
      ) : (
        records.grades.map((grade) => (
          <Grade
            key={grade.grade}
            school={school}
            schoolYear={records.schoolYear}
            grade={grade}
            enrolled={enrolment.find((row) => row.grade === grade.grade) ?? null}
            onChanged={() => void part.refresh()}
          />
        ))
      )}
    </>
  );
}
