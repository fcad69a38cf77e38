import { SubgraphUnavailable } from '../../shared/errors.js';
import type { SubgraphName } from '../../shared/subgraph/names.js';
import type { TestDatabase } from './database.js';
import { openTestHub, type TestHub } from './hub.js';

/** What the log may say of a failure and a caller may not. */
export const INSIDE = 'connection to 10.0.0.7 lost';

/** A hub in one process whose parts can be made to fail. */
export interface FragileHub extends TestHub {
  /** From now on this subgraph does not run at all; null mends it. */
  breakSubgraph(name: SubgraphName | null): void;
  /** From now on the database gives this subgraph nothing; null mends it. */
  breakReads(name: SubgraphName | null): void;
}

export async function openFragileHub(database: TestDatabase, start: Date): Promise<FragileHub> {
  let broken: SubgraphName | null = null;
  let unreadable: SubgraphName | null = null;
  const hub = await openTestHub({
    database,
    fill: 'nothing',
    start,
    replace: (subgraph) => ({
      ...subgraph,
      contextFor: (base) => {
        if (broken === subgraph.name) throw new SubgraphUnavailable({ subgraph: subgraph.name });
        return subgraph.contextFor(base);
      },
    }),
    onRead: (owner) => {
      if (unreadable === owner) throw new Error(INSIDE);
    },
  });
  return {
    ...hub,
    breakSubgraph: (name) => {
      broken = name;
    },
    breakReads: (name) => {
      unreadable = name;
    },
  };
}
