import { BadUserInput } from '../../shared/errors.js';

/** The words without blanks around them; refuses blank ones and those above `maxLength` characters. */
export function requireWords(given: string, field: string, maxLength: number): string {
  const words = given.trim();
  if (words === '') throw new BadUserInput({ field, expected: 'words, not a blank', got: given });
  if (words.length > maxLength) {
    throw new BadUserInput({ field, expected: `at most ${maxLength} characters`, got: words.length });
  }
  return words;
}

/** The day as it is; refuses one after `today`, both `YYYY-MM-DD`: what is declared has happened. */
export function requireNotAfter(day: string, today: string, field: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) {
    throw new BadUserInput({ field, expected: 'a calendar day such as 2024-04-28', got: day });
  }
  if (day > today) throw new BadUserInput({ field, expected: `a day not after today, ${today}`, got: day });
  return day;
}
