import type { DifficultyCategory, DifficultySeverity, DifficultyState } from '../generated/graphql.js';
import { bilingual } from '../texts/index.js';

/** The names of a difficulty's field, weight and state. */
export const difficultyWords = bilingual({
  vi: {
    category: {
      INFRASTRUCTURE: 'Hạ tầng, máy tính, mạng',
      SOFTWARE: 'Phần mềm',
      SIGNATURES: 'Chữ ký số cá nhân',
      CERTIFICATE: 'Chứng thư số nhà trường',
      DATA: 'Dữ liệu, học bạ',
      STAFF: 'Nhân sự',
      TRAINING: 'Tập huấn',
      FUNDING: 'Kinh phí',
      OTHER: 'Khác',
    } satisfies Record<DifficultyCategory, string>,
    severity: {
      MINOR: 'Nhẹ',
      MAJOR: 'Nặng',
      BLOCKER: 'Không triển khai được',
    } satisfies Record<DifficultySeverity, string>,
    state: {
      OPEN: 'Mới báo cáo',
      ACKNOWLEDGED: 'Đã tiếp nhận',
      IN_PROGRESS: 'Đang xử lý',
      RESOLVED: 'Đã giải quyết',
      CLOSED: 'Đã đóng',
      ESCALATED_TO_CITY: 'Đã chuyển Sở',
      REOPENED: 'Mở lại',
    } satisfies Record<DifficultyState, string>,
  },
  en: {
    category: {
      INFRASTRUCTURE: 'Infrastructure, computers, network',
      SOFTWARE: 'Software',
      SIGNATURES: 'Personal signatures',
      CERTIFICATE: "School's certificate",
      DATA: 'Data, records',
      STAFF: 'Staff',
      TRAINING: 'Training',
      FUNDING: 'Funding',
      OTHER: 'Other',
    },
    severity: { MINOR: 'Minor', MAJOR: 'Major', BLOCKER: 'Blocking' },
    state: {
      OPEN: 'Reported',
      ACKNOWLEDGED: 'Acknowledged',
      IN_PROGRESS: 'In progress',
      RESOLVED: 'Resolved',
      CLOSED: 'Closed',
      ESCALATED_TO_CITY: 'With the city',
      REOPENED: 'Reopened',
    },
  },
});
