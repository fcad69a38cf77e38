import type { Client } from 'urql';

import {
  SaveItemDocument,
  SchoolChecklistDocument,
  type ChecklistValueInput,
  type FormItemFragment,
} from '../../generated/graphql.js';
import { problemOf, type Problem } from '../../graph/problem.js';
import { valueOf } from '../checklist/fields.js';
import type { Draft, Outcome, Refusal, Seen } from './draft.js';

/** A network that is dead without saying so: the draft is taken as unanswered, which its next sending sorts out. */
const GIVEN_UP_MS = 20_000;

/** The state of an item as a draft rests on it. */
export const seenOf = ({ version, value }: FormItemFragment): Seen => ({
  version,
  value: value === null ? null : valueOf(value),
});

/** Sends drafts of a school's checklist to the hub; `onItem` is handed what the hub then says of the item. */
export function sender(client: Client, school: string, onItem: (item: FormItemFragment) => void) {
  return async (draft: Draft, value: ChecklistValueInput): Promise<Outcome> => {
    const input = { school, item: draft.item, value, expectedVersion: draft.base.version };
    const answer = await inTime(client.mutation(SaveItemDocument, { input }).toPromise());
    if (answer === null) return { kind: 'unreachable' };
    const item = answer.data?.saveChecklistItem.item;
    if (item !== undefined) {
      onItem(item);
      return { kind: 'saved', seen: seenOf(item) };
    }
    const problem = problemOf(answer.error);
    const code = codeOf(problem);
    if (code === 'VERSION_CONFLICT') return readAgain(client, school, draft, onItem);
    if (problem?.kind === 'unauthenticated') return { kind: 'signedOut' };
    if (problem?.kind === 'refused' || problem?.kind === 'forbidden') {
      return { kind: 'refused', refusal: refusalOf(problem) };
    }
    return { kind: 'unreachable' };
  };
}

/** What somebody else saved; read from the hub, as the conflict names the version alone. */
async function readAgain(
  client: Client,
  school: string,
  draft: Draft,
  onItem: (item: FormItemFragment) => void,
): Promise<Outcome> {
  const answer = await inTime(client.query(SchoolChecklistDocument, { code: school }).toPromise());
  const item = answer?.data?.school?.checklist?.items.find(({ id }) => id === draft.item);
  if (item === undefined || item.version <= draft.base.version) return { kind: 'unreachable' };
  onItem(item);
  return { kind: 'conflict', seen: seenOf(item) };
}

function codeOf(problem: Problem | null): string {
  const code = problem?.errors[0]?.extensions?.['code'];
  return typeof code === 'string' ? code : '';
}

function refusalOf(problem: Problem): Refusal {
  const facts = problem.errors[0]?.extensions ?? {};
  const words = (fact: unknown): string | null => (typeof fact === 'string' ? fact : null);
  return {
    code: codeOf(problem),
    field: words(facts['field'])?.split('.').at(-1) ?? null,
    expected: words(facts['expected']),
  };
}

function inTime<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), GIVEN_UP_MS);
  return Promise.race([asked, promise]).finally(() => clearTimeout(timer));
}
