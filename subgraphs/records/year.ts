import type { EntityManager } from '@mikro-orm/sql';

import { BadUserInput } from '../../shared/errors.js';
import type { KnownCertificate } from './rules.js';
import { unknownYear } from './scope.js';

/** A school year as a writer holds it. */
export interface YearStanding {
  schoolYear: string;
  grades: number[];
  homeroomRequired: boolean;
  /** Locks so far: after the second the year is closed. */
  locks: number;
}

/** The year's scope and locks; refused with BAD_USER_INPUT where it is not in the plan. */
export async function readYear(em: EntityManager, schoolYear: string): Promise<YearStanding> {
  const years = await em.execute<YearStanding[]>(
    `select ${yearColumns} from records.scope_year y order by y.school_year`,
  );
  return yearAmong(years, schoolYear);
}

/** Refuses a year that was locked for the second time: nothing of it changes any more. */
export function requireOpen({ schoolYear, locks }: YearStanding): void {
  if (locks < 2) return;
  throw new BadUserInput({
    field: 'schoolYear',
    expected: 'a school year that is not closed',
    got: schoolYear,
    fix: `The records of ${schoolYear} were locked for the second time: nothing of them changes any more (D3).`,
  });
}

/** The organisation certificates of a school as readiness last told of them. */
export async function readCertificates(em: EntityManager, school: string): Promise<KnownCertificate[]> {
  return (
    await em.execute<CertificateRow[]>(
      `select certificate, state, valid_from as "validFrom", valid_to as "validTo"
         from records.known_certificate where school = ?`,
      [school],
    )
  ).map(toCertificate);
}

/** `readYear` and `readCertificates` in one look: an import asks both for each of its schools. */
export async function readYearOf(
  em: EntityManager,
  school: string,
  schoolYear: string,
): Promise<{ year: YearStanding; certificates: KnownCertificate[] }> {
  const years = await em.execute<(YearStanding & { certificates: CertificateRow[] })[]>(
    `select ${yearColumns}, (
           select coalesce(jsonb_agg(jsonb_build_object('certificate', c.certificate, 'state', c.state,
                                                        'validFrom', c.valid_from, 'validTo', c.valid_to)), '[]')
             from records.known_certificate c where c.school = ?) as certificates
    from records.scope_year y order by y.school_year`,
    [school],
  );
  const { certificates, ...year } = yearAmong(years, schoolYear);
  return { year, certificates: certificates.map(toCertificate) };
}

type CertificateRow = Omit<KnownCertificate, 'validFrom' | 'validTo'> & {
  validFrom: string;
  validTo: string;
};

const toCertificate = (row: CertificateRow): KnownCertificate => ({
  ...row,
  validFrom: new Date(row.validFrom),
  validTo: new Date(row.validTo),
});

const yearColumns = `y.school_year as "schoolYear", y.grades, y.homeroom_required as "homeroomRequired",
            (select count(*) from records.year_lock l where l.school_year = y.school_year)::int as locks`;

function yearAmong<Year extends YearStanding>(years: readonly Year[], schoolYear: string): Year {
  const year = years.find((known) => known.schoolYear === schoolYear);
  if (year !== undefined) return year;
  throw unknownYear(
    schoolYear,
    years.map((known) => known.schoolYear),
  );
}
