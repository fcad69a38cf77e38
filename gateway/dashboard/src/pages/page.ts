import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

import type { Role } from '../session/roles.js';
import type { Bilingual, Texts } from '../texts/index.js';

export type Group = keyof Texts['shell']['group'];

/** One page: its address, for whom it is, and under which name it stands in the menu. */
export interface Page {
  /** A pattern of react-router, `/schools/:code`. */
  readonly path: string;
  /** Others get the page that says that there is none here. Of two pages at one address each role gets the first that is for it. */
  readonly roles: readonly Role[];
  /** Its place in the menu; null for a page that other pages lead to. */
  readonly menu: { readonly group: Group; readonly name: Bilingual<string> } | null;
  readonly Content: LazyExoticComponent<ComponentType>;
}

/** Describes a page; its code is loaded when it is opened. */
export function page({
  load,
  ...given
}: Omit<Page, 'Content'> & { load: () => Promise<ComponentType> }): Page {
  return { ...given, Content: lazy(async () => ({ default: await load() })) };
}
