import { encodeCursor } from '../../../shared/cursor.js';
import { asks, bad, OTHER, principal, type BadInput } from './case.js';

const lists = ['schools', 'compliance', 'changes'] as const;
const after = (list: string): string =>
  `query($after: Cursor) { ${list}(after: $after) { nodes { __typename } } }`;

/** Questions that the subgraph whose they are refuses. */
export const unlawfulReads: readonly BadInput[] = [
  {
    what: 'a foreign school',
    actor: principal,
    document: `{ school(code: "${OTHER}") { name } }`,
    variables: {},
    facts: { code: 'FORBIDDEN', school: OTHER, role: 'principal' },
  },
  asks('an unknown rule', '{ unmetRequirements(rule: "R99") { rule } }', { code: 'NOT_FOUND', id: 'R99' }),
  asks(
    'a look into the future',
    '{ districtOverview(asOf: "2024-04-16T08:00:00+07:00") { asOf } }',
    bad('asOf'),
  ),
  asks('first: 0', '{ schools(first: 0) { totalCount } }', bad('first', { got: 0 })),
  asks('first: -5', '{ compliance(first: -5) { totalCount } }', bad('first', { got: -5 })),
  asks('first: 10000', '{ changes(first: 10000) { nodes { id } } }', {
    code: 'LIMIT_EXCEEDED',
    limit: 'first',
    value: 500,
    got: 10_000,
  }),
  ...lists.flatMap((list) => [
    asks(`a broken cursor of ${list}`, after(list), bad('after'), { after: 'nonsense' }),
    asks(`another list's cursor for ${list}`, after(list), bad('after'), {
      after: encodeCursor(list === 'changes' ? 'page' : 'log', 1),
    }),
  ]),
  ...['schools', 'compliance', 'trainingSessions', 'visits', 'difficulties', 'recalls'].flatMap((list) =>
    [{ a: 1 }, [1, 2], ['a'], ['a\0', 'b'], 7].map((inside) =>
      asks(
        `a cursor of ${list} whose inside was made up: ${JSON.stringify(inside)}`,
        after(list),
        bad('after'),
        {
          after: encodeCursor('page', inside),
        },
      ),
    ),
  ),
];
