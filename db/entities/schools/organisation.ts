import { defineEntity, p } from '@mikro-orm/core';

/** Ministry, city department, oversight unit: a tree. */
export const Organisation = defineEntity({
  name: 'Organisation',
  tableName: 'organisation',
  schema: 'schools',
  properties: {
    code: p.text().primary(),
    name: p.text(),
    nameEn: p.text(),
    level: p.text(),
    parent: p.text().nullable(),
  },
});

/** The area that an oversight unit answers for; where the unit is no district's office, it carries the unit's own code and name. */
export const District = defineEntity({
  name: 'District',
  tableName: 'district',
  schema: 'schools',
  properties: {
    code: p.text().primary(),
    name: p.text(),
    unit: p.text(),
    /** The one whose plan is the active one. */
    isOverseen: p.boolean().default(false),
  },
  indexes: [
    {
      name: 'district_one_overseen',
      expression:
        'create unique index "district_one_overseen" on "schools"."district" ("is_overseen") where is_overseen',
    },
  ],
});

export const Ward = defineEntity({
  name: 'Ward',
  tableName: 'ward',
  schema: 'schools',
  properties: { code: p.text().primary(), name: p.text(), organisation: p.text() },
});

/** A school year and the grades that are kept as digital records in it (TT 27/2020's roadmap). */
export const SchoolYear = defineEntity({
  name: 'SchoolYear',
  tableName: 'school_year',
  schema: 'schools',
  properties: { id: p.text().primary(), scopeGrades: p.json<number[]>() },
});
