import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Actor, Role } from '../../shared/actor.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { playSeason } from '../support/season.js';
import type { Hub } from './hub.js';
import { builtPage } from './page.js';

export interface RealHub extends Hub {
  /** The hub behind the page, for what a test does to it. */
  readonly behind: TestHub;
}

const today = new Date('2024-06-20T08:00:00+07:00');

/** The real hub over the demo's season, standing at the demo's day. */
export async function startRealHub(): Promise<RealHub> {
  const season = await playSeason(today);
  const evidence = await mkdtemp(join(tmpdir(), 'hub-evidence-'));
  const behind = await openTestHub({
    database: await season.copy(),
    fill: 'nothing',
    start: today,
    evidence,
    pages: await builtPage(),
  });
  return {
    url: behind.url,
    behind,
    cookie: (role, schools = []) => behind.cookie(personOf(role, schools)),
    token: (role, schools = []) => behind.token(personOf(role, schools)),
    async stop() {
      await behind.close();
      await rm(evidence, { recursive: true, force: true });
    },
  };
}

/** Someone of that role, for those schools or for the whole district. */
export function personOf(role: Role, schools: readonly string[]): Actor {
  const subject = schools.length === 0 ? role : `${role}-${schools.join('-')}`;
  return { subject, name: role, role, schools: schools.length === 0 ? 'all' : schools };
}
