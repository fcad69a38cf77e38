import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { Kind, type SelectionSetNode, type ValidationContext, type ValidationRule } from 'graphql';

import { LimitExceeded } from '../../shared/errors.js';
import type { DocumentLimits } from '../../shared/limits.js';

/**
 * Validation rules for how large a document may be. They count and look nothing up, so they run before the rules of GraphQL,
 * some of which take the square of a document's size; each reports LIMIT_EXCEEDED with the limit's name.
 */
export function limitRules(limits: DocumentLimits): readonly ValidationRule[] {
  const { depth, aliases, directives } = limits;
  const rules = [
    // With fragments flattened a document is as deep as its answer; introspection has a bound of its own in graphql-js.
    maxDepthRule({ n: depth, flattenFragments: true, ...reporting('depth', depth) }),
    // The planner reads some fifty levels of fragments and fails at more, however shallow the answer would be.
    maxDepthRule({ n: depth * 2, flattenFragments: false, ...reporting('depth', depth) }),
    maxAliasesRule({ n: aliases, ...reporting('aliases', aliases) }),
    maxDirectivesRule({ n: directives, ...reporting('directives', directives) }),
  ] as unknown as ValidationRule[];
  return [...rules, rootFieldsRule(limits), repeatedFieldsRule(limits)];
}

/** Armor throws by default, which no door would understand: reported, the refusal goes the way of every other. */
function reporting(limit: string, value: number): object {
  return {
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null) => context?.reportError(new LimitExceeded({ limit, value })),
    ],
  };
}

function rootFieldsRule({ rootFields: value }: DocumentLimits): ValidationRule {
  return (context) => ({
    OperationDefinition: ({ selectionSet }) => {
      const got = countFields(context, selectionSet, new Set());
      if (got > value) context.reportError(new LimitExceeded({ limit: 'rootFields', value, got }));
    },
  });
}

/** Fields of one selection set, those of its fragments included; a fragment counts once, as a cycle would count for ever. */
function countFields(
  context: ValidationContext,
  { selections }: SelectionSetNode,
  seen: Set<string>,
): number {
  let count = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      count += 1;
      continue;
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      count += countFields(context, selection.selectionSet, seen);
      continue;
    }
    const name = selection.name.value;
    const fragment = seen.has(name) ? undefined : context.getFragment(name);
    seen.add(name);
    if (fragment != null) count += countFields(context, fragment.selectionSet, seen);
  }
  return count;
}

function repeatedFieldsRule({ repeatedFields: value }: DocumentLimits): ValidationRule {
  return (context) => {
    let got = 0;
    return {
      SelectionSet: ({ selections }) => {
        const keys = selections.flatMap((selection) =>
          selection.kind === Kind.FIELD ? [(selection.alias ?? selection.name).value] : [],
        );
        got += keys.length - new Set(keys).size;
      },
      Document: {
        leave: () => {
          if (got > value) context.reportError(new LimitExceeded({ limit: 'repeatedFields', value, got }));
        },
      },
    };
  };
}
