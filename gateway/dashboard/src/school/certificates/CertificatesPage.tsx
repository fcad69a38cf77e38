import { SchoolCertificatesDocument } from '../../generated/graphql.js';
import { useRefreshOnHeard } from '../../live/useRefreshOnHeard.js';
import { isForbidden, PartNotice } from '../../parts/PartNotice.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { PageHead } from '../../shell/PageHead.js';
import { useTexts } from '../../texts/index.js';
import { ForSchool, type SchoolHere } from '../parts/ForSchool.js';
import { useSchoolPart } from '../parts/useSchoolPart.js';
import { CertificateCard } from './CertificateCard.js';
import { Declare } from './Declare.js';
import { certificateWords } from './texts.js';

/** The school's organisation certificates, and the form for a new one. */
export function CertificatesPage() {
  return <ForSchool>{(school) => <Certificates school={school} />}</ForSchool>;
}

function Certificates({ school }: { school: SchoolHere }) {
  const words = useTexts(certificateWords);
  const part = useSchoolPart(school, SchoolCertificatesDocument, { code: school.code });
  useRefreshOnHeard(
    ({ type, school: where }) => where?.code === school.code && type.startsWith('readiness.'),
    part.refresh,
  );
  const certificates = part.data?.school?.certificates ?? null;
  const refresh = (): void => void part.refresh();
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <PartNotice part={part} />
      {certificates === null ? (
        !isForbidden(part) && part.fetching && <Skeleton lines={5} />
      ) : (
        <>
          {certificates.length === 0 && <p className="panel empty">{words.none}</p>}
          <ul className="desk-cards">
            {certificates.map((certificate) => (
              <CertificateCard
                key={certificate.id}
                certificate={certificate}
                school={school}
                onChanged={refresh}
              />
            ))}
          </ul>
          {school.mayEdit && <Declare school={school} onChanged={refresh} />}
        </>
      )}
    </>
  );
}
