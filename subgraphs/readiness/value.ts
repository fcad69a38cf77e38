import { BadUserInput } from '../../shared/errors.js';
import type { ItemValue } from '../../shared/events/contracts.js';
import { requireCount, requireRatio } from '../../shared/percent.js';
import {
  MANAGER_SIGNATURES_ITEM,
  TEACHER_SIGNATURES_ITEM,
  type ItemKind,
  type TemplateItem,
} from './template.js';
import { requireNotAfter, requireWords } from './words.js';

/** A value as callers give it: the fields of the item's kind, and none else. */
export interface ValueInput {
  bool?: boolean | null | undefined;
  count?: number | null | undefined;
  numerator?: number | null | undefined;
  denominator?: number | null | undefined;
  date?: string | null | undefined;
  number?: string | null | undefined;
  text?: string | null | undefined;
}

/** What the register told of a school's people, as far as signatures need it. */
export interface SigningPeople {
  managers: number;
  homeroomInScope: number;
}

type ValueField = keyof ValueInput;

const fieldsOf: Record<ItemKind, readonly ValueField[]> = {
  BOOL: ['bool'],
  COUNT: ['count'],
  RATIO: ['numerator', 'denominator'],
  DATE: ['date'],
  DOC: ['number', 'date'],
  TEXT: ['text'],
};

/**
 * The value of the item's kind; refuses with BAD_USER_INPUT naming the field: one that is missing, one too many, a part above its
 * whole, a day after `today` (`YYYY-MM-DD` by the domain's clock), blank or overlong words.
 */
export function readValue({ kind, id }: TemplateItem, input: ValueInput, today: string): ItemValue {
  const wanted = fieldsOf[kind];
  for (const [field, given] of Object.entries(input)) {
    if (given != null && !wanted.includes(field as ValueField)) {
      const expected = `nothing: ${id} is of kind ${kind} and takes ${wanted.join(' and ')}`;
      throw new BadUserInput({ field: `value.${field}`, expected, got: given });
    }
  }
  const need = <Field extends ValueField>(field: Field): NonNullable<ValueInput[Field]> => {
    const given = input[field];
    if (given != null) return given;
    throw new BadUserInput({ field: `value.${field}`, expected: `a value, as ${id} is of kind ${kind}` });
  };
  switch (kind) {
    case 'BOOL':
      return { kind, bool: need('bool') };
    case 'COUNT': {
      const count = need('count');
      requireCount(count, 'value.count');
      return { kind, count };
    }
    case 'RATIO': {
      const ratio = { numerator: need('numerator'), denominator: need('denominator') };
      requireRatio(ratio, 'value.numerator');
      return { kind, ...ratio };
    }
    case 'DATE':
      return { kind, date: requireNotAfter(need('date'), today, 'value.date') };
    case 'DOC':
      return {
        kind,
        number: requireWords(need('number'), 'value.number', 100),
        date: requireNotAfter(need('date'), today, 'value.date'),
      };
    case 'TEXT':
      return { kind, text: requireWords(need('text'), 'value.text', 2000) };
    default: {
      const never: never = kind;
      return never;
    }
  }
}

/** II.3-3: signatures are counted over all who must sign. Where the register holds their number, no other one is accepted. */
export function requireKnownPeople(item: TemplateItem, value: ItemValue, known: SigningPeople | null): void {
  if (value.kind !== 'RATIO' || known === null) return;
  const people = peopleOf(item.id, known);
  if (people === null) return;
  const held = `${people.count} (${people.words} in the register)`;
  if (value.numerator > people.count) {
    throw new BadUserInput({ field: 'value.numerator', expected: `at most ${held}`, got: value.numerator });
  }
  if (value.denominator !== people.count) {
    const fix =
      'Count over all of them; where the school has other people by now, the office records its headcount first.';
    throw new BadUserInput({
      field: 'value.denominator',
      expected: `exactly ${held}`,
      got: value.denominator,
      fix,
    });
  }
}

function peopleOf(item: string, known: SigningPeople): { count: number; words: string } | null {
  if (item === MANAGER_SIGNATURES_ITEM) return { count: known.managers, words: 'managers' };
  if (item === TEACHER_SIGNATURES_ITEM) {
    return { count: known.homeroomInScope, words: 'homeroom teachers of grades in scope' };
  }
  return null;
}
