import type { Page } from 'playwright-core';

import type { RealHub } from '../../dashboard/real.js';
import { OWN } from '../../dashboard/school/desk-pages.js';
import type { Answer } from '../../support/hub.js';
import { person } from '../../support/journeys.js';

export const admin = person('school_admin', [OWN]);
export const officer = person('district_officer');

/** What the graph answers past the page; fails where it answers with an error. */
export async function told(
  hub: RealHub,
  actor: typeof admin,
  document: string,
  variables = {},
): Promise<Answer['data']> {
  const { data, errors } = await hub.behind.send(actor, document, variables);
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('; '));
  return data;
}

export interface ToldItem {
  readonly state: string;
  readonly version: number;
  readonly value: { readonly count: number | null; readonly numerator: number | null } | null;
  readonly evidence: readonly { readonly fileName: string }[];
}

/** An item of the own school's checklist, as the graph has it. */
export async function toldItem(hub: RealHub, item: string): Promise<ToldItem> {
  const document = `query($code: ID!) { school(code: $code) { checklist { items {
    id state version value { count numerator } evidence { fileName } } } } }`;
  const { school } = await told(hub, admin, document, { code: OWN });
  return school.checklist.items.find(({ id }: { id: string }) => id === item);
}

/** The office sends an item of the own school back. */
export async function sendBack(hub: RealHub, item: string, reason: string): Promise<void> {
  const document =
    'mutation($id: ID!, $reason: String!) { returnItem(id: $id, reason: $reason) { item { state } } }';
  await told(hub, officer, document, { id: `${OWN}:${item}`, reason });
}

/** The place of an item on the checklist's page. */
export const itemOn = (page: Page, item: string) => page.locator(`[data-item="${item}"]`);
