import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse, print, visit, type ASTNode, type DocumentNode } from 'graphql';
import { z } from 'zod';

/** The operations that the built page sends, and no others. */
export class PageDocuments {
  readonly #listed: ReadonlySet<string>;
  readonly #seen = new WeakMap<DocumentNode, boolean>();

  constructor(texts: readonly string[]) {
    this.#listed = new Set(texts.map((text) => canonical(parse(text))));
  }

  /** Whether the page sends this operation; how it is spaced and ordered does not matter. */
  has(document: DocumentNode): boolean {
    const known = this.#seen.get(document) ?? this.#listed.has(canonical(document));
    this.#seen.set(document, known);
    return known;
  }
}

/** The list that the build of the page left in its folder; throws where there is none. */
export function readPageDocuments(folder: string): PageDocuments {
  const path = join(folder, 'persisted-documents.json');
  try {
    return new PageDocuments(
      Object.values(z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8')))),
    );
  } catch (cause) {
    throw new Error(`${path} does not list the page's operations: build the page (npm run build).`, {
      cause,
    });
  }
}

/** One text for all that ask the same: the generator of the list sorts what has no order, a client sends it as it was written. */
function canonical(document: DocumentNode): string {
  return print(
    visit(document, {
      Document: { leave: (node) => ({ ...node, definitions: sorted(node.definitions) }) },
      OperationDefinition: {
        leave: (node) => ({ ...node, variableDefinitions: sorted(node.variableDefinitions ?? []) }),
      },
      SelectionSet: { leave: (node) => ({ ...node, selections: sorted(node.selections) }) },
      Field: { leave: (node) => ({ ...node, arguments: sorted(node.arguments ?? []) }) },
      ObjectValue: { leave: (node) => ({ ...node, fields: sorted(node.fields) }) },
    }),
  );
}

function sorted<Node extends ASTNode>(nodes: readonly Node[]): Node[] {
  return nodes.toSorted((a, b) => (print(a) < print(b) ? -1 : 1));
}
