import { createReadStream, readFileSync } from 'node:fs';

import { openPostgres } from '../../db/database.js';
import { sessionsOver } from '../../db/session.js';
import type { Actor } from '../../shared/actor.js';
import { systemClock } from '../../shared/clock.js';
import { importRecordUnits } from '../../subgraphs/records/index.js';

/** What an importing process tells when it is done. */
export interface ImportMeasure {
  ms: number;
  created: number;
  updated: number;
  faultCount: number;
  /** The most memory that the process ever held, from its start on. */
  peakRssBytes: number;
}

const READ_BYTES = 262_144;
const actor: Actor = { subject: 'bench', name: 'bench', role: 'provider', schools: 'all' };

/** A process that imports the file into the database, so that its memory is its own; tells its parent of it. */
async function main([url = '', path = '']: readonly string[]): Promise<void> {
  const database = await openPostgres(url, { applicationName: 'hub-bench' });
  const openSession = sessionsOver({ orm: database.orm, clock: systemClock, onCommit: () => {} });
  const start = performance.now();
  const { created, updated, faultCount } = await importRecordUnits(
    openSession(actor),
    createReadStream(path, { highWaterMark: READ_BYTES }),
  );
  const ms = Math.round(performance.now() - start);
  await database.close();
  const measure: ImportMeasure = { ms, created, updated, faultCount, peakRssBytes: peakRssBytes() };
  process.send?.(measure);
  process.disconnect();
}

/** From the kernel's own high-water mark: a timer misses peaks, and `resourceUsage` counts the parent's memory before the start. */
function peakRssBytes(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

await main(process.argv.slice(2));
