import type {
  ComplianceChangedSubscription,
  MeQuery,
  OverviewQuery,
  SchoolsQuery,
  TimelineQuery,
} from '../generated/graphql.js';

export type Me = MeQuery['me'];
export type Overview = OverviewQuery['districtOverview'];
export type UnmetRule = Overview['topUnmet'][number];
export type Timeline = TimelineQuery['timeline'];
export type Task = Timeline['tasks'][number];
export type SchoolPage = SchoolsQuery['compliance'];
export type SchoolRow = SchoolPage['nodes'][number];
export type Line = SchoolRow['lines'][number];
export type Risk = SchoolRow['risks'][number];
export type Change = ComplianceChangedSubscription['complianceChanged'];
