import { schoolPeople, type Role } from '../session/roles.js';
import { bilingual } from '../texts/index.js';
import { page } from './page.js';

/** A provider sees of the schools that it serves what is technical. */
const withProvider: readonly Role[] = [...schoolPeople, 'provider'];

/** Where a school says how far it is, what is missing first. */
export const schoolPages = [
  page({
    path: '/',
    roles: withProvider,
    menu: null,
    load: async () => (await import('../school/home/ToHome.js')).ToHome,
  }),
  page({
    path: '/my-school',
    roles: withProvider,
    menu: { group: 'school', name: bilingual({ vi: 'Việc của trường', en: 'To do' }) },
    load: async () => (await import('../school/home/HomePage.js')).HomePage,
  }),
  page({
    path: '/my-school/checklist',
    roles: withProvider,
    menu: { group: 'school', name: bilingual({ vi: 'Phiếu rà soát', en: 'Checklist' }) },
    load: async () => (await import('../school/checklist/ChecklistPage.js')).ChecklistPage,
  }),
  page({
    path: '/my-school/organisation',
    roles: schoolPeople,
    menu: { group: 'school', name: bilingual({ vi: 'Tổ chức thực hiện', en: 'Organisation' }) },
    load: async () => (await import('../school/organisation/OrganisationPage.js')).OrganisationPage,
  }),
  page({
    path: '/my-school/certificates',
    roles: schoolPeople,
    menu: { group: 'school', name: bilingual({ vi: 'Chứng thư số', en: 'Certificates' }) },
    load: async () => (await import('../school/certificates/CertificatesPage.js')).CertificatesPage,
  }),
  page({
    path: '/my-school/signatures',
    roles: schoolPeople,
    menu: { group: 'school', name: bilingual({ vi: 'Chữ ký số cá nhân', en: 'Personal signatures' }) },
    load: async () => (await import('../school/signatures/SignaturesPage.js')).SignaturesPage,
  }),
  page({
    path: '/my-school/training',
    roles: schoolPeople,
    menu: { group: 'school', name: bilingual({ vi: 'Tập huấn', en: 'Training' }) },
    load: async () => (await import('../school/training/TrainingPage.js')).TrainingPage,
  }),
  page({
    path: '/my-school/counts',
    roles: withProvider,
    menu: { group: 'school', name: bilingual({ vi: 'Số lượng học bạ', en: 'Record counts' }) },
    load: async () => (await import('../school/counts/CountsPage.js')).CountsPage,
  }),
  page({
    path: '/my-school/difficulties',
    roles: withProvider,
    menu: { group: 'school', name: bilingual({ vi: 'Khó khăn, vướng mắc', en: 'Difficulties' }) },
    load: async () => (await import('../school/difficulties/DifficultiesPage.js')).DifficultiesPage,
  }),
  page({
    path: '/my-school/documents',
    roles: schoolPeople,
    menu: { group: 'school', name: bilingual({ vi: 'Văn bản của Phòng', en: 'Documents' }) },
    load: async () => (await import('../school/documents/DocumentsPage.js')).DocumentsPage,
  }),
];
