import { SchoolSignaturesDocument, type SignatureGroup } from '../../generated/graphql.js';
import { useRefreshOnHeard } from '../../live/useRefreshOnHeard.js';
import { isForbidden, PartNotice } from '../../parts/PartNotice.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { PageHead } from '../../shell/PageHead.js';
import { useTexts } from '../../texts/index.js';
import { ForSchool, type SchoolHere } from '../parts/ForSchool.js';
import { useSchoolPart } from '../parts/useSchoolPart.js';
import { Group } from './Group.js';
import { signatureWords } from './texts.js';

/** How many of the school's people have a signature, and until when (II.3-3). */
export function SignaturesPage() {
  return <ForSchool>{(school) => <Signatures school={school} />}</ForSchool>;
}

/** Each group with the item of the checklist that its declaration drafts. */
const groups: readonly (readonly [group: SignatureGroup, item: string])[] = [
  ['MANAGERS', 'SIGNATURES_MANAGERS'],
  ['TEACHERS', 'SIGNATURES_TEACHERS'],
];

function Signatures({ school }: { school: SchoolHere }) {
  const words = useTexts(signatureWords);
  const part = useSchoolPart(school, SchoolSignaturesDocument, { code: school.code });
  useRefreshOnHeard(
    ({ type, school: where }) => where?.code === school.code && type.startsWith('readiness.'),
    part.refresh,
  );
  const answer = part.data?.school;
  const items = answer?.checklist?.items ?? null;
  const headcount = answer?.headcount ?? null;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <PartNotice part={part} />
      {items === null ? (
        !isForbidden(part) && part.fetching && <Skeleton lines={6} />
      ) : (
        <>
          {headcount === null && <p className="notice notice-warn">{words.noHeadcount}</p>}
          {groups.map(([group, id]) => (
            <Group
              key={group}
              school={school}
              group={group}
              people={(group === 'MANAGERS' ? headcount?.managers : headcount?.homeroomInScope) ?? null}
              item={items.find((item) => item.id === id) ?? null}
              signatures={answer?.signatures ?? null}
              onChanged={() => void part.refresh()}
            />
          ))}
        </>
      )}
    </>
  );
}
