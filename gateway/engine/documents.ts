import {
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';

import { LimitExceeded } from '../../shared/errors.js';
import type { DocumentLimits } from '../../shared/limits.js';
import { limitRules } from '../limits/rules.js';

/** How many operation texts are kept; the dashboard and a district's tools together use some hundred. */
const KEPT = 1000;
/** What the kept texts may have in characters: parsed, a text takes some twenty times its size, and callers choose its size. */
const KEPT_CHARACTERS = 2_000_000;

export interface CheckedDocument {
  /** The text as it is kept here: whoever holds on to it holds no copy. */
  readonly text: string;
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
}

/** Stands where a text has no document; the errors beside it keep it from being run. */
export const NOTHING: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

/**
 * One parsed object per operation text for all doors: the planner keeps its plans under that object, so a second object for
 * the same text would be planned again. The least recently used text goes first.
 */
export class Documents {
  readonly #kept = new Map<string, CheckedDocument>();
  #characters = 0;
  readonly #sizes: readonly ValidationRule[];

  /** With `hidesSchema` neither introspection nor a suggestion of a name tells of the schema. */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: DocumentLimits,
    private readonly hidesSchema: boolean,
  ) {
    this.#sizes = limitRules(limits);
  }

  /**
   * The text parsed, with all that is wrong with it: beyond a limit, or not a document of this schema. A text that does not parse
   * throws GraphQL's syntax error, one of too many tokens LIMIT_EXCEEDED.
   */
  check(text: string): CheckedDocument {
    const known = this.#kept.get(text);
    if (known !== undefined) {
      this.#kept.delete(text);
      this.#kept.set(text, known);
      return known;
    }
    const document = this.#parse(text);
    const checked = { text, document, errors: this.#errorsOf(document) };
    this.#keep(checked);
    return checked;
  }

  #keep(checked: CheckedDocument): void {
    this.#kept.set(checked.text, checked);
    this.#characters += checked.text.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT && this.#characters <= KEPT_CHARACTERS) return;
      this.#kept.delete(oldest);
      this.#characters -= oldest.length;
    }
  }

  #parse(text: string): DocumentNode {
    const { tokens } = this.limits;
    try {
      return parse(text, { maxTokens: tokens });
    } catch (error) {
      // graphql-js has no other sign for it.
      if (error instanceof GraphQLError && error.message.endsWith('tokens. Parsing aborted.'))
        throw new LimitExceeded({ limit: 'tokens', value: tokens });
      throw error;
    }
  }

  #errorsOf(document: DocumentNode): readonly GraphQLError[] {
    const tooLarge = validate(this.schema, document, this.#sizes);
    if (tooLarge.length > 0) return tooLarge;
    const rules = this.hidesSchema ? [...specifiedRules, NoSchemaIntrospectionCustomRule] : specifiedRules;
    return validate(this.schema, document, rules).map((error) => this.#toTell(error));
  }

  /** Under the code that Apollo gives such errors at its own door. */
  #toTell({ message, nodes }: GraphQLError): GraphQLError {
    const told = this.hidesSchema ? message.replace(/ ?Did you mean .+\?$/, '') : message;
    return new GraphQLError(told, {
      nodes: nodes ?? null,
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  }
}
