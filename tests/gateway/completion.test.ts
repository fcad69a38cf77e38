import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  integer,
  option,
  record,
  type Arbitrary,
} from 'fast-check';
import { buildSchema, execute, parse, type GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';

import { completeNulls } from '../../gateway/engine/completion.js';

const schema: GraphQLSchema = buildSchema(`
  interface Named { name: String! label: String }
  type School implements Named { name: String! label: String ward: Ward! head: Ward wards: [Ward!] all: [Ward]! matrix: [[Int!]!] }
  type Ward implements Named { name: String! label: String school: School }
  union Thing = School | Ward
  type Query { school: School must: School! thing: Thing named: Named! list: [School!]! text: String }
  type Mutation { save: School! drop: School }
`);

const complete = (text: string, data: unknown, more: { operationName?: string; variables?: object } = {}) =>
  completeNulls(schema, { document: parse(text), ...more } as never, data as never);

describe('a null in a non-null place', () => {
  test('makes the nearest nullable parent null, and leaves what stands beside it', () => {
    expect(
      complete('{ school { name label } text }', { school: { name: null, label: 'a' }, text: 'b' }),
    ).toEqual({ school: null, text: 'b' });
    expect(
      complete('{ school { label ward { name } } }', { school: { label: 'a', ward: { name: null } } }),
    ).toEqual({ school: null });
    expect(
      complete('{ school { label head { name } } }', { school: { label: 'a', head: { name: null } } }),
    ).toEqual({ school: { label: 'a', head: null } });
  });

  test('makes all data null where nothing above it may be', () => {
    expect(complete('{ must { name } text }', { must: { name: null }, text: 'b' })).toBeNull();
    expect(complete('mutation { save { name } }', { save: null })).toBeNull();
  });

  test('inside a list makes the item null, or the list where its items may not be', () => {
    const wards = [{ name: 'a' }, { name: null }];
    expect(complete('{ school { all { name } } }', { school: { all: wards } })).toEqual({
      school: { all: [{ name: 'a' }, null] },
    });
    expect(complete('{ school { wards { name } } }', { school: { wards } })).toEqual({
      school: { wards: null },
    });
    expect(complete('{ list { name } }', { list: [{ name: 'a' }, null] })).toBeNull();
    expect(complete('{ school { label matrix } }', { school: { label: 'a', matrix: [[1, null]] } })).toEqual({
      school: { label: 'a', matrix: null },
    });
  });

  test('is found under aliases, in fragments, and in a selection that is written in two places', () => {
    expect(complete('{ a: school { b: name } }', { a: { b: null } })).toEqual({ a: null });
    expect(complete('{ school { ...F } } fragment F on Named { name }', { school: { name: null } })).toEqual({
      school: null,
    });
    expect(
      complete('{ school { head { label } } school { head { name } } }', {
        school: { head: { label: 'a', name: null } },
      }),
    ).toEqual({ school: { head: null } });
  });

  test('is found behind an interface and a union, by the type that is named', () => {
    const text = '{ thing { __typename ... on Ward { name } ... on School { label } } }';
    expect(complete(text, { thing: { __typename: 'Ward', name: null } })).toEqual({ thing: null });
    expect(complete(text, { thing: { __typename: 'School', label: null } })).toEqual({
      thing: { __typename: 'School', label: null },
    });
  });
});

describe('no data at all', () => {
  test('is null for each root field that was asked for, where it may be', () => {
    expect(complete('{ school { name } b: text }', undefined)).toEqual({ school: null, b: null });
    expect(complete('{ school { name } must { name } }', null)).toBeNull();
    expect(complete('mutation { drop { name } }', undefined)).toEqual({ drop: null });
  });

  test('leaves out what @skip and @include leave out, by the variables and their defaults', () => {
    const text =
      'query($a: Boolean!, $b: Boolean = false) { school @include(if: $a) { name } text @skip(if: $b) ... @include(if: $b) { x: text } }';
    expect(complete(text, undefined, { variables: { a: false } })).toEqual({ text: null });
    expect(complete(text, undefined, { variables: { a: true, b: true } })).toEqual({ school: null, x: null });
  });

  test('is about the operation that was named', () => {
    const text = 'query A { school { name } } query B { text }';
    expect(complete(text, undefined, { operationName: 'B' })).toEqual({ text: null });
  });
});

test('whatever is null, the outcome is what graphql-js makes of the same data', async () => {
  const text = `{ school { ...S } must { ...S } list { ...S } text }
    fragment S on School { name label ward { name label } head { name label } wards { name } all { name label } matrix }`;
  const maybe = <Value>(arbitrary: Arbitrary<Value>) => option(arbitrary, { nil: null, freq: 6 });
  const word = maybe(constantFrom('a', 'b'));
  const ward = maybe(record({ name: word, label: word }));
  const school = maybe(
    record({
      name: word,
      label: word,
      ward,
      head: ward,
      wards: maybe(array(ward, { maxLength: 3 })),
      all: maybe(array(ward, { maxLength: 3 })),
      matrix: maybe(
        array(maybe(array(maybe(integer({ min: 0, max: 9 })), { maxLength: 2 })), { maxLength: 2 }),
      ),
    }),
  );
  const answer = record({
    school,
    must: school,
    list: maybe(array(school, { maxLength: 2 })),
    text: word,
  });
  await assert(
    asyncProperty(answer, async (data) => {
      const expected = await execute({ schema, document: parse(text), rootValue: data });
      const onlyAsked = (await execute({ schema: nullable, document: parse(text), rootValue: data })).data;
      expect(complete(text, structuredClone(onlyAsked))).toEqual(expected.data);
    }),
    { numRuns: 500 },
  );
});

/** The same types without a single non-null: what the planner hands over. */
const nullable = buildSchema(`
  type School { name: String label: String ward: Ward head: Ward wards: [Ward] all: [Ward] matrix: [[Int]] }
  type Ward { name: String label: String }
  type Query { school: School must: School list: [School] text: String }
`);
