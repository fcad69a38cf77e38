import { localDay } from '../../format/date.js';
import type { DeclaredSignaturesFragment } from '../../generated/graphql.js';

type Declared = NonNullable<DeclaredSignaturesFragment['batches']>[number];

/** So many people whose signatures run for the same days, as typed. */
export interface TypedBatch {
  readonly count: string;
  readonly issuer: string;
  /** `YYYY-MM-DD`; empty while no whole day is typed. */
  readonly from: string;
  /** The last day on which they are valid. */
  readonly to: string;
}

export type BatchField = keyof TypedBatch;
export type BatchFault = 'missing' | 'notWhole' | 'tooLong' | 'order';

export interface CheckedBatches {
  readonly faults: readonly Readonly<Partial<Record<BatchField, BatchFault>>>[];
  /** How many are valid today, of the rows that are whole. */
  readonly today: number;
  /** The first day from today on at which more are valid than there are people; null where there is none. */
  readonly excess: { readonly day: string; readonly count: number } | null;
  /** The hub would take it. */
  readonly isWhole: boolean;
}

/** The hub takes no more in one declaration. */
export const MOST_BATCHES = 50;
const LONGEST_ISSUER = 100;
export const blankBatch: TypedBatch = { count: '', issuer: '', from: '', to: '' };

/**
 * Adds a group's batches up as they are typed: on no day may more signatures be valid than the register counts people. The most stand
 * on a day on which a batch begins.
 */
export function checkBatches(
  batches: readonly TypedBatch[],
  people: number | null,
  today: string,
): CheckedBatches {
  const faults = batches.map(faultsOf);
  const whole = batches.filter((_batch, index) => Object.keys(faults[index] ?? {}).length === 0);
  const validOn = (day: string): number =>
    whole
      .filter(({ from, to }) => from <= day && day <= to)
      .reduce((sum, { count }) => sum + Number(count), 0);
  const days = [today, ...whole.map(({ from }) => from).filter((from) => from > today)].toSorted();
  const day = people === null ? undefined : days.find((one) => validOn(one) > people);
  const excess = day === undefined ? null : { day, count: validOn(day) };
  return {
    faults,
    today: validOn(today),
    excess,
    isWhole: people !== null && excess === null && whole.length === batches.length,
  };
}

function faultsOf({ count, issuer, from, to }: TypedBatch): Partial<Record<BatchField, BatchFault>> {
  return {
    ...(count.trim() === '' ? { count: 'missing' } : isCount(count) ? {} : { count: 'notWhole' }),
    ...(issuer.trim() === ''
      ? { issuer: 'missing' }
      : issuer.trim().length > LONGEST_ISSUER
        ? { issuer: 'tooLong' }
        : {}),
    ...(from === '' ? { from: 'missing' } : {}),
    ...(to === '' ? { to: 'missing' } : from !== '' && to < from ? { to: 'order' } : {}),
  };
}

const isCount = (count: string): boolean => /^\d{1,6}$/.test(count.trim()) && Number(count) > 0;

/** What the hub has, as the form shows it. */
export const typedOf = ({ count, issuer, validFrom, validTo }: Declared): TypedBatch => ({
  count: String(count),
  issuer,
  from: localDay(validFrom),
  // At `validTo` it is no longer valid: the day before it, where it is a midnight.
  to: localDay(new Date(validTo).getTime() - 1),
});

/** The batches as the hub takes them; one of the same days as one that it has keeps its very instants, given by a tool perhaps. */
export function inputOf(batches: readonly TypedBatch[], onHub: readonly Declared[]) {
  return batches.map((batch) => {
    const former = onHub.find((one) => {
      const { from, to } = typedOf(one);
      return from === batch.from && to === batch.to;
    });
    return {
      count: Number(batch.count),
      issuer: batch.issuer.trim(),
      validFrom: former?.validFrom ?? `${batch.from}T00:00:00+07:00`,
      validTo: former?.validTo ?? `${dayAfter(batch.to)}T00:00:00+07:00`,
    };
  });
}

/** Whether two lists of batches say the same in the same order. */
export const sameBatches = (left: readonly TypedBatch[], right: readonly TypedBatch[]): boolean =>
  left.length === right.length &&
  left.every((batch, index) => {
    const other = right[index] ?? blankBatch;
    const { count, issuer, from, to } = batch;
    return (
      count.trim() === other.count.trim() &&
      issuer.trim() === other.issuer.trim() &&
      from === other.from &&
      to === other.to
    );
  });

/** Which batch and field the hub blames, `batches[0].validTo`; null where it blames none of them. */
export function blamedBatch(field: unknown): { readonly index: number; readonly name: BatchField } | null {
  const [, index, name = ''] = (typeof field === 'string' && /batches\[(\d+)\]\.(\w+)$/.exec(field)) || [];
  const known = fieldOf[name];
  return index === undefined || known === undefined ? null : { index: Number(index), name: known };
}

const fieldOf: Readonly<Record<string, BatchField | undefined>> = {
  count: 'count',
  issuer: 'issuer',
  validFrom: 'from',
  validTo: 'to',
};

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
