import * as fc from 'fast-check';
import { graphqlSync, GraphQLError, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { expect, test } from 'vitest';

import { CursorScalar, DateScalar, DateTimeScalar } from '../../shared/subgraph/scalars.js';

const query = new GraphQLObjectType({
  name: 'Query',
  fields: {
    at: {
      type: DateTimeScalar,
      args: { value: { type: DateTimeScalar } },
      resolve: (_source, { value }: { value: Date }) => value,
    },
    day: {
      type: DateScalar,
      args: { value: { type: DateScalar } },
      resolve: (_source, { value }: { value: string }) => value,
    },
    place: {
      type: GraphQLString,
      args: { value: { type: CursorScalar } },
      resolve: (_source, { value }: { value: string }) => value,
    },
  },
});
const schema = new GraphQLSchema({ query });

/** Sends the value both ways in which a caller can: written into the document, and as a variable. */
function send(field: 'at' | 'day' | 'place', value: unknown) {
  const type = { at: 'DateTime', day: 'Date', place: 'Cursor' }[field];
  const literal = graphqlSync({ schema, source: `{ ${field}(value: ${JSON.stringify(value)}) }` });
  const variable = graphqlSync({
    schema,
    source: `query($value: ${type}) { ${field}(value: $value) }`,
    variableValues: { value },
  });
  return { literal, variable };
}

function accepted(field: 'at' | 'day' | 'place', value: unknown): unknown {
  const { literal, variable } = send(field, value);
  expect(literal).toEqual(variable);
  expect(literal.errors).toBeUndefined();
  return literal.data?.[field];
}

function isRefused(field: 'at' | 'day' | 'place', value: unknown): boolean {
  const { literal, variable } = send(field, value);
  return [literal, variable].every(
    ({ data, errors }) => (data?.[field] ?? null) === null && errors?.[0] instanceof GraphQLError,
  );
}

test.each(['2024-04-28T23:59:59+07:00', '2024-04-28T16:59:59Z', '2024-04-28T16:59:59.000Z'])(
  '%s is an instant, given out in Hải Phòng time',
  (value) => expect(accepted('at', value)).toBe('2024-04-28T23:59:59.000+07:00'),
);

test.each([
  ['an instant without offset', '2024-04-28T23:59:59'],
  ['the 30th of February', '2024-02-30T08:00:00+07:00'],
  ['the 29th of February in a common year', '2023-02-29T08:00:00+07:00'],
  ['the 37th of March, as the plan prints it', '2024-03-37T00:00:00+07:00'],
  ['hour 25', '2024-04-28T25:00:00+07:00'],
  ['a day alone', '2024-04-28'],
  ['a day as it is printed in Vietnam', '28/4/2024'],
  ['a number', 1_714_323_599_000],
  ['an empty text', ''],
])('%s is no instant', (_what, value) => {
  expect(isRefused('at', value)).toBe(true);
});

test('an instant that was given out is accepted again as the same one', () => {
  const instant = fc.date({
    min: new Date('1990-01-01T00:00:00Z'),
    max: new Date('2100-01-01T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instant, (at) => {
      expect(DateTimeScalar.parseValue(DateTimeScalar.serialize(at))).toEqual(at);
    }),
  );
});

test('a leap day is a day', () => expect(accepted('day', '2024-02-29')).toBe('2024-02-29'));

test.each([['2024-02-30'], ['2024-4-28'], ['2024-04-28T00:00:00+07:00'], ['28/4/2024'], [20_240_428], ['']])(
  '%j is no day',
  (value) => {
    expect(isRefused('day', value)).toBe(true);
  },
);

test('a cursor is a text of at most 512 characters', () => {
  expect(accepted('place', 'WyJsb2ciLDdd')).toBe('WyJsb2ciLDdd');
  for (const value of ['', 'x'.repeat(513), 7]) expect(isRefused('place', value)).toBe(true);
});

test('a refusal says which form was expected, as a code that a program can read', () => {
  expect(() => DateTimeScalar.parseValue('2024-02-30T08:00:00+07:00')).toThrow(
    expect.objectContaining({
      extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'DateTime' }),
    }),
  );
});

test('each scalar explains itself in the schema, the Vietnamese term first', () => {
  for (const { description } of [DateTimeScalar, DateScalar, CursorScalar])
    expect(description).toMatch(/^(Thời điểm|Ngày|Con trỏ)\. /);
});
