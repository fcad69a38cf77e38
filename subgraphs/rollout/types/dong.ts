import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** The largest amount taken: exact as a JSON number on every platform, with room for sums of what is refused beyond it. */
export const MAX_DONG = 1_000_000_000_000_000;

/** Whole đồng from 0 to 10^15, as a JSON number; also taken as a string of digits. */
export const DongScalar = new GraphQLScalarType<number, number>({
  name: 'Dong',
  description:
    'Số tiền bằng đồng. A whole number from 0 to 1000000000000000, without a decimal point; a string of digits is taken too.',
  serialize: Number,
  parseValue: parseDong,
  parseLiteral: (node) =>
    parseDong(node.kind === Kind.INT || node.kind === Kind.STRING ? node.value : undefined),
});

function parseDong(value: unknown): number {
  const isDigits = typeof value === 'string' && /^\d{1,16}$/.test(value);
  const amount = isDigits ? Number(value) : value;
  if (typeof amount === 'number' && Number.isInteger(amount) && amount >= 0 && amount <= MAX_DONG)
    return amount;
  throw new GraphQLError('Dong: expected whole đồng from 0 to 1000000000000000.', {
    extensions: {
      code: 'BAD_USER_INPUT',
      field: 'Dong',
      expected: 'whole đồng from 0 to 1000000000000000',
      got: value,
    },
  });
}
