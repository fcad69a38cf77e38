import { asks, bad, type BadInput } from './case.js';
import { saves, tells, trains } from './writes.js';

const invalid = { code: 'GRAPHQL_VALIDATION_FAILED' };
const first = 'query($first: Int) { schools(first: $first) { totalCount } }';
const asOf = 'query($at: DateTime) { districtOverview(asOf: $at) { asOf } }';

/** Texts that the schema does not allow, whatever their variables. */
export const invalidDocuments: readonly BadInput[] = [
  asks('a text that does not parse', '{ me {', { code: 'GRAPHQL_PARSE_FAILED' }),
  asks('an unknown field', '{ schools { nodes { nickname } } }', invalid),
  asks('an unknown argument', '{ schools(limit: 3) { totalCount } }', invalid),
  asks('a missing argument', '{ school { code } }', invalid),
  asks('a literal of a wrong type', '{ schools(first: "ten") { totalCount } }', invalid),
  asks('an enum value that is none', '{ schools(filter: { status: [SLEEPING] }) { totalCount } }', invalid),
];

/** Values that no variable or argument of the type takes. */
export const invalidValues: readonly BadInput[] = [
  asks('a variable of a wrong type', first, bad('first'), { first: 'ten' }),
  asks('a missing variable', 'query($code: ID!) { school(code: $code) { code } }', bad('code')),
  saves('a number beyond 32 bits', { value: { count: 2 ** 31 } }, bad('input.value.count')),
  tells('an unknown input field', { colour: 'red' }, bad('input')),
  tells('an unknown audience', { audiences: ['EVERYBODY'] }, bad('input.audiences[0]')),
  tells(
    'a character that no database keeps',
    { description: 'Họp\u0000phụ huynh' },
    bad('input.description'),
  ),
  tells('half a character', { description: 'Họp \ud83d' }, bad('input.description')),
  asks(
    'a literal that no database keeps',
    '{ schools(filter: { search: "a\\u0000" }) { totalCount } }',
    bad('document'),
  ),
  trains('a day that is none', { heldOn: '2024-02-30' }, bad('input.heldOn', { got: '2024-02-30' })),
  trains('an instant where a day belongs', { heldOn: '2024-04-12T08:00:00+07:00' }, bad('input.heldOn')),
  asks('an instant without its offset', asOf, bad('at'), { at: '2024-04-10T08:00:00' }),
  asks('an instant that is none', asOf, bad('at'), { at: '2024-04-31T08:00:00+07:00' }),
];
