import type { AnyVariables, TypedDocumentNode } from 'urql';

import { usePart, type Part } from '../../graph/usePart.js';
import { useKeptAnswer } from '../../offline/useKeptAnswer.js';
import type { SchoolHere } from './ForSchool.js';

/** A part of a school's page: it opens without a network as well, with what the hub last said to this person. */
export function useSchoolPart<Data, Variables extends AnyVariables>(
  { subject }: Pick<SchoolHere, 'subject'>,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Part<Data> {
  return useKeptAnswer(usePart(document, variables), { document, subject });
}
