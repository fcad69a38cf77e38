import { readFile } from 'node:fs/promises';

import { fileTypeFromBuffer } from 'file-type';

import { BadUserInput } from '../../../shared/errors.js';
import { declaredMime } from './formats.js';
import { zipFault } from './zip.js';

/**
 * What the received file is, by its bytes; refuses with BAD_USER_INPUT a file that is not what its name says, and an XLSX that must
 * not be unpacked. The file is below the limit of `limits.ts`: it is read whole.
 */
export async function inspectFile(path: string, fileName: string): Promise<string> {
  const bytes = await readFile(path);
  const declared = declaredMime(fileName);
  // Before anything else looks into an archive: the sniffer itself unpacks parts of it.
  if (isZip(bytes)) {
    const fault = await zipFault(bytes);
    if (fault !== null) {
      throw new BadUserInput({
        field: 'file',
        expected: `a workbook that can be opened safely, but ${fault}`,
      });
    }
  }
  const sniffed = (await fileTypeFromBuffer(bytes))?.mime ?? 'unknown';
  if (declared === null || sniffed !== declared) {
    throw new BadUserInput({
      field: 'file',
      expected: `${declared ?? 'a known format'}, as the name ${fileName} says`,
      got: sniffed,
      fix: 'Evidence is PDF, JPEG, PNG or XLSX, each under its own extension.',
    });
  }
  return declared;
}

function isZip(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.readUInt16BE(0) === 0x504b;
}
