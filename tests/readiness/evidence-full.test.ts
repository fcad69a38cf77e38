import { readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi, type TestContext } from 'vitest';

import { openEvidenceStore, type EvidenceStore } from '../../subgraphs/readiness/index.js';
import { mountSmallDisk, whileLacking, type SmallDisk } from '../support/full.js';
import { openBucket } from './bucket.js';
import { openCabinet, type Reply } from './cabinet.js';
import { openDesk, type Desk, type KnownSchool } from './desk.js';
import { PDF } from './files.js';

const KB = 1024;
/** Larger than the small disk's rest once it is filled, and more than one chunk of a stream. */
const SCAN = Buffer.concat([PDF, Buffer.alloc(700 * KB)]);

let desk: Desk;
let school: KnownSchool;
let lines: Record<string, unknown>[] = [];
const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  school = await desk.newSchool();
  lines = [];
});
afterAll(() => desk.close());

type Cabinet = Awaited<ReturnType<typeof openCabinet>>;
const announce = (cabinet: Cabinet, bytes: Buffer) =>
  cabinet.announce('quyet-dinh.pdf', bytes.length, { school: school.code }, school.admin);
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ name }) => name);

function expectToldToComeBack({ status, headers, json }: Reply): void {
  expect(status).toBe(503);
  expect(headers['retry-after']).toBe('60');
  expect(json.errors).toMatchObject([
    {
      message: expect.stringContaining('no room'),
      extensions: {
        code: 'SUBGRAPH_UNAVAILABLE',
        subgraph: 'readiness',
        reason: 'NO_ROOM',
        retryAfterS: 60,
      },
    },
  ]);
}

async function expectNothingKept(cabinet: Cabinet): Promise<void> {
  expect(await cabinet.shown(school.admin, 'WORKING_GROUP', school.code)).toEqual([]);
  expect(await desk.events('readiness.evidenceAttached', school.code)).toEqual([]);
}

describe('on a disk that is full', () => {
  let disk: SmallDisk | null = null;
  let cabinet: Cabinet;
  beforeAll(async () => {
    disk = mountSmallDisk(1024 * KB);
    if (disk === null) return;
    cabinet = await openCabinet(desk, await openEvidenceStore({ dataDir: disk.folder, address: null }), log);
  });
  afterAll(async () => {
    if (disk === null) return;
    await cabinet.close();
    disk.close();
  });
  const folderOf = ({ skip }: TestContext): string => {
    if (disk === null) skip('this machine lets nobody mount a file system');
    return disk!.folder;
  };

  test('an upload is told to come back, leaves nothing, and is taken with the same token once there is room', async (context) => {
    const folder = folderOf(context);
    const ballast = join(folder, 'ballast');
    writeFileSync(ballast, Buffer.alloc(600 * KB));
    const announced = await announce(cabinet, SCAN);
    expectToldToComeBack(await cabinet.put(announced, SCAN));
    expect(filesIn(join(folder, 'evidence'))).toEqual([]);
    await expectNothingKept(cabinet);
    expect(lines).toMatchObject([
      { level: 50, lack: 'NO_ROOM', requestId: expect.any(String), err: { code: 'ENOSPC' } },
    ]);

    rmSync(ballast);
    lines = [];
    expect([(await cabinet.put(announced, SCAN)).status, lines]).toEqual([201, []]);
    const [file] = (await cabinet.shown(school.admin, 'WORKING_GROUP', school.code)) ?? [];
    expect((await cabinet.get(file?.downloadUrl ?? '')).body.equals(SCAN)).toBe(true);
    expect((await cabinet.put(announced, SCAN)).status).toBe(401);
    rmSync(join(folder, 'evidence', 'files'), { recursive: true });
  });

  test('an upload that was refused often is not in the way of a small one, which still finds room', async (context) => {
    const ballast = join(folderOf(context), 'ballast');
    writeFileSync(ballast, Buffer.alloc(600 * KB));
    const announced = await announce(cabinet, SCAN);
    for (let n = 0; n < 3; n += 1) expectToldToComeBack(await cabinet.put(announced, SCAN));
    expect((await cabinet.put(await announce(cabinet, PDF), PDF)).status).toBe(201);
    rmSync(ballast);
  });
});

test('where the files lie on a disk of their own, that one being full leaves nothing of the copy', async ({
  skip,
}) => {
  const disk = mountSmallDisk(1024 * KB);
  if (disk === null) skip('this machine lets nobody mount a file system');
  const cabinet = await openCabinet(desk, undefined, log);
  symlinkSync(disk!.folder, join(cabinet.dataDir, 'evidence', 'files'));
  const ballast = join(disk!.folder, 'ballast');
  writeFileSync(ballast, Buffer.alloc(600 * KB));
  const announced = await announce(cabinet, SCAN);
  expectToldToComeBack(await cabinet.put(announced, SCAN));
  expect(filesIn(disk!.folder)).toEqual(['ballast']);
  expect(filesIn(join(cabinet.dataDir, 'evidence', 'incoming'))).toEqual([]);
  await expectNothingKept(cabinet);
  rmSync(ballast);
  expect((await cabinet.put(announced, SCAN)).status).toBe(201);
  expect(filesIn(disk!.folder)).toEqual([announced.evidence.id]);
  await cabinet.close();
  disk!.close();
});

describe('where it is the store that is full', () => {
  const full = (code: object) => Object.assign(new Error('the store cannot'), code);
  const failures = [
    ['a folder’s ENOSPC', full({ code: 'ENOSPC' })],
    ['a quota’s EDQUOT', full({ code: 'EDQUOT' })],
  ] as const;

  test.each(failures)('%s leaves nothing, and the token good', async (_what, failure) => {
    let isFull = true;
    const discarded: string[] = [];
    const store = async (dataDir: string): Promise<EvidenceStore> => {
      const real = await openEvidenceStore({ dataDir, address: null });
      return {
        ...real,
        keep: (id, path) => (isFull ? Promise.reject(failure) : real.keep(id, path)),
        discard: async (id) => {
          discarded.push(id);
          await real.discard(id);
        },
      };
    };
    const place = await openCabinet(desk);
    const cabinet = await openCabinet(desk, await store(place.dataDir), log);
    const announced = await announce(cabinet, PDF);
    expectToldToComeBack(await cabinet.put(announced, PDF));
    expect(filesIn(join(place.dataDir, 'evidence'))).toEqual([]);
    expect(discarded).toEqual([announced.evidence.id]);
    await expectNothingKept(cabinet);
    isFull = false;
    expect((await cabinet.put(announced, PDF)).status).toBe(201);
    await cabinet.close();
    await place.close();
  });
});

test('a bucket that is full leaves nothing, and the token good', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  const bucket = await openBucket('minh-chung');
  const place = await openCabinet(desk);
  const store = await openEvidenceStore({ dataDir: place.dataDir, address: bucket.address });
  const cabinet = await openCabinet(desk, store, log);
  const announced = await announce(cabinet, PDF);
  bucket.disk.isFull = true;
  expectToldToComeBack(await cabinet.put(announced, PDF));
  expect(filesIn(join(place.dataDir, 'evidence'))).toEqual([]);
  await expectNothingKept(cabinet);
  bucket.disk.isFull = false;
  expect((await cabinet.put(announced, PDF)).status).toBe(201);
  await cabinet.close();
  await place.close();
  await bucket.close();
  vi.unstubAllEnvs();
});

describe('where it is the database that is full', () => {
  test.each([
    ['before the first byte', 'token_used_at'],
    ['when the whole file has come', 'state'],
  ])('%s, an upload leaves nothing and its token stays good', async (_when, column) => {
    const cabinet = await openCabinet(desk, undefined, log);
    const announced = await announce(cabinet, PDF);
    const on = `update of ${column}`;
    await whileLacking(desk.database, { table: 'readiness.evidence', on, code: '53100' }, async () =>
      expectToldToComeBack(await cabinet.put(announced, PDF)),
    );
    expect(filesIn(join(cabinet.dataDir, 'evidence'))).toEqual([]);
    await expectNothingKept(cabinet);
    expect((await cabinet.put(announced, PDF)).status).toBe(201);
    await cabinet.close();
  });
});
