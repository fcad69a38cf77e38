import './sheet.css';
import { Link, useParams } from 'react-router';

import { SheetDocument } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { useRefreshOnHeard } from '../live/useRefreshOnHeard.js';
import { isOld, PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { PastNotice, SeasonSlider } from '../season/SeasonSlider.js';
import { useAsOf } from '../season/useAsOf.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { Facts } from './Facts.js';
import { History } from './History.js';
import { Lines } from './Lines.js';
import { Difficulties, People, Register, Visits } from './Side.js';
import { sheetTexts } from './texts.js';
import { Trail } from './Trail.js';
import type { Sheet } from './types.js';

/** Everything that is known of one school, as one would take it to the phone or to a visit. */
export function SheetPage() {
  const { code = '' } = useParams();
  const shared = useTexts();
  const texts = useTexts(sheetTexts);
  const asOf = useAsOf();
  const part = usePart(SheetDocument, { code, asOf: asOf.instant });
  useRefreshOnHeard(({ school }) => school?.code === code, part.refresh);
  const isOther = part.dataKey !== part.key;
  const school = isOther ? null : part.data?.school;

  return (
    <>
      <p className="sheet-back">
        <Link to="/schools">← {texts.back}</Link>
        <Link
          to={`/print/schools/${code}${asOf.instant === null ? '' : `?luc=${encodeURIComponent(asOf.instant)}`}`}
        >
          {texts.print}
        </Link>
      </p>
      <PageHead
        title={school?.name ?? shared.table.unnamed(code)}
        lead={school == null ? undefined : <Lead school={school} />}
      >
        <SeasonSlider asOf={asOf} />
      </PageHead>
      <PastNotice asOf={asOf} />
      <PartNotice part={part} />
      {part.fetching && isOther && <Skeleton lines={12} />}
      {!isOther && part.data !== undefined && school === null && (
        <p className="notice notice-plain">{texts.unknown}</p>
      )}
      {school != null && (
        <div className={isOld(part) ? 'sheet old' : 'sheet'}>
          {school.compliance === null && <p className="notice notice-plain">{texts.hidden}</p>}
          {school.compliance !== null && <Facts compliance={school.compliance} />}
          <div className="sheet-main">
            {school.compliance !== null && <Lines school={school} compliance={school.compliance} />}
            <Trail code={code} />
          </div>
          <div className="sheet-side">
            <People people={school.people} />
            <History code={code} />
            <Difficulties difficulties={school.difficulties} />
            <Visits visits={school.visits} />
            <Register school={school} />
          </div>
        </div>
      )}
    </>
  );
}

function Lead({ school: { code, kind, ownership, ward, name, isSynthetic } }: { school: Sheet }) {
  const shared = useTexts();
  const texts = useTexts(sheetTexts);
  const said = [
    code,
    kind === null ? null : `${texts.kind[kind]}${ownership === null ? '' : ` ${texts.ownership[ownership]}`}`,
    ward?.name ?? null,
    isSynthetic === true && name?.includes('dữ liệu giả') !== true ? shared.header.synthetic : null,
  ];
  return said.filter((part) => part !== null).join(' · ');
}
