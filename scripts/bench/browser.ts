import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { chromium, type Browser } from 'playwright-core';

const packageFolder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
  version: string;
};

// oxlint-disable-next-line node/no-process-env -- a tool of tests and benchmarks, not a setting of the hub
const environment = process.env;

/**
 * Starts the Chromium of CHROME_PATH, or else the one that comes inside an npm package. The flags that the package recommends are for
 * another kind of machine (one process, no web security); a test wants a browser as people have it.
 */
export async function startBrowser(): Promise<Browser> {
  const given = environment['CHROME_PATH'];
  const home = given === undefined ? await unpackedHome() : null;
  return chromium.launch({
    executablePath: given ?? join(home ?? '', 'chromium'),
    args: ['--no-sandbox', '--disable-gpu'],
    env: { ...environment, ...(home !== null && broughtAlong(home)) },
  });
}

/** Unpacks once per machine and version. Test files run side by side, so each unpacks apart and the first to finish gives its folder. */
async function unpackedHome(): Promise<string> {
  const home = join(tmpdir(), `hoc-ba-hub-chromium-${version}`);
  if (existsSync(home)) return home;
  const scratch = await mkdtemp(join(tmpdir(), 'hoc-ba-hub-chromium-'));
  // The package unpacks into the folder for temporary files, whichever that is.
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: packageFolder,
    env: { TMPDIR: scratch },
  });
  await writeFile(join(scratch, 'fonts.conf'), fontsOf(home));
  await rename(scratch, home).catch(() => rm(scratch, { recursive: true }));
  return home;
}

const unpack = `
  import chromium, { inflate } from '@sparticuz/chromium';
  await chromium.executablePath();
  await inflate('bin/al2023.tar.br');
`;

/**
 * The package's own font first, so that a picture looks the same on every machine, one without fonts included. A cache folder has no
 * relative form: what looks like one lands where the browser was started, beside the project.
 */
const fontsOf = (home: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
  <match target="pattern">
    <test name="family"><string>system-ui</string></test>
    <edit name="family" mode="assign" binding="strong"><string>Open Sans</string></edit>
  </match>
</fontconfig>
`;

/** What the package brings for machines that have less than a desktop: a font, and the certificate libraries. */
function broughtAlong(home: string): Record<string, string> {
  const folders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'];
  const hasLibraries = folders.some((folder) => existsSync(join(folder, 'libnss3.so')));
  return {
    FONTCONFIG_FILE: join(home, 'fonts.conf'),
    ...(!hasLibraries && { LD_LIBRARY_PATH: join(home, 'al2023', 'lib') }),
  };
}
