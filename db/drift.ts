import type { Orm } from './orm.js';

const OF_MIGRATIONS =
  /^drop (function|trigger|view|policy) |^alter table \S+ disable row level security$|^drop \w+ if exists "event_store"/;

/**
 * The statements that would make the open database what the entities describe, one a line; empty where entities and migrations
 * agree. Asked as the tables' owner: the application role does not see all of the catalogue.
 */
export async function schemaDrift(orm: Orm): Promise<string> {
  const statements = (await orm.schema.getUpdateSchemaSQL({ wrap: false }))
    .split(';')
    .map((statement) => statement.trim());
  // Functions, triggers, views, row policies and the log's months belong to the migrations alone: no entity describes them, so the ORM would drop each.
  return statements.filter((statement) => statement !== '' && !OF_MIGRATIONS.test(statement)).join(';\n');
}
