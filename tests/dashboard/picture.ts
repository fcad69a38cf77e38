import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Page } from 'playwright-core';

/** Where tests leave what they saw; not kept in the repository. */
const output = fileURLToPath(new URL('../output/', import.meta.url));

/** Leaves a picture of what is on the screen in the tests' output, named after what it shows. */
export async function leavePicture(page: Page, name: string): Promise<void> {
  mkdirSync(output, { recursive: true });
  await page.evaluate(
    'document.getAnimations().forEach((one) => one.effect.getComputedTiming().endTime === Infinity ? one.cancel() : one.finish())',
  );
  await page.screenshot({ path: `${output}${name}.png` });
}
