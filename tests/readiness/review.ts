import type { Desk, KnownSchool } from './desk.js';

export const SUBMIT =
  'mutation($school: ID!) { submitChecklist(school: $school) { school { code checklist { isSubmitted declared { percent } verified { percent } } } items { id state submittedAt } } }';
export const VERIFY =
  'mutation($ids: [ID!]!, $note: String) { verifyItems(ids: $ids, note: $note) { items { key state verifiedBy verifiedAt note } schools { code } } }';
export const decision = (name: string) =>
  `mutation($id: ID!, $reason: String!) { ${name}(id: $id, reason: $reason) { item { id state version returnReason verifiedBy note value { kind } } school { code } } }`;

interface Submitted {
  submitChecklist: { items: { id: string; state: string }[]; school: object };
}

/** The steps of a review, at the school that is under test. */
export function reviewOf(desk: Desk, at: () => KnownSchool) {
  return {
    save: (item: string, value: object, expectedVersion: number) =>
      desk.save(item, value, expectedVersion, at().admin),
    fill: () => desk.fill(at().admin, at().code),
    submit: () => desk.ask<Submitted>(at().principal, SUBMIT, { school: at().code }),
  };
}
