import { sql, type RawBuilder } from 'kysely';

import type { RecommendationDirection, RecommendationState } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';
import type { PageRequest } from '../../../shared/subgraph/connection.js';
import { readPage, type Paged } from './page.js';

export interface RecommendationRow {
  id: string;
  direction: RecommendationDirection;
  school: string | null;
  text: string;
  state: RecommendationState;
  author: string;
  authorRole: string;
  createdAt: string;
  sentAt: string | null;
  decidedAt: string | null;
  decisionReply: string | null;
  answer: string | null;
  answeredAt: string | null;
}

const columns = sql`id::text as id, direction, school, text, state, author, author_role as "authorRole", created_at as "createdAt",
  sent_at as "sentAt", decided_at as "decidedAt", decision_reply as "decisionReply", answer, answered_at as "answeredAt"`;

export async function readRecommendations(db: Reader, ids: readonly string[]): Promise<RecommendationRow[]> {
  const { rows } = await sql<RecommendationRow>`
    select ${columns} from rollout.recommendation where id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}

/** The recommendations of the schools, the newest first; drafts of others are left out. */
export async function readSchoolRecommendations(
  db: Reader,
  schools: readonly string[],
  subject: string,
): Promise<RecommendationRow[]> {
  const { rows } = await sql<RecommendationRow>`
    select ${columns} from rollout.recommendation where school = any(${[...schools]}) and ${isShown(subject)}
     order by created_at desc, id`.execute(db);
  return rows;
}

export interface RecommendationListFilter {
  state?: readonly RecommendationState[] | null | undefined;
  direction?: RecommendationDirection | null | undefined;
  school?: string | null | undefined;
  /** Only what waits for the office: to be decided, or forwarded and answered from above. */
  toAnswer?: boolean | null | undefined;
  /** Bounds of the actor: its schools (null: all), and whether it sees what goes to the city. */
  codes: readonly string[] | null;
  seesCity: boolean;
  seesSchools: boolean;
  subject: string;
}

/** A page of recommendations, the newest first. */
export async function listRecommendations(
  db: Reader,
  filter: RecommendationListFilter,
  page: PageRequest,
): Promise<Paged<RecommendationRow>> {
  const { state, direction, school, toAnswer, codes, seesCity, seesSchools, subject } = filter;
  const ofSchools =
    codes === null
      ? sql`direction = 'SCHOOL_TO_DISTRICT'`
      : sql`direction = 'SCHOOL_TO_DISTRICT' and school = any(${[...codes]})`;
  const parts: RawBuilder<unknown>[] = [
    isShown(subject),
    sql`((${seesCity}::boolean and direction = 'DISTRICT_TO_CITY') or (${seesSchools}::boolean and ${ofSchools}))`,
  ];
  if (state != null) parts.push(sql`state = any(${[...state]})`);
  if (direction != null) parts.push(sql`direction = ${direction}`);
  if (school != null) parts.push(sql`school = ${school}`);
  if (toAnswer === true) parts.push(waits);
  const from = sql`select ${columns}, created_at as sort from rollout.recommendation r where ${sql.join(parts, sql` and `)}`;
  return readPage(db, { from, sort: 'timestamptz', direction: 'desc', page });
}

const waits = sql`direction = 'SCHOOL_TO_DISTRICT' and (state = 'SENT' or (state = 'FORWARDED' and exists (
  select 1 from rollout.recommendation_source link join rollout.recommendation above on above.id = link.recommendation
   where link.source = r.id and above.state = 'ANSWERED')))`;

function isShown(subject: string): RawBuilder<unknown> {
  return sql`(state <> 'DRAFT' or author = ${subject})`;
}

export interface LinkRow {
  recommendation: string;
  source: string;
  kind: 'DIFFICULTY' | 'RECOMMENDATION';
}

/** What the recommendations rest on. */
export async function readSources(db: Reader, recommendations: readonly string[]): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select recommendation::text as recommendation, source::text as source, kind from rollout.recommendation_source
     where recommendation = any(${[...recommendations]}::uuid[]) order by 1, 2`.execute(db);
  return rows;
}

/** What rests on the sources. */
export async function readFollowers(db: Reader, sources: readonly string[]): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select recommendation::text as recommendation, source::text as source, kind from rollout.recommendation_source
     where source = any(${[...sources]}::uuid[]) order by 2, 1`.execute(db);
  return rows;
}
