import type { EntityManager } from '@mikro-orm/sql';

import { District, Organisation, SchoolYear, Ward } from '../../../db/entities/schools/organisation.js';
import type { PlanSurroundings } from '../../../shared/events/contracts.js';

/** Takes the organisation tree, the district that is overseen from here on, its wards and the school years of a plan; the same again changes nothing. */
export async function takeDistrict(
  em: EntityManager,
  { organisations, unit, wards, scopeGrades }: PlanSurroundings,
): Promise<void> {
  await em.upsertMany(
    Organisation,
    organisations.map(({ code, nameVi, nameEn, level, parent }) => ({
      code,
      name: nameVi,
      nameEn,
      level,
      parent,
    })),
  );
  await em.nativeUpdate(District, { isOverseen: true }, { isOverseen: false });
  await em.upsert(District, {
    code: unit.districtCode ?? unit.code,
    name: unit.districtNameVi ?? unit.nameVi ?? unit.code,
    unit: unit.code,
    isOverseen: true,
  });
  await em.upsertMany(
    Ward,
    wards.map(({ code, name }) => ({ code, name, organisation: unit.code })),
  );
  await em.upsertMany(
    SchoolYear,
    Object.entries(scopeGrades).map(([id, grades]) => ({ id, scopeGrades: [...grades] })),
  );
}
