import { SchoolOrganisationDocument } from '../../generated/graphql.js';
import { useRefreshOnHeard } from '../../live/useRefreshOnHeard.js';
import { isForbidden, PartNotice } from '../../parts/PartNotice.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { PageHead } from '../../shell/PageHead.js';
import { useTexts } from '../../texts/index.js';
import { ForSchool, type SchoolHere } from '../parts/ForSchool.js';
import { useArrival } from '../parts/useArrival.js';
import { useSchoolPart } from '../parts/useSchoolPart.js';
import { Communications } from './Communications.js';
import { Duties } from './Duties.js';
import { organisationWords } from './texts.js';
import { WorkingGroup } from './WorkingGroup.js';

/** Who carries the rollout at the school, and whom it was told to (IV.2-1 to IV.2-3). */
export function OrganisationPage() {
  return <ForSchool>{(school) => <Organisation school={school} />}</ForSchool>;
}

function Organisation({ school }: { school: SchoolHere }) {
  const words = useTexts(organisationWords);
  const part = useSchoolPart(school, SchoolOrganisationDocument, { code: school.code });
  useRefreshOnHeard(
    ({ type, school: where }) => where?.code === school.code && type.startsWith('readiness.'),
    part.refresh,
  );
  const own = part.data?.school ?? null;
  useArrival(own !== null);
  const refresh = (): void => void part.refresh();
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <PartNotice part={part} />
      {own === null ? (
        !isForbidden(part) && part.fetching && <Skeleton lines={8} />
      ) : (
        <>
          <WorkingGroup school={school} group={own.workingGroup} onChanged={refresh} />
          {own.plan !== null && <Duties school={school} plan={own.plan} onChanged={refresh} />}
          {own.communications !== null && (
            <Communications school={school} communications={own.communications} onChanged={refresh} />
          )}
        </>
      )}
    </>
  );
}
