import {
  getOperationAST,
  Kind,
  print,
  visit,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';

/** The response key under which the gateway reads each event's cursor, whether or not the caller asked for it. */
export const CURSOR_KEY = '_hubCursor';
/** The variable by which a catch-up names where it begins. */
export const AFTER_VARIABLE = '_hubAfter';

/** Subscriptions about the caller in person. */
const PERSONAL_FIELDS: ReadonlySet<string> = new Set(['notified']);

/** A subscription as the gateway runs it: each event with its cursor, beginning after a cursor that the gateway names. */
export interface LiveDocument {
  /** Whether its events are about the caller in person, so that equal rights do not make equal answers. */
  readonly isPersonal: boolean;
  /** The response key of the subscription's one field. */
  readonly rootKey: string;
  /** Where this caller wants to begin: a cursor, or null for the present. */
  after(variables: Readonly<Record<string, unknown>>): string | null;
  readonly document: DocumentNode;
  /** The document's text: equal for all who ask the same, wherever each begins. */
  readonly text: string;
  /** The variables that it declares, without the gateway's own. */
  readonly variables: ReadonlySet<string>;
}

/** Prepares a validated subscription document; kept by the caller for as long as the document is. */
export function toLiveDocument(
  document: DocumentNode,
  operationName: string | null | undefined,
): LiveDocument {
  const operation = operationOf(document, operationName);
  const root = rootField(document, operation);
  const given = root.arguments?.find(({ name }) => name.value === 'after');
  const rewritten = withoutUnusedVariables(rewriteRoot(document, root), operation);
  return {
    isPersonal: PERSONAL_FIELDS.has(root.name.value),
    rootKey: root.alias?.value ?? root.name.value,
    after: (variables) => {
      const value = given?.value;
      if (value?.kind === Kind.STRING) return value.value;
      if (value?.kind !== Kind.VARIABLE) return null;
      const variable = variables[value.name.value] ?? defaultOf(operation, value.name.value);
      return typeof variable === 'string' ? variable : null;
    },
    document: rewritten,
    text: print(rewritten),
    variables: declaredBy(operationOf(rewritten, operationName)),
  };
}

function operationOf(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (operation == null) throw new Error('An operation without a name among several passed the door.');
  return operation;
}

/** GraphQL allows a subscription exactly one root field; it may stand inside a fragment. */
function rootField(document: DocumentNode, operation: OperationDefinitionNode): FieldNode {
  let found: FieldNode | undefined;
  const look = ({ selections }: OperationDefinitionNode['selectionSet']): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) found ??= selection;
      else if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet);
      else {
        const fragment = document.definitions.find(
          (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) look(fragment.selectionSet);
      }
    }
  };
  look(operation.selectionSet);
  if (found === undefined) throw new Error('A subscription without a field passed validation.');
  return found;
}

function rewriteRoot(document: DocumentNode, root: FieldNode): DocumentNode {
  const cursor: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: CURSOR_KEY },
    name: { kind: Kind.NAME, value: 'cursor' },
  };
  const rewritten: FieldNode = {
    ...root,
    arguments: [...(root.arguments ?? []).filter(({ name }) => name.value !== 'after'), afterArgument()],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...(root.selectionSet?.selections ?? []), cursor],
    },
  };
  return visit(document, { Field: (node) => (node === root ? rewritten : undefined) });
}

/** Declares the gateway's variable and drops the caller's, which nothing uses now: a declared and unused one is invalid. */
function withoutUnusedVariables(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const used = new Set<string>();
  const note = { Variable: ({ name }: { name: { value: string } }) => void used.add(name.value) };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) visit(definition, note);
    if (definition.kind !== Kind.OPERATION_DEFINITION || definition.name?.value !== operation.name?.value)
      continue;
    visit({ ...definition, variableDefinitions: [] }, note);
  }
  return visit(document, {
    OperationDefinition: (node) =>
      node.name?.value === operation.name?.value
        ? {
            ...node,
            variableDefinitions: [
              ...(node.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)),
              declaration,
            ],
          }
        : undefined,
  });
}

const declaration: VariableDefinitionNode = {
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: AFTER_VARIABLE } },
  type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Cursor' } },
};

function declaredBy({ variableDefinitions = [] }: OperationDefinitionNode): ReadonlySet<string> {
  return new Set(
    variableDefinitions.map(({ variable }) => variable.name.value).filter((name) => name !== AFTER_VARIABLE),
  );
}

function afterArgument(): ArgumentNode {
  return {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: 'after' },
    value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: AFTER_VARIABLE } },
  };
}

function defaultOf(operation: OperationDefinitionNode, variable: string): string | null {
  const value = operation.variableDefinitions?.find(
    (definition) => definition.variable.name.value === variable,
  )?.defaultValue;
  return value?.kind === Kind.STRING ? value.value : null;
}
