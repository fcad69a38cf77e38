import { plainDay } from '../../format/date.js';
import type { ChecklistItemKind } from '../../generated/graphql.js';
import type { Fields } from './fields.js';
import type { ChecklistWords } from './texts.js';

/** A value in words, as it is read out or set beside another one; a dash where nothing is said. */
export function said(kind: ChecklistItemKind, fields: Fields, words: ChecklistWords): string {
  const date = fields.date === undefined || fields.date === '' ? '—' : plainDay(fields.date);
  switch (kind) {
    case 'BOOL':
      return fields.bool === undefined ? '—' : fields.bool === 'true' ? words.yes : words.no;
    case 'COUNT':
      return fields.count || '—';
    case 'RATIO':
      return `${fields.numerator || '—'} / ${fields.denominator || '—'}`;
    case 'DATE':
      return date;
    case 'DOC':
      return `${fields.number || '—'}, ${date}`;
    case 'TEXT':
      return fields.text || '—';
    default:
      return kind satisfies never;
  }
}
