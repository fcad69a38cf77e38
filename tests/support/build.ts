import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

/** tsc's exit code for "the types are wrong, JavaScript was written all the same". */
const emittedWithErrors = 2;

/**
 * Compiles the hub once before any test runs, for journeys start real processes from dist/.
 * Wrong types are `npm run check`'s to refuse; here they are only shown, so that one room under work does not stop the others' tests.
 */
export default async function build(): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd: root });
  } catch (cause) {
    const { code, stdout = '', stderr = '' } = cause as { code?: number; stdout?: string; stderr?: string };
    if (code !== emittedWithErrors) {
      throw new Error(`dist/ could not be built, so no test was run:\n${stdout}${stderr}`, { cause });
    }
    process.stderr.write(`npm run check will refuse this:\n${stdout}`);
  }
}
