import type { Role } from '../session/roles.js';
import { actPages, reportPages } from './act.js';
import type { Page } from './page.js';
import { peoplePages } from './people.js';
import { schoolPages } from './school.js';
import { watchPages } from './watch.js';

const pages: readonly Page[] = [...schoolPages, ...watchPages, ...actPages, ...reportPages, ...peoplePages];

/** The pages that are for a role, in the order of the menu. */
export const pagesFor = (role: Role): readonly Page[] => pages.filter(({ roles }) => roles.includes(role));
