import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { EntityManager } from '@mikro-orm/sql';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Connection, Submittable } from 'pg';

/** The wire calls of a COPY that the driver has but does not name in its types. */
interface CopyConnection extends Connection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  sendCopyFail(reason: string): void;
  endCopyFrom(): void;
}

type Chunks = Iterable<Buffer> | AsyncIterable<Buffer>;

/** Whether this is a PostgreSQL server, which takes copied rows and keeps named statements, and not the embedded database. */
export function isPostgres(em: EntityManager): boolean {
  return em.getDriver() instanceof PostgreSqlDriver;
}

/**
 * Runs `copy … from stdin` in the caller's transaction over the chunks; rejects with the server's error. Only where `isPostgres`.
 */
export async function copyRows(em: EntityManager, statement: string, chunks: Chunks): Promise<void> {
  const { query, done } = copyIn(statement, chunks);
  const kysely = em.getKysely() as unknown as Kysely<unknown>;
  // Kysely hands on to the driver what it is given as text, and the driver takes a query object in its place: only so does the
  // COPY run on the connection that holds the transaction.
  await Promise.all([done, kysely.executeQuery(CompiledQuery.raw(query as unknown as string))]);
}

/** A `copy … from stdin` for the driver's `query`, and when it is done. */
export function copyIn(statement: string, chunks: Chunks): { query: Submittable; done: Promise<void> } {
  const { promise: done, resolve, reject } = Promise.withResolvers<void>();
  let failure: { cause: unknown } | null = null;
  const query = {
    submit: (connection: Connection) => (connection as CopyConnection).query(statement),
    handleCopyInResponse: (connection: CopyConnection) => {
      pump(connection, chunks).catch((cause: unknown) => {
        failure = { cause };
        connection.sendCopyFail('the source of the rows failed');
      });
    },
    handleCommandComplete: () => {},
    handleError: (error: unknown) => reject(failure?.cause ?? error),
    handleReadyForQuery: () => resolve(),
  };
  return { query, done };
}

async function pump(connection: CopyConnection, chunks: Chunks): Promise<void> {
  for await (const chunk of chunks) {
    connection.sendCopyFromChunk(chunk);
    // No more is read than the socket takes.
    if (connection.stream.writableNeedDrain)
      await new Promise((drained) => connection.stream.once('drain', drained));
  }
  connection.endCopyFrom();
}
