import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'vitest';

import type { Place } from '../../db/backup/place.js';
import { openEmbedded, openPostgres, type Database } from '../../db/database.js';
import { postgresOrm } from '../../db/orm.js';
import { takeBackup } from '../../scripts/backup/take.js';
import { openEvidenceStore, type EvidenceStore } from '../../subgraphs/readiness/index.js';
import { createPostgresDatabase, isPostgres } from '../support/database.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';
import { playSeason } from '../support/season.js';

export const SCHOOL = '31306984';
/** Early in the season: plan, schools and the first declarations are there, and it is played in seconds. */
export const UNTIL = new Date('2024-04-16T08:00:00+07:00');
export const officer = person('district_officer');
export const admin = person('school_admin', [SCHOOL]);

/** A hub in the middle of its season, with evidence in a store of its own, and what tests do with its backups. */
export interface Backups {
  readonly hub: TestHub;
  readonly store: EvidenceStore;
  /** A folder that is not there yet. */
  scratch(): string;
  backUp(folder?: string): Promise<string>;
  /** A PDF stored as evidence of an item, through the hub's doors; its id. */
  attach(fileName: string): Promise<string>;
  emptyPlace(): Promise<EmptyPlace>;
  close(): Promise<void>;
}

/** An empty place of the suite's kind, and how to open the database that a restore left there. */
export interface EmptyPlace {
  readonly place: Place;
  readonly dataDir: string;
  readonly store: EvidenceStore;
  open(): Promise<Database>;
  drop(): Promise<void>;
}

export async function openBackups(): Promise<Backups> {
  const root = mkdtempSync(join(tmpdir(), 'hub-backup-'));
  const season = await playSeason(UNTIL);
  const database = await season.copy();
  const { url, orm } = database;
  const owner = url === null ? orm : await postgresOrm(url, { max: 1, applicationName: 'test' });
  const evidence = join(root, 'live');
  const store = await openEvidenceStore({ dataDir: evidence, address: null });
  const hub = await openTestHub({ database, fill: 'nothing', start: UNTIL, evidence });
  let counter = 0;
  const scratch = (): string => join(root, `at-${(counter += 1)}`);
  return {
    hub,
    store,
    scratch,
    backUp: async (folder = scratch()) => {
      await takeBackup({ kind: database.kind, orm: owner }, { folder, store, takenAt: new Date() });
      return folder;
    },
    attach: (fileName) => attach(hub, fileName),
    emptyPlace: () => emptyPlace(scratch()),
    close: async () => {
      if (owner !== orm) await owner.close();
      await hub.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function attach(hub: TestHub, fileName: string): Promise<string> {
  const bytes = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n');
  const { data, errors } = await hub.send(
    admin,
    'mutation($input: AttachEvidenceInput!) { attachEvidence(input: $input) { evidence { id } upload { url token method } } }',
    { input: { school: SCHOOL, item: 'SCHOOL_PLAN', fileName, size: bytes.length } },
  );
  expect(errors).toBeUndefined();
  const { evidence, upload } = data.attachEvidence;
  const answer = await fetch(new URL(upload.url, hub.url), {
    method: upload.method,
    headers: { authorization: `Bearer ${upload.token}` },
    body: bytes,
  });
  expect(answer.status).toBe(201);
  return evidence.id;
}

async function emptyPlace(dataDir: string): Promise<EmptyPlace> {
  const store = await openEvidenceStore({ dataDir, address: null });
  if (!isPostgres)
    return { place: { dataDir }, dataDir, store, open: () => openEmbedded(dataDir), drop: async () => {} };
  const { url, drop } = await createPostgresDatabase();
  return {
    place: { databaseUrl: url },
    dataDir,
    store,
    open: () => openPostgres(url, { applicationName: 'test' }),
    drop,
  };
}
