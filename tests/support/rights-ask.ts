import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isLeafType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql';

/** Values for arguments by their names: what a test knows of the school that the operation is about. */
export type Known = Readonly<Record<string, unknown>>;

export interface Asked {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The smallest operation that calls a root field: required arguments alone, with values of their types and, by name, those that are
 * known. Whatever it then is refused for, it is not its form.
 */
export function askFor(
  kind: 'query' | 'mutation' | 'subscription',
  field: GraphQLField<unknown, unknown>,
  known: Known,
): Asked {
  const used = field.args.filter((arg) => isNonNullType(arg.type) || arg.name in known);
  const variables = Object.fromEntries(used.map((arg) => [arg.name, valueOf(arg, known)]));
  const heads = used.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const args = used.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = selectionOf(field.type);
  return {
    document: `${kind} Rights${heads === '' ? '' : `(${heads})`} { ${field.name}${args === '' ? '' : `(${args})`}${selection} }`,
    variables,
  };
}

function valueOf(place: GraphQLArgument | GraphQLInputField, known: Known): unknown {
  if (place.name in known && !isInputObjectType(getNamedType(place.type))) return known[place.name];
  if (place.defaultValue !== undefined) return place.defaultValue;
  return sample(place.type, known);
}

function sample(type: GraphQLInputType, known: Known): unknown {
  if (isNonNullType(type)) return sample(type.ofType, known);
  if (isListType(type)) return [sample(type.ofType, known)];
  if (isEnumType(type)) return known[type.name] ?? type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => (isNonNullType(field.type) && field.defaultValue === undefined) || field.name in known,
    );
    return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, known)]));
  }
  return known[type.name] ?? scalars[type.name] ?? 'x';
}

const scalars: Readonly<Record<string, unknown>> = {
  ID: 'x',
  String: 'x',
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2024-04-20',
  DateTime: '2024-04-20T08:00:00+07:00',
  JSON: {},
  Dong: 1,
};

function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const leaf = Object.values(named.getFields()).find(
    (field) => isLeafType(getNamedType(field.type)) && field.args.every((arg) => !isNonNullType(arg.type)),
  );
  return ` { ${leaf?.name ?? '__typename'} }`;
}
