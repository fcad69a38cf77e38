import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

/** A workbook of a school has some dozens of parts; these bounds leave a hundredfold of room and keep a bomb out. */
const MAX_ENTRIES = 2000;
const MAX_ENTRY_BYTES = 50 * 1024 * 1024;
const MAX_TOTAL_BYTES = 100 * 1024 * 1024;
/** Deflate cannot do better than 1032 to 1; a real sheet reaches some 20 to 1, and small parts more. */
const MAX_RATIO = 200;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT = 65_535;

interface Entry {
  method: number;
  compressed: number;
  uncompressed: number;
  offset: number;
}

/**
 * Why the archive must not be opened, or null where it is harmless: too many parts, too much when unpacked, parts that lie over each
 * other, encrypted ones, or ones that unpack to more than the directory says (which readers trust).
 */
export async function zipFault(bytes: Buffer): Promise<string | null> {
  const entries = readDirectory(bytes);
  if (typeof entries === 'string') return entries;
  const total = entries.reduce((sum, { uncompressed }) => sum + uncompressed, 0);
  if (entries.some(({ uncompressed }) => uncompressed > MAX_ENTRY_BYTES) || total > MAX_TOTAL_BYTES) {
    return `it unpacks to more than ${MAX_TOTAL_BYTES / 1024 / 1024} MB`;
  }
  if (total > bytes.length * MAX_RATIO) return `it unpacks to more than ${MAX_RATIO} times its size`;
  let end = 0;
  for (const entry of entries.toSorted((one, other) => one.offset - other.offset)) {
    if (entry.offset < end) return 'its parts lie over each other';
    const data = dataOf(bytes, entry);
    if (data === null) return 'a part of it is cut off';
    end = data.end;
    if (!(await unpacksAsStated(bytes.subarray(data.start, data.end), entry))) {
      return 'a part of it unpacks to something else than its directory says';
    }
  }
  return null;
}

function readDirectory(bytes: Buffer): Entry[] | string {
  const at = findEnd(bytes);
  if (at === null) return 'its directory is missing';
  const count = bytes.readUInt16LE(at + 10);
  let position = bytes.readUInt32LE(at + 16);
  // 65535 and 4294967295 say that the true numbers stand elsewhere (ZIP64), which a file below 20 MB has no need of.
  if (count > MAX_ENTRIES) return `it has more than ${MAX_ENTRIES} parts`;
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (position + ENTRY_BYTES > at || bytes.readUInt32LE(position) !== ENTRY)
      return 'its directory is broken';
    if ((bytes.readUInt16LE(position + 8) & 1) === 1) return 'a part of it is encrypted';
    const method = bytes.readUInt16LE(position + 10);
    if (method !== 0 && method !== 8) return 'a part of it is compressed in an unusual way';
    entries.push({
      method,
      compressed: bytes.readUInt32LE(position + 20),
      uncompressed: bytes.readUInt32LE(position + 24),
      offset: bytes.readUInt32LE(position + 42),
    });
    position +=
      ENTRY_BYTES +
      bytes.readUInt16LE(position + 28) +
      bytes.readUInt16LE(position + 30) +
      bytes.readUInt16LE(position + 32);
  }
  return entries;
}

function findEnd(bytes: Buffer): number | null {
  const first = Math.max(0, bytes.length - END_BYTES - MAX_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  return null;
}

function dataOf(bytes: Buffer, { offset, compressed }: Entry): { start: number; end: number } | null {
  if (offset + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) return null;
  const start = offset + LOCAL_BYTES + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const end = start + compressed;
  return end > bytes.length ? null : { start, end };
}

async function unpacksAsStated(data: Buffer, { method, uncompressed }: Entry): Promise<boolean> {
  if (method === 0) return data.length === uncompressed;
  if (uncompressed === 0) return data.length <= 16;
  try {
    const unpacked = await inflate(data, { maxOutputLength: uncompressed });
    return unpacked.length === uncompressed;
  } catch {
    return false;
  }
}
