import { everyone, overseers } from '../session/roles.js';
import { bilingual } from '../texts/index.js';
import { page } from './page.js';

/** Where the office watches how the schools stand. */
export const watchPages = [
  page({
    path: '/',
    roles: overseers,
    menu: { group: 'watch', name: bilingual({ vi: 'Tổng quan', en: 'Overview' }) },
    load: async () => (await import('../overview/OverviewPage.js')).OverviewPage,
  }),
  page({
    path: '/schools',
    roles: [...overseers, 'provider'],
    menu: { group: 'watch', name: bilingual({ vi: 'Các trường', en: 'Schools' }) },
    load: async () => (await import('../schools/SchoolsPage.js')).SchoolsPage,
  }),
  page({
    path: '/schools/:code',
    roles: everyone,
    menu: null,
    load: async () => (await import('../sheet/SheetPage.js')).SheetPage,
  }),
  page({
    path: '/heat-map',
    roles: overseers,
    menu: { group: 'watch', name: bilingual({ vi: 'Bản đồ tiêu chí', en: 'Requirements map' }) },
    load: async () => (await import('../heat/HeatMapPage.js')).HeatMapPage,
  }),
  page({
    path: '/plan',
    roles: everyone,
    menu: { group: 'watch', name: bilingual({ vi: 'Kế hoạch', en: 'Plan' }) },
    load: async () => (await import('../plan/PlanPage.js')).PlanPage,
  }),
  page({
    path: '/progress',
    roles: overseers,
    menu: {
      group: 'watch',
      name: bilingual({ vi: 'Đường tiến độ', en: 'Curves' }),
    },
    load: async () => (await import('../progress/ProgressPage.js')).ProgressPage,
  }),
  page({
    path: '/compare',
    roles: overseers,
    menu: { group: 'watch', name: bilingual({ vi: 'So sánh', en: 'Compare' }) },
    load: async () => (await import('../compare/ComparePage.js')).ComparePage,
  }),
];
