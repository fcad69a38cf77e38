import type { Query } from './owner.js';

/** A table of the hub, as it is carried from one database to another. */
export interface Table {
  /** `records.unit`. */
  readonly name: string;
  /** Columns that hold what was written; what the database computes by itself is left out. */
  readonly columns: readonly string[];
  /** Columns that a sequence counts, with its name. */
  readonly counted: readonly { readonly column: string; readonly sequence: string }[];
}

/**
 * Every table of the hub in the order of their names; the list of migrations is not among them, as a database has its own. One that
 * is kept in parts is one table: its rows are read and entered through the whole, wherever the other database keeps its parts.
 */
export async function readTables(query: Query): Promise<Table[]> {
  return query<Table>(
    `select kept.name,
            (select json_agg(a.attname order by a.attnum) from pg_attribute a
              where a.attrelid = kept.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
            coalesce((select json_agg(json_build_object('column', a.attname, 'sequence', pg_get_serial_sequence(kept.name, a.attname))
                               order by a.attnum)
                        from pg_attribute a where a.attrelid = kept.oid and a.attnum > 0 and not a.attisdropped
                         and pg_get_serial_sequence(kept.name, a.attname) is not null), '[]') as counted
       from (select c.oid, format('%I.%I', n.nspname, c.relname) as name
               from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p') and not c.relispartition
                and n.nspname not in ('public', 'information_schema') and n.nspname not like 'pg\\_%') as kept
      order by kept.name`,
  );
}

/** The migrations that made the tables, in their order. */
export async function readMigrations(query: Query): Promise<string[]> {
  const rows = await query<{ name: string }>('select name from public.migration order by id');
  return rows.map(({ name }) => name);
}

export function quoted(columns: readonly string[]): string {
  return columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
}
