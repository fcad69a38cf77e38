import type { ChecklistItemKind, ChecklistValueInput, FormValueFragment } from '../../generated/graphql.js';

export type FieldName = 'bool' | 'count' | 'numerator' | 'denominator' | 'date' | 'number' | 'text';

/** What stands in an item's fields as it was typed: half a number included, so that nothing typed is lost. */
export type Fields = Readonly<Partial<Record<FieldName, string>>>;

/** Why a field is not accepted, before the hub is asked. */
export type FieldFault =
  | 'missing'
  | 'notWhole'
  | 'tooLarge'
  | 'aboveWhole'
  | 'future'
  | 'tooEarly'
  | 'tooLong';

export type FieldFaults = Readonly<Partial<Record<FieldName, FieldFault>>>;

export type Reading =
  | { readonly kind: 'value'; readonly value: ChecklistValueInput }
  /** Nothing or half of it is typed: no fault yet, and nothing to send. */
  | { readonly kind: 'incomplete'; readonly faults: FieldFaults }
  | { readonly kind: 'faulty'; readonly faults: FieldFaults };

const LARGEST = 1_000_000;
/** A year that is half typed is a year long past: nobody means it. */
const EARLIEST = '2000-01-01';
const longest: Partial<Record<FieldName, number>> = { number: 100, text: 2000 };

/** The fields that an item of the kind takes, in the order in which they are asked. */
export function fieldsOf(kind: ChecklistItemKind): readonly FieldName[] {
  switch (kind) {
    case 'BOOL':
      return ['bool'];
    case 'COUNT':
      return ['count'];
    case 'RATIO':
      return ['numerator', 'denominator'];
    case 'DATE':
      return ['date'];
    case 'DOC':
      return ['number', 'date'];
    case 'TEXT':
      return ['text'];
    default:
      return kind satisfies never;
  }
}

/** The value that the fields say, or what is wrong in which field; `today` is the domain's day as `YYYY-MM-DD`. */
export function readFields(kind: ChecklistItemKind, fields: Fields, today: string): Reading {
  const names = fieldsOf(kind);
  const faults: Partial<Record<FieldName, FieldFault>> = {};
  for (const name of names) {
    const fault = faultOf(name, (fields[name] ?? '').trim(), today);
    if (fault !== null) faults[name] = fault;
  }
  const [numerator, denominator] = [Number(fields.numerator), Number(fields.denominator)];
  if (kind === 'RATIO' && Object.keys(faults).length === 0 && numerator > denominator) {
    faults.numerator = 'aboveWhole';
  }
  const found = Object.values(faults);
  if (found.some((fault) => fault !== 'missing')) return { kind: 'faulty', faults };
  if (found.length > 0) return { kind: 'incomplete', faults };
  return { kind: 'value', value: Object.fromEntries(names.map((name) => [name, typedOf(name, fields)])) };
}

/** A value as the hub takes it, from a value as the hub gives it. */
export function valueOf(value: FormValueFragment): ChecklistValueInput {
  const given = fieldsOf(value.kind).map((name) => [name, value[name]]);
  return Object.fromEntries(given) as ChecklistValueInput;
}

/** The fields as the form shows a value. */
export function fieldsOfValue(value: ChecklistValueInput | null): Fields {
  const given = Object.entries(value ?? {}).filter(([, content]) => content != null);
  return Object.fromEntries(given.map(([name, content]) => [name, String(content)]));
}

/** Whether two values say the same. */
export function sameValue(left: ChecklistValueInput | null, right: ChecklistValueInput | null): boolean {
  return sameFields(fieldsOfValue(left), fieldsOfValue(right));
}

/** Whether the same stands in both, but for spaces around it. */
export function sameFields(left: Fields, right: Fields): boolean {
  const names = new Set([...Object.keys(left), ...Object.keys(right)] as FieldName[]);
  return [...names].every((name) => (left[name] ?? '').trim() === (right[name] ?? '').trim());
}

function faultOf(name: FieldName, typed: string, today: string): FieldFault | null {
  if (typed === '') return 'missing';
  switch (name) {
    case 'count':
    case 'numerator':
    case 'denominator':
      if (!/^\d+$/.test(typed)) return 'notWhole';
      return Number(typed) > LARGEST ? 'tooLarge' : null;
    case 'date':
      if (typed < EARLIEST) return 'tooEarly';
      return typed > today ? 'future' : null;
    case 'number':
    case 'text':
      return typed.length > (longest[name] ?? 0) ? 'tooLong' : null;
    case 'bool':
      return null;
    default:
      return name satisfies never;
  }
}

function typedOf(name: FieldName, fields: Fields): string | number | boolean {
  const typed = (fields[name] ?? '').trim();
  switch (name) {
    case 'count':
    case 'numerator':
    case 'denominator':
      return Number(typed);
    case 'bool':
      return typed === 'true';
    case 'date':
    case 'number':
    case 'text':
      return typed;
    default:
      return name satisfies never;
  }
}
