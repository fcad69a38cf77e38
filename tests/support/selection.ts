import {
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';

export interface Selection {
  readonly text: string;
  /** How many list fields it asks for, those inside other fields included. */
  readonly lists: number;
}

/** Everything that a field gives, all the way down; what leads back to a type that is already open is left out. */
export function everythingOf(
  { name, type }: GraphQLField<unknown, unknown>,
  open: readonly GraphQLObjectType[] = [],
): Selection {
  const named = getNamedType(type);
  const own = isList(type) ? 1 : 0;
  if (isLeafType(named) || !isObjectType(named)) return { text: name, lists: own };
  const inner = Object.values(named.getFields())
    .filter((field) => !field.args.some(isRequiredArgument) && !isOpen(field, [...open, named]))
    .map((field) => everythingOf(field, [...open, named]));
  return {
    text: `${name} { ${inner.map(({ text }) => text).join(' ')} }`,
    lists: own + inner.reduce((sum, { lists }) => sum + lists, 0),
  };
}

function isOpen({ type }: GraphQLField<unknown, unknown>, open: readonly GraphQLObjectType[]): boolean {
  const named = getNamedType(type);
  return isObjectType(named) && open.includes(named);
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
