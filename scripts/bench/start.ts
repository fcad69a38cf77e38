import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endChild, startChild } from '../cluster/child.js';

/** `npm run bench -- start`: how long the demo takes from an empty place until it answers, against its next start. */
export async function benchStart(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hub-bench-start-'));
  try {
    const empty = await secondsToAnswer(dataDir);
    const filled = await secondsToAnswer(dataDir);
    console.log(`from an empty place the hub answers after ${empty.toFixed(1)} s (wanted: ≤ 60 s)`);
    console.log(`  its next start takes ${filled.toFixed(1)} s: ${(empty / filled).toFixed(1)} × less`);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function secondsToAnswer(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const hub = await startChild({
    name: 'hub',
    script: 'start.js',
    args: [],
    env: { PORT: '0', DATA_DIR: dataDir },
    onLog: () => {},
  });
  const seconds = (performance.now() - startedAt) / 1000;
  await endChild(hub, 'SIGTERM');
  return seconds;
}
