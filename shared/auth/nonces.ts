import { randomUUID } from 'node:crypto';

/** This process among those that sign: its numbers are its own. */
const signer = randomUUID();
let last = 0;
const FORM = /^([0-9a-f-]{36})\.([1-9]\d{0,14})$/;

/** A nonce for one request: who signs, and a number that only grows. */
export function nextNonce(): string {
  last += 1;
  return `${signer}.${last}`;
}

export interface NonceMemory {
  /** Whether this nonce comes for the first time; false as well where it can no longer be known, or is none. */
  takeFirst(nonce: string): boolean;
}

/**
 * Remembers nonces for `keepMs` at least, in two halves that are dropped in turn. Time here is the machine's steady clock: one that is
 * set back and forth makes nothing be forgotten early. It may well make an old signature good again, hours later, so of what is dropped
 * the highest number of each signer stays, and nothing up to it is taken any more: what is signed anew always has a higher one.
 */
export function createNonceMemory(keepMs: number): NonceMemory {
  const floors = new Map<string, number>();
  let current = new Map<string, Set<number>>();
  let previous = new Map<string, Set<number>>();
  let turnedAt = performance.now();

  const turn = (): void => {
    for (const [from, numbers] of previous) {
      let floor = floors.get(from) ?? 0;
      for (const number of numbers) floor = Math.max(floor, number);
      floors.set(from, floor);
    }
    previous = current;
    current = new Map();
    turnedAt = performance.now();
  };

  return {
    takeFirst(nonce) {
      const [, from, digits] = FORM.exec(nonce) ?? [];
      if (from === undefined) return false;
      if (performance.now() - turnedAt > keepMs) turn();
      const number = Number(digits);
      if (number <= (floors.get(from) ?? 0)) return false;
      if (current.get(from)?.has(number) === true || previous.get(from)?.has(number) === true) return false;
      const numbers = current.get(from) ?? new Set();
      current.set(from, numbers.add(number));
      return true;
    },
  };
}
