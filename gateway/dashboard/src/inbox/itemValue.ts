import { day } from '../format/date.js';
import type { ReviewItemFragment } from '../generated/graphql.js';
import type { Texts } from '../texts/index.js';
import type { inboxTexts } from './texts.js';

/** What a school declared, as people write it: `26/29`, `Số 12/QĐ, ngày 05/04/2024`. */
export function itemValue(
  { value, unitVi }: Pick<ReviewItemFragment, 'value' | 'unitVi'>,
  texts: Texts,
  said: (typeof inboxTexts)['vi'],
): string {
  if (value === null) return said.noValue;
  switch (value.kind) {
    case 'BOOL':
      return value.bool === true ? said.yes : said.no;
    case 'COUNT':
      return `${texts.number(value.count ?? 0)}${unitVi === null ? '' : ` ${unitVi}`}`;
    case 'RATIO':
      return `${texts.number(value.numerator ?? 0)}/${texts.number(value.denominator ?? 0)}`;
    case 'DATE':
      return value.date === null ? said.noValue : day(value.date);
    case 'DOC':
      return said.document(value.number ?? '', value.date === null ? '' : day(value.date));
    case 'TEXT':
      return value.text ?? said.noValue;
    default:
      return value.kind satisfies never;
  }
}
