import { everyone, office } from '../session/roles.js';
import { bilingual } from '../texts/index.js';
import { page } from './page.js';

/** Who is let in, and who one is. */
export const peoplePages = [
  page({
    path: '/access',
    roles: office,
    menu: { group: 'act', name: bilingual({ vi: 'Quyền truy cập', en: 'Access' }) },
    load: async () => (await import('../access/AccessPage.js')).AccessPage,
  }),
  page({
    path: '/account',
    roles: everyone,
    menu: { group: 'report', name: bilingual({ vi: 'Tài khoản', en: 'Account' }) },
    load: async () => (await import('../account/AccountPage.js')).AccountPage,
  }),
];
