import { everyone, office, type Role } from '../session/roles.js';
import { bilingual } from '../texts/index.js';
import { page } from './page.js';

const verifiers: readonly Role[] = [...office, 'inspector'];
const readers: readonly Role[] = [...verifiers, 'reporting_tool'];

/** Where the office does its work. */
export const actPages = [
  page({
    path: '/inbox',
    roles: verifiers,
    menu: { group: 'act', name: bilingual({ vi: 'Việc cần xử lý', en: 'Inbox' }) },
    load: async () => (await import('../inbox/InboxPage.js')).InboxPage,
  }),
  page({
    path: '/difficulties',
    roles: readers,
    menu: { group: 'act', name: bilingual({ vi: 'Khó khăn', en: 'Difficulties' }) },
    load: async () => (await import('../difficulties/DifficultiesPage.js')).DifficultiesPage,
  }),
  page({
    path: '/visits',
    roles: verifiers,
    menu: { group: 'act', name: bilingual({ vi: 'Kiểm tra', en: 'Visits' }) },
    load: async () => (await import('../visits/VisitsPage.js')).VisitsPage,
  }),
  page({
    path: '/reminders',
    roles: office,
    menu: { group: 'act', name: bilingual({ vi: 'Nhắc việc', en: 'Reminders' }) },
    load: async () => (await import('../reminders/RemindersPage.js')).RemindersPage,
  }),
  page({
    path: '/recommendations',
    roles: [...readers, 'city_viewer'],
    menu: { group: 'act', name: bilingual({ vi: 'Kiến nghị', en: 'Recommendations' }) },
    load: async () => (await import('../recommendations/RecommendationsPage.js')).RecommendationsPage,
  }),
  page({
    path: '/documents',
    roles: [...readers, 'city_viewer'],
    menu: { group: 'act', name: bilingual({ vi: 'Văn bản', en: 'Documents' }) },
    load: async () => (await import('../documents/DocumentsPage.js')).DocumentsPage,
  }),
  page({
    path: '/deadlines',
    roles: office,
    menu: { group: 'act', name: bilingual({ vi: 'Hạn và gia hạn', en: 'Deadlines' }) },
    load: async () => (await import('../deadlines/DeadlinesPage.js')).DeadlinesPage,
  }),
  page({
    path: '/budget',
    roles: [...office, 'city_viewer'],
    menu: { group: 'act', name: bilingual({ vi: 'Kinh phí', en: 'Budget' }) },
    load: async () => (await import('../budget/BudgetPage.js')).BudgetPage,
  }),
];

/** What leaves the hub as paper or file. */
export const reportPages = [
  page({
    path: '/reports',
    roles: [...readers, 'city_viewer'],
    menu: { group: 'report', name: bilingual({ vi: 'Báo cáo', en: 'Reports' }) },
    load: async () => (await import('../report/ReportPage.js')).ReportPage,
  }),
  page({
    path: '/print/report',
    roles: [...office, 'reporting_tool'],
    menu: null,
    load: async () => (await import('../print/ReportPaperPage.js')).ReportPaperPage,
  }),
  page({
    path: '/print/schools/:code',
    roles: everyone,
    menu: null,
    load: async () => (await import('../print/SchoolPaperPage.js')).SchoolPaperPage,
  }),
];
