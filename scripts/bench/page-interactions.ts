import type { Page } from 'playwright-core';

/** Something that a reader does, over and over. */
export interface Interaction {
  readonly name: string;
  readonly path: string;
  /** What stands on the screen before the first. */
  readonly ready: string;
  act(this: void, page: Page, round: number): Promise<void>;
  /** True in the page once the answer stands. */
  readonly answered: string;
}

const settled = `document.querySelector('[aria-busy="true"]') === null && document.querySelector('.turning') === null`;
const table = { path: '/schools', ready: '[data-school]', answered: settled } as const;
const map = { path: '/heat-map', ready: '.heat-row', answered: settled } as const;

export const interactions: readonly Interaction[] = [
  {
    ...table,
    name: 'table, sort by score',
    act: (page) => page.locator('.col-score .sort').click(),
  },
  {
    ...table,
    name: 'table, filter by status',
    act: (page) => page.locator('.status-toggle').first().click(),
  },
  {
    ...table,
    name: 'table, type into the search',
    act: (page, round) =>
      page.locator('.search').pressSequentially(round % 2 === 0 ? '1' : '2', { delay: 0 }),
    // The page waits until the typing pauses; this is the key's own echo, and all after it.
    answered: settled,
  },
  {
    ...table,
    name: 'table, next page',
    act: (page) => page.getByRole('button', { name: 'Trang sau' }).click(),
  },
  {
    ...table,
    name: 'table, open a row',
    act: (page, round) =>
      page
        .locator('.col-missing .button-link')
        .nth(round % 20)
        .click(),
  },
  {
    ...map,
    name: 'map, sort by score',
    act: (page) => page.locator('.heat-score .sort').click(),
  },
  {
    ...map,
    name: 'map, walk by arrow',
    act: async (page) => {
      await page.locator('.heat-row td[tabindex="0"]').focus();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    ...map,
    name: 'map, next page of 100',
    act: (page) => page.getByRole('button', { name: 'Trang sau' }).click(),
  },
];
