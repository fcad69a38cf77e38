import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { migratePostgres, openPostgres } from '../../db/database.js';
import { restoreBackup } from '../../scripts/backup/bring-back.js';
import { readManifest } from '../../scripts/backup/manifest.js';
import { isPostgres } from '../support/database.js';
import { openBackups, type Backups } from './fixture.js';

let backups: Backups;
let file: string;
beforeAll(async () => {
  backups = await openBackups();
  file = await backups.attach('Biên bản.pdf');
}, 300_000);
afterAll(() => backups.close());

const digestOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('a backup that was touched', () => {
  /** Restores after `touch` has changed the folder; what it said, and that it left nothing. */
  const refused = async (touch: (folder: string) => void): Promise<string> => {
    const folder = await backups.backUp();
    touch(folder);
    const { place, store, drop } = await backups.emptyPlace();
    const said = await restoreBackup(folder, { place, store }).then(
      () => 'restored',
      (error: Error) => error.message,
    );
    if ('dataDir' in place) expect(existsSync(join(place.dataDir, 'db'))).toBe(false);
    else {
      await migratePostgres(place.databaseUrl);
      const left = await openPostgres(place.databaseUrl, { applicationName: 'test' });
      const connection = await left.openLogConnection();
      expect(await connection.query('select 1 from events.log limit 1')).toEqual([]);
      await connection.close();
      await left.close();
    }
    await drop();
    return said;
  };
  const rewrite = (folder: string, name: string, change: (lines: string[]) => string[]): void => {
    const path = join(folder, 'tables', name);
    writeFileSync(path, change(readFileSync(path, 'utf8').split('\n')).join('\n'));
  };

  test('in one byte of the audit chain is refused by the position of the entry', async () => {
    let position = 0;
    const said = await refused((folder) =>
      rewrite(folder, 'events.log.ndjson', (lines) => {
        const index = lines.findIndex((line) => line.includes('"schools.headcountRecorded"'));
        const entry = JSON.parse(lines[index]!) as { position: number; data: { teachers: number } };
        position = entry.position;
        const digit = String(entry.data.teachers);
        const flipped = `${String((Number(digit[0]) % 9) + 1)}${digit.slice(1)}`;
        return lines.with(
          index,
          lines[index]!.replace(`"teachers":${digit}`, `"teachers":${flipped}`).replace(
            `"teachers": ${digit}`,
            `"teachers": ${flipped}`,
          ),
        );
      }),
    );
    expect(said).toContain(`The audit chain is broken at position ${position}: schools.headcountRecorded`);
  });

  test('by an entry that was taken out is refused by the position that is missing', async () => {
    let position = 0;
    const said = await refused((folder) =>
      rewrite(folder, 'events.log.ndjson', (lines) => {
        position = (JSON.parse(lines[10]!) as { position: number }).position;
        return lines.toSpliced(10, 1);
      }),
    );
    expect(said).toContain(`broken at position ${position}: no entry has this position`);
  });

  test('at the end of its chain is refused by the end that its list names', async () => {
    const said = await refused((folder) => {
      const path = join(folder, 'backup.json');
      writeFileSync(path, readFileSync(path, 'utf8').replace(/"hash": "[0-9a-f]{8}/, '"hash": "00000000'));
    });
    expect(said).toMatch(/^The audit chain ends at position \d+ with hash/);
  });

  test('in a table that no chain covers is refused by the name of its file', async () => {
    const said = await refused((folder) =>
      rewrite(folder, 'schools.school.ndjson', (lines) => lines.with(0, lines[0]!.replace('TH', 'TN'))),
    );
    expect(said).toBe('These files are not what was written: schools.school.ndjson.');
  });

  test('by a line that is cut off is refused by the line', async () => {
    const said = await refused((folder) =>
      rewrite(folder, 'schools.ward.ndjson', (lines) => lines.with(2, lines[2]!.slice(0, 9))),
    );
    expect(said).toBe('schools.ward.ndjson, line 3 is no row: it was changed or cut off.');
  });

  test('in a file of evidence is refused by the file', async () => {
    const said = await refused((folder) => writeFileSync(join(folder, 'evidence', file), '%PDF-1.4 another'));
    expect(said).toBe(`The file of evidence ${file} is not what was stored: its digest differs.`);
  });

  test('whose rows contradict each other is refused by what differs', async () => {
    const said = await refused((folder) => {
      // Whoever rewrites a table and its digest still has the log against them.
      rewrite(folder, 'rollout.school_facts.ndjson', (lines) =>
        lines.map((line) => line.replace(/"homeroomInScope": ?\d+/, '"homeroomInScope": 77')),
      );
      const path = join(folder, 'backup.json');
      const manifest = readManifest(folder);
      writeFileSync(
        path,
        JSON.stringify({
          ...manifest,
          tables: manifest.tables.map((table) =>
            table.table === 'rollout.school_facts'
              ? { ...table, sha256: digestOf(join(folder, 'tables', table.file)) }
              : table,
          ),
        }),
      );
    });
    expect(said).toMatch(
      /^What was restored contradicts itself:\nrollout: school \d{8}, facts: kept other headcount/,
    );
  });

  test('or none at all is refused, and so is a place that holds a hub', async () => {
    const empty = backups.scratch();
    const { place, store, drop } = await backups.emptyPlace();
    await expect(restoreBackup(empty, { place, store })).rejects.toThrow(/it is not there/);
    const folder = await backups.backUp();
    await restoreBackup(folder, { place, store });
    await expect(restoreBackup(folder, { place, store })).rejects.toThrow(
      isPostgres ? /holds rows already/ : /is there already/,
    );
    await drop();
  });
});
