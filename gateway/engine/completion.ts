import {
  getDirectiveValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Data = Record<string, unknown>;

/**
 * GraphQL's null completion, which the planner leaves out: a null in a non-null place makes its nearest nullable parent null. Where
 * the planner gives no data at all, as it does when the only fetch of a query failed, each root field that was asked for is null.
 * Run where a subgraph failed; without a failure no such null arises, as fields on another's entity are all nullable.
 */
export function completeNulls(
  schema: GraphQLSchema,
  { document, operationName, variables }: CompletedOperation,
  given: Data | null | undefined,
): Data | null {
  const operation = getOperationAST(document, operationName);
  const root = operation == null ? undefined : schema.getRootType(operation.operation);
  if (operation == null || root == null) return given ?? null;
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
  const walk = { schema, fragments, variables: coerced ?? {} };
  const asked = fieldsOf(walk, root, [operation.selectionSet]).keys();
  const data = given ?? Object.fromEntries([...asked].map((key) => [key, null]));
  return completeObject(walk, root, data, [operation.selectionSet]);
}

export interface CompletedOperation {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

function completeObject(
  walk: Walk,
  type: GraphQLObjectType,
  data: Data,
  selectionSets: readonly SelectionSetNode[],
): Data | null {
  const completed: Data = { ...data };
  for (const [key, nodes] of fieldsOf(walk, type, selectionSets)) {
    const field = type.getFields()[nodes[0].name.value];
    if (field === undefined || !(key in data)) continue;
    const value = completeValue(
      walk,
      field.type,
      data[key],
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    );
    if (value === null && isNonNullType(field.type)) return null;
    completed[key] = value;
  }
  return completed;
}

/** The completed value; null where it, or what it cannot be without, is missing. */
function completeValue(
  walk: Walk,
  type: GraphQLOutputType,
  value: unknown,
  selectionSets: readonly SelectionSetNode[],
): unknown {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (value === null || value === undefined) return null;
  if (isListType(inner) && Array.isArray(value)) {
    const items = value.map((item) => completeValue(walk, inner.ofType, item, selectionSets));
    return isNonNullType(inner.ofType) && items.includes(null) ? null : items;
  }
  if (!isCompositeType(getNamedType(inner)) || typeof value !== 'object') return value;
  const concrete = concreteType(walk, inner, value as Data);
  return concrete === undefined ? value : completeObject(walk, concrete, value as Data, selectionSets);
}

function concreteType({ schema }: Walk, type: GraphQLOutputType, value: Data): GraphQLObjectType | undefined {
  if (isObjectType(type)) return type;
  if (!isAbstractType(type) || typeof value['__typename'] !== 'string') return undefined;
  const named = schema.getType(value['__typename']);
  return isObjectType(named) ? named : undefined;
}

/** The fields selected on `type` and not left out by @skip or @include, under their response keys; the same key may be selected in several places. */
function fieldsOf(
  walk: Walk,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): Map<string, [FieldNode, ...FieldNode[]]> {
  const fields = new Map<string, [FieldNode, ...FieldNode[]]>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(walk, selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const known = fields.get(key);
        if (known === undefined) fields.set(key, [selection]);
        else known.push(selection);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
      if (fragment !== undefined && appliesTo(walk, type, fragment.typeCondition?.name.value))
        collect(fragment.selectionSet);
    }
  };
  for (const selectionSet of selectionSets) collect(selectionSet);
  return fields;
}

function isIncluded({ variables }: Walk, selection: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variables);
  return skip?.['if'] !== true && include?.['if'] !== false;
}

function appliesTo({ schema }: Walk, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const named = schema.getType(condition);
  return isAbstractType(named) && schema.isSubType(named, type);
}
