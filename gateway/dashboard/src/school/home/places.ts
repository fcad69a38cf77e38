import type { MySchoolQuery } from '../../generated/graphql.js';

type School = NonNullable<MySchoolQuery['school']>;
export type Line = NonNullable<School['compliance']>['lines'][number];
export type ListedItem = NonNullable<School['checklist']>['items'][number];

/** The pages on which a school mends what is unmet. */
export type Page =
  | 'checklist'
  | 'organisation'
  | 'certificates'
  | 'training'
  | 'counts'
  | 'documents'
  | 'signatures';

/** Where to go: a page, and what to bring into view there. */
export interface Place {
  readonly page: Page;
  /** The id of an element of the page; null for the page as a whole. */
  readonly part: string | null;
}

/** The element of the checklist that stands for an item. */
export const itemPart = (item: string): string => `item-${item}`;

const done: readonly ListedItem['state'][] = ['SUBMITTED', 'VERIFIED', 'NOT_APPLICABLE'];

/**
 * The place that mends an unmet line. Rules are the plan's own data, so their predicate decides, and the first item still missing
 * where the checklist asks for it.
 */
export function placeOf(
  line: Pick<Line, 'rule' | 'missing'>,
  predicate: string | undefined,
  items: readonly ListedItem[],
): Place {
  const missingItem = items.find(({ id }) => line.missing.includes(id));
  switch (predicate) {
    case 'WORKING_GROUP':
      return { page: 'organisation', part: 'working-group' };
    case 'PLAN_AND_DUTIES':
      return missingItem === undefined
        ? { page: 'organisation', part: 'duties' }
        : { page: 'checklist', part: itemPart(missingItem.id) };
    case 'COMMUNICATION':
      return { page: 'organisation', part: 'communications' };
    case 'ORGANISATION_CERTIFICATE':
      return { page: 'certificates', part: null };
    case 'CITY_TRAINING':
    case 'TRAINING_COMPLETION':
      return { page: 'training', part: null };
    case 'GUIDANCE_ACKNOWLEDGED':
      return { page: 'documents', part: null };
    case 'RECORDS_ACCEPTED':
      return { page: 'counts', part: null };
    case 'SELF_REVIEW_SUBMITTED': {
      const open = items.find(({ state }) => !done.includes(state) && state !== 'DRAFT');
      return { page: 'checklist', part: open === undefined ? 'submit' : itemPart(open.id) };
    }
    default: {
      const own = missingItem ?? items.find((item) => item.rule === line.rule && !done.includes(item.state));
      return { page: 'checklist', part: own === undefined ? null : itemPart(own.id) };
    }
  }
}

/** Unmet lines of rules in force, those due first before the others, then those that cost most. */
export function openLines(lines: readonly Line[]): readonly Line[] {
  return lines
    .filter(({ state }) => state === 'UNMET' || state === 'UNKNOWN')
    .toSorted((left, right) => left.due.localeCompare(right.due) || right.pointsLost - left.pointsLost);
}
