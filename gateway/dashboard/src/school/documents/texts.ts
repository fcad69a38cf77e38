import type { DocumentKind, DocumentState } from '../../generated/graphql.js';
import { bilingual } from '../../texts/index.js';

/** What the page of documents says. */
export const documentWords = bilingual({
  vi: {
    title: 'Văn bản của Phòng',
    lead: 'Đọc và xác nhận đã nhận; Phòng thấy trường nào đã xác nhận.',
    none: 'Phòng chưa công bố văn bản nào.',
    kind: {
      GUIDANCE: 'Hướng dẫn',
      PLAN: 'Kế hoạch',
      DECISION: 'Quyết định',
      OTHER: 'Văn bản khác',
    } satisfies Record<DocumentKind, string>,
    state: {
      IN_FORCE: 'còn hiệu lực',
      WITHDRAWN: 'đã thu hồi',
      SUPERSEDED: 'đã thay thế',
    } satisfies Record<DocumentState, string>,
    noNumber: 'chưa vào sổ',
    issued: (number: string, day: string, issuer: string): string => `${number}, ngày ${day}, ${issuer}`,
    clauses: 'Căn cứ',
    acknowledge: 'Xác nhận đã nhận',
    about: (title: string): string => `: ${title}`,
    acknowledged: (at: string): string => `Trường đã xác nhận lúc ${at}`,
    waiting: 'Chờ trường xác nhận',
  },
  en: {
    title: "The office's documents",
    lead: 'Read and acknowledge them; the office sees which school has.',
    none: 'The office has published no document.',
    kind: { GUIDANCE: 'Guidance', PLAN: 'Plan', DECISION: 'Decision', OTHER: 'Other document' },
    state: { IN_FORCE: 'in force', WITHDRAWN: 'withdrawn', SUPERSEDED: 'superseded' },
    noNumber: 'not entered in the books',
    issued: (number, day, issuer) => `${number}, of ${day}, ${issuer}`,
    clauses: 'Carries out',
    acknowledge: 'Acknowledge receipt',
    about: (title) => `: ${title}`,
    acknowledged: (at) => `Acknowledged by the school at ${at}`,
    waiting: 'Waits for the school',
  },
});
