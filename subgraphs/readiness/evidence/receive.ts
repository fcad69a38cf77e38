import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { BadUserInput } from '../../../shared/errors.js';

/**
 * Writes the stream to a new file at `path` and gives its sha256. Refused with BAD_USER_INPUT as soon as it is longer than `size`
 * bytes, whatever its headers say, and when it ends before; then the file is gone, as it is where the stream breaks off.
 */
export async function receive(body: Readable, path: string, size: number): Promise<{ sha256: string }> {
  const hash = createHash('sha256');
  let received = 0;
  const measured = async function* (): AsyncGenerator<Buffer> {
    // Not destroyed with this loop: the sender still has to be told why.
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      received += (chunk as Buffer).length;
      if (received > size) throw wrongSize(size, received);
      hash.update(chunk as Buffer);
      yield chunk as Buffer;
    }
    if (received < size) throw wrongSize(size, received);
  };
  try {
    // 'wx': the id is an upload's own; a file that stands there already is a fault, never something to write over.
    await pipeline(measured, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { sha256: hash.digest('hex') };
}

function wrongSize(size: number, got: number): BadUserInput {
  return new BadUserInput({
    field: 'file',
    expected: `${size} bytes, as announced`,
    got: got > size ? `more than ${size}` : got,
  });
}
