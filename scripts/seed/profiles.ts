/** How one synthetic school lived through the season. Counts are people unless named otherwise; dates are days of 2024. */
export interface Profile {
  readonly code: string;
  /** Days after 15 April on which the school begins. */
  readonly startsLate: number;
  /** Managers and homeroom teachers in scope who held a valid signature by that day, together. */
  readonly signatures: readonly { day: string; signed: number }[];
  /** Share of teachers and staff trained at the school's own conference, and the day it was completed. */
  readonly training: { readonly share: number; readonly day: string };
  readonly hasCommitment: boolean;
  readonly certificate: 'APPROVED' | 'REJECTED';
  readonly acknowledgedOn: string;
  /** Share of records accepted by the receiving gateway by that day. */
  readonly accepted: readonly { day: string; share: number }[];
  /** The last sign of life, where nothing else would have been one. */
  readonly lastNews?: string;
}

/**
 * Ten schools in scope. Together 60 % of signatures stand on 20 April and 95 % in June, as Hà Nội reported of its own season;
 * two schools stay late (no stamp certificate; no provider's commitment), one has no record figures, one is silent, one too slow.
 */
export const profiles: readonly Profile[] = [
  {
    ...onTime('31306981', 0, { signedBy20April: 27, all: 33 }),
    accepted: [at('05-30', 0.2), at('06-05', 0.5), at('06-12', 0.8), at('06-18', 1)],
  },
  {
    ...onTime('31306982', 1, { signedBy20April: 21, all: 32 }),
    accepted: [at('06-03', 0.15), at('06-10', 0.4), at('06-18', 0.82)],
  },
  {
    ...onTime('31306983', 1, { signedBy20April: 21, all: 35 }),
    accepted: [at('06-03', 0.1), at('06-11', 0.42), at('06-19', 0.8)],
  },
  {
    ...onTime('31306984', 2, { signedBy20April: 14, all: 32 }),
    signatures: [signed('04-20', 14), signed('04-27', 16)],
    certificate: 'REJECTED',
    accepted: [],
    lastNews: '06-17',
  },
  {
    ...onTime('31306985', 1, { signedBy20April: 21, all: 35 }),
    training: { share: 1, day: '05-04' },
    accepted: [at('06-04', 0.2), at('06-12', 0.5), at('06-18', 0.88)],
  },
  {
    ...onTime('31306986', 1, { signedBy20April: 19, all: 30 }),
    accepted: [at('06-04', 0.25), at('06-11', 0.55)],
  },
  {
    ...onTime('31306987', 2, { signedBy20April: 16, all: 30 }),
    signatures: [signed('04-20', 16), signed('04-27', 26), signed('05-06', 30)],
    accepted: [at('06-05', 0.2), at('06-12', 0.45), at('06-19', 0.84)],
  },
  { ...onTime('31306988', 1, { signedBy20April: 18, all: 31 }), accepted: [], lastNews: '06-17' },
  {
    ...onTime('31306989', 2, { signedBy20April: 22, all: 36 }),
    accepted: [at('06-03', 0.1), at('06-12', 0.3), at('06-18', 0.33)],
  },
  {
    ...onTime('31306990', 3, { signedBy20April: 19, all: 35 }),
    training: { share: 0.7, day: '04-27' },
    hasCommitment: false,
    acknowledgedOn: '05-03',
    accepted: [at('06-12', 0.1), at('06-18', 0.25)],
  },
];

function onTime(
  code: string,
  startsLate: number,
  people: { signedBy20April: number; all: number },
): Omit<Profile, 'accepted'> {
  return {
    code,
    startsLate,
    signatures: [signed('04-20', people.signedBy20April), signed('04-26', people.all)],
    training: { share: 1, day: '04-26' },
    hasCommitment: true,
    certificate: 'APPROVED',
    acknowledgedOn: '04-26',
  };
}

function signed(day: string, count: number): { day: string; signed: number } {
  return { day, signed: count };
}

function at(day: string, share: number): { day: string; share: number } {
  return { day, share };
}
