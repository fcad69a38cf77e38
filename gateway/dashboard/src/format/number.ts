export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
}

/** What stands where nothing is known. */
const NOTHING = '—';

/** Numbers as a language writes them, with at most one decimal. */
export function numbersOf(locale: string) {
  const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return {
    noValue: NOTHING,
    number: (value: number): string => oneDecimal.format(value),
    /** The hub's own percentage as it gave it; the page never computes one, and unknown is no 0 %. */
    percent: ({ percent }: Pick<Share, 'percent'>): string =>
      percent === null ? NOTHING : `${oneDecimal.format(percent)} %`,
  };
}
