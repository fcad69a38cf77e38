import { Client, type QueryResult } from 'pg';

/** Where a transaction begins, or ends without a commit. */
const BOUNDARY = /^(begin|start transaction|rollback)\b/;

const NOTHING = { command: '', rowCount: 0, oid: 0, rows: [], fields: [] } satisfies QueryResult;

type Query = (text: unknown, ...rest: unknown[]) => unknown;

/**
 * A client whose transactions can be ended when its connection was lost. Kysely gives a connection back to the pool only after its rollback
 * (or its begin) has succeeded; on a lost one neither does, and a database that was restarted under load would leave each process
 * with a pool of lost connections that nobody gets back. What fails here at a boundary is a lost connection: the next statement tells
 * of it, there is nothing to roll back, and the pool throws the client away when it comes back.
 */
export class TransactionClient extends Client {
  constructor(options?: ConstructorParameters<typeof Client>[0]) {
    super(options);
    const query = this.query.bind(this) as Query;
    this.query = ((text: unknown, ...rest: unknown[]) => {
      const answer = query(text, ...rest);
      if (typeof text !== 'string' || !BOUNDARY.test(text) || !(answer instanceof Promise)) return answer;
      return answer.catch(() => NOTHING);
    }) as typeof this.query;
  }
}
