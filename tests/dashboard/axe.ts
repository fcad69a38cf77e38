import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds against WCAG 2.2 AA and its best practices, each as rule and element; the page has to be opened with `bypassCSP`. */
export async function violations(page: Page): Promise<string[]> {
  // What moves for ever, as the sign that something is loading, has no end to be brought to.
  await page.evaluate(
    'document.getAnimations().forEach((one) => one.effect.getComputedTiming().endTime === Infinity ? one.cancel() : one.finish())',
  );
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  // What passes is counted, not described: that takes as long again as to look.
  return page.evaluate(
    'axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`)))',
  );
}
