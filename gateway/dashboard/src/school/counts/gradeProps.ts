import type { GradeCountsFragment, SchoolCountsQuery } from '../../generated/graphql.js';
import type { SchoolHere } from '../parts/ForSchool.js';

export type Enrolled = NonNullable<NonNullable<SchoolCountsQuery['school']>['enrolment']>[number];

export interface GradeProps {
  readonly school: SchoolHere;
  readonly schoolYear: string;
  readonly grade: GradeCountsFragment;
  /** What the register has of the grade; null where it has nothing. */
  readonly enrolled: Enrolled | null;
  readonly onChanged: () => void;
}
