import { bilingual } from '../texts/index.js';

export const seasonTexts = bilingual({
  vi: {
    label: 'Xem tại ngày',
    now: 'Hiện tại',
    live: 'Hiện tại, trực tiếp',
    back: 'Về hiện tại',
    earlier: 'Lùi một ngày',
    later: 'Tiến một ngày',
    past: (day: string): string => `Như đã hiện vào cuối ngày ${day}. Không trực tiếp.`,
  },
  en: {
    label: 'As of',
    now: 'Now',
    live: 'Now, live',
    back: 'Back to now',
    earlier: 'A day earlier',
    later: 'A day later',
    past: (day) => `As shown at the end of ${day}. Not live.`,
  },
});
