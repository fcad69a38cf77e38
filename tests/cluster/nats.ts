import { hasNats } from '../../scripts/cluster/own-nats.js';
import { isPostgres } from '../support/database.js';

/** Why the cluster cannot be tested here; empty where it can. */
export const missing = await whatIsMissing();

async function whatIsMissing(): Promise<string> {
  if (!isPostgres) return ' (skipped: several processes share a PostgreSQL server)';
  return (await hasNats()) ? '' : ' (skipped: there is no nats-server to start)';
}
