import { createInflateRaw } from 'node:zlib';

import { tableLimits } from './limits.js';
import { notAWorkbook, tooLarge } from './refusals.js';

interface Part {
  method: number;
  packed: number;
  unpacked: number;
  /** Where its local header begins. */
  offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/**
 * Lets a workbook through that unpacks to what it says and stays within the limits; refuses a bomb from its directory alone,
 * and one whose directory lies while it is unpacked, with at most one block of it in memory.
 */
export async function requireHarmlessZip(file: Buffer): Promise<void> {
  const parts = readDirectory(file);
  const unpacked = parts.reduce((total, part) => total + part.unpacked, 0);
  if (unpacked > tableLimits.unpackedBytes)
    throw tooLarge('xlsx.unpackedBytes', tableLimits.unpackedBytes, unpacked);
  const ratio = Math.ceil(unpacked / Math.max(1, file.length));
  if (ratio > tableLimits.packingRatio) throw tooLarge('xlsx.packingRatio', tableLimits.packingRatio, ratio);
  for (const part of parts) await requireHonest(file, part);
}

function readDirectory(file: Buffer): Part[] {
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  if (count > tableLimits.workbookParts) throw tooLarge('xlsx.parts', tableLimits.workbookParts, count);
  const parts: Part[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw notAWorkbook('mục lục hỏng / broken directory');
    if ((file.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw notAWorkbook('có mật khẩu / encrypted');
    parts.push({
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      unpacked: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}

function findEnd(file: Buffer): number {
  const first = Math.max(0, file.length - END_SIZE - MAX_COMMENT);
  for (let at = file.length - END_SIZE; at >= first; at -= 1) {
    if (file.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw notAWorkbook('không phải tệp .xlsx / not an .xlsx file');
}

async function requireHonest(file: Buffer, { method, packed, unpacked, offset }: Part): Promise<void> {
  const lies = () => notAWorkbook('kích thước khai sai / sizes that are not true');
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== LOCAL_HEADER) throw lies();
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  const data = file.subarray(start, start + packed);
  if (data.length !== packed) throw lies();
  if (method === STORED) {
    if (packed !== unpacked) throw lies();
    return;
  }
  if (method !== DEFLATED) throw notAWorkbook('cách nén lạ / unknown compression');
  const inflating = createInflateRaw();
  inflating.end(data);
  let seen = 0;
  try {
    for await (const block of inflating) {
      seen += (block as Buffer).length;
      if (seen > unpacked) break;
    }
  } catch {
    // Broken data says nothing more than its size: both are one refusal.
    throw lies();
  }
  if (seen !== unpacked) throw lies();
}
