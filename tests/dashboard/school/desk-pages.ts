/** A school that lacks signatures and a valid stamp at the demo's day; one of its items was returned to it. */
export const OWN = '31306984';
export const OWN_NAME = 'TH Mẫu 04 (dữ liệu giả)';
export const OTHER = '31306981';

/** The school's pages, each with what is there once its own answer has come. */
export const deskPages = [
  { path: '/my-school', ready: '[data-rule]' },
  { path: '/my-school/checklist', ready: '[data-item]' },
  { path: '/my-school/organisation', ready: '[data-duty]' },
  { path: '/my-school/certificates', ready: '[data-certificate]' },
  { path: '/my-school/training', ready: '[data-session]' },
  { path: '/my-school/counts', ready: '[data-grade]' },
  { path: '/my-school/difficulties', ready: '[data-difficulty]' },
  { path: '/my-school/documents', ready: '[data-document]' },
] as const;

export const phone = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true } as const;
