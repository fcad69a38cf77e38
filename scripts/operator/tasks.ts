import type { Database } from '../../db/database.js';
import { hubActor } from '../../shared/actor.js';
import type { OpenSession } from '../../shared/session.js';
import type { EvidenceStore } from '../../subgraphs/readiness/index.js';
import { rebuildCompliance } from '../../subgraphs/rollout/index.js';
import { takeBackup } from '../backup/take.js';
import { reconcileAll, tellDifferences } from '../reconcile/all.js';
import type { Answer, Tasks } from './door.js';

export interface TaskPlace {
  readonly database: Pick<Database, 'kind' | 'orm'>;
  readonly openSession: OpenSession;
  readonly store: EvidenceStore;
}

/** What `npm run backup` and `npm run reconcile` do, in whichever process holds the database. */
export function operatorTasks(place: TaskPlace): Tasks<'backup' | 'reconcile'> {
  return {
    backup: async ({ folder = '' }) => backup(place, folder),
    reconcile: async ({ rebuild }) => reconcile(place, rebuild === 'yes'),
  };
}

async function backup({ database, store }: TaskPlace, folder: string): Promise<Answer> {
  const { tables, evidence, chain } = await takeBackup(database, { folder, store, takenAt: new Date() });
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return {
    isGood: true,
    lines: [
      `${folder} holds ${rows} rows of ${tables.length} tables and ${evidence.length} files of evidence.`,
      `The audit chain ends at position ${chain.position}, hash ${chain.hash}: keep this line elsewhere, it proves what a restore gives.`,
    ],
  };
}

async function reconcile({ openSession }: TaskPlace, isRebuilt: boolean): Promise<Answer> {
  const found = await reconcileAll(openSession);
  const told = tellDifferences(found);
  if (told.length === 0) {
    return {
      isGood: true,
      lines: [
        `Every counter is what its units add up to; the compliance of ${found.compliance.schools} schools is what their events come to.`,
      ],
    };
  }
  if (!isRebuilt) return { isGood: false, lines: [...told, ...adviceFor(found)] };
  await rebuildCompliance(openSession(hubActor));
  const left = tellDifferences(await reconcileAll(openSession));
  return left.length === 0
    ? { isGood: true, lines: [...told, 'Compliance is folded anew: nothing differs any more.'] }
    : { isGood: false, lines: [...told, 'Compliance is folded anew; this differs still:', ...left] };
}

function adviceFor({ counters, compliance }: Awaited<ReturnType<typeof reconcileAll>>): string[] {
  return [
    ...(counters.length === 0
      ? []
      : [
          'Counters differ where something wrote past their triggers: restore a backup, and look at who has the database’s password.',
        ]),
    ...(compliance.differences.length === 0
      ? []
      : ['Compliance is folded anew from the log by `npm run reconcile -- --rebuild`.']),
  ];
}
