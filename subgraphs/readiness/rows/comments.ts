import { sql } from 'kysely';

import type { Reader } from '../../../shared/session.js';

/** What somebody said about an item; `at` is an ISO text as the database writes it. */
export interface CommentRow {
  id: string;
  school: string;
  item: string;
  text: string;
  followUp: boolean;
  author: string;
  authorRole: string;
  at: string;
}

const columns = sql`id, school, item, text, follow_up as "followUp", author, author_role as "authorRole", at`;

/** The schools' comments in the order in which they were made. */
export async function readComments(db: Reader, schools: readonly string[]): Promise<CommentRow[]> {
  const { rows } = await sql<CommentRow>`
    select ${columns} from readiness.item_comment
     where school = any(${[...schools]}) order by school, item, at, id`.execute(db);
  return rows;
}

export async function countComments(db: Reader, school: string, item: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from readiness.item_comment where school = ${school} and item = ${item}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

export async function insertComment(
  db: Reader,
  comment: Omit<CommentRow, 'at'> & { at: Date },
): Promise<CommentRow> {
  const { rows } = await sql<CommentRow>`
    insert into readiness.item_comment (id, school, item, text, follow_up, author, author_role, at)
    values (${comment.id}, ${comment.school}, ${comment.item}, ${comment.text}, ${comment.followUp}, ${comment.author},
      ${comment.authorRole}, ${comment.at})
    returning ${columns}`.execute(db);
  return rows[0] as CommentRow;
}
