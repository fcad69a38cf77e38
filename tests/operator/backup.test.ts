import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { restoreBackup } from '../../scripts/backup/bring-back.js';
import { readManifest } from '../../scripts/backup/manifest.js';
import { hubActor } from '../../shared/actor.js';
import { openTestHub } from '../support/hub.js';
import { admin, officer, openBackups, SCHOOL, UNTIL, type Backups } from './fixture.js';

const ASKED = `{
  districtOverview { counts { status count } inScope { numerator denominator } readyDeclared { numerator } readyVerified { numerator } }
  compliance(first: 50) { nodes { school { code name checklist { items { id state } } } status score { numerator denominator } lines { rule state doneLate } } }
  recordProgress(schoolYear: "2023-2024") { eligible byState { state count } }
  timeline { tasks { id state } }
  auditTrail(entity: { kind: SCHOOL, id: "${SCHOOL}" }, first: 500) { nodes { id hash } }
}`;

let backups: Backups;
let file: string;
beforeAll(async () => {
  backups = await openBackups();
  file = await backups.attach('Biên bản.pdf');
}, 300_000);
afterAll(() => backups.close());

describe('a backup', () => {
  test('restores into an empty place as the same hub: every answer, every hash, every file', async () => {
    const before = (await backups.hub.send(officer, ASKED)).data;
    const folder = await backups.backUp();
    const { place, dataDir, store, open, drop } = await backups.emptyPlace();
    const proved = await restoreBackup(folder, { place, store });
    expect(proved).toMatchObject({ counters: [], compliance: { differences: [] } });
    expect(proved.compliance.schools).toBeGreaterThan(10);
    const restored = await openTestHub({
      database: { ...(await open()), url: null },
      fill: 'nothing',
      start: UNTIL,
      evidence: dataDir,
    });
    try {
      expect((await restored.send(officer, ASKED)).data).toEqual(before);
      const link = `{ school(code: "${SCHOOL}") { checklist { items { id evidence { id downloadUrl } } } } }`;
      const { data } = await restored.send(admin, link);
      const shown = data.school.checklist.items
        .flatMap((item: { evidence: { id: string; downloadUrl: string }[] | null }) => item.evidence ?? [])
        .find(({ id }: { id: string }) => id === file);
      const answer = await fetch(new URL(shown.downloadUrl, restored.url));
      expect([answer.status, (await answer.text()).slice(0, 8)]).toEqual([200, '%PDF-1.4']);
      // What is written from here on has numbers of its own.
      const saved = await restored.send(
        officer,
        'mutation { logDistrictCommunication(input: { audiences: [PUPILS], heldOn: "2024-04-15", description: "Họp" }) { communication { id } } }',
      );
      expect(saved.errors).toBeUndefined();
      await restored.host.settle();
    } finally {
      await restored.close();
      await drop();
    }
  });

  test('taken while people write is of one instant, and proves itself all the same', async () => {
    let isOver = false;
    let one = Promise.withResolvers<void>();
    const writing = (async () => {
      for (let index = 0; !isOver; index += 1) {
        const { errors } = await backups.hub.send(
          officer,
          `mutation($day: Date!) { logDistrictCommunication(input: { audiences: [PARENTS], heldOn: $day, description: "Họp ${index}" }) { communication { id } } }`,
          { day: '2024-04-15' },
        );
        expect(errors).toBeUndefined();
        one.resolve();
        one = Promise.withResolvers<void>();
        if (index % 5 === 0 && index < 50) await backups.attach(`Tệp ${index}.pdf`);
      }
    })();
    const folders: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      folders.push(await backups.backUp());
      // Each is taken of a hub in which more was written than in the one before.
      await Promise.race([one.promise, writing]);
    }
    isOver = true;
    await writing;
    for (const folder of folders) {
      const { place, store, drop } = await backups.emptyPlace();
      const { manifest } = await restoreBackup(folder, { place, store });
      expect(manifest.chain.position).toBeGreaterThan(0);
      await drop();
    }
    const ends = folders.map((folder) => readManifest(folder).chain.position);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
  });

  test('is nobody’s to read but its taker’s, and has its name only once it is whole', async () => {
    const folder = await backups.backUp();
    for (const name of readdirSync(join(folder, 'tables')))
      expect(statSync(join(folder, 'tables', name)).mode & 0o077).toBe(0);
    await expect(backups.backUp(folder)).rejects.toThrow(/is there already/);
    await backups.store.discard(file);
    const failing = backups.scratch();
    await expect(backups.backUp(failing)).rejects.toThrow(`The file of evidence ${file} `);
    expect([existsSync(failing), existsSync(`${failing}.unfinished`)]).toEqual([false, false]);
    file = await backups.attach('Biên bản 2.pdf');
    await backups.hub.host
      .openSession(hubActor)
      .write((em) =>
        em.execute(`delete from readiness.evidence where state = 'STORED' and id <> ?`, [file], 'run'),
      );
  });
});
