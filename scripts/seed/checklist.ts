import type { ItemValue } from '../../shared/events/contracts.js';
import {
  itemKey,
  readChecklistVersion,
  saveChecklistItem,
  submitChecklist,
  verifyItems,
} from '../../subgraphs/readiness/index.js';
import { adminOf, moment, officer, principalOf, type Action } from './actions.js';

/** Saving an item as the school's admin, on top of what stands there. */
export function save(school: string, day: string, time: string, item: string, value: ItemValue): Action {
  const { kind: _kind, ...given } = value;
  return {
    at: moment(day, time),
    actor: adminOf(school),
    run: async (session) =>
      saveChecklistItem(session, {
        school,
        item,
        value: given,
        expectedVersion: await readChecklistVersion(session, { school, item }),
      }),
  };
}

/** Submitting the checklist as the principal. */
export function submit(school: string, day: string, time: string): Action {
  return {
    at: moment(day, time),
    actor: principalOf(school),
    run: (session) => submitChecklist(session, { school }),
  };
}

/** Verifying items as the office, in the evening of that day. */
export function verify(school: string, day: string, items: readonly string[]): Action {
  const ids = items.map((item) => itemKey(school, item));
  return {
    at: moment(day, '19:30'),
    actor: officer,
    run: (session) => verifyItems(session, { ids, note: 'Đã đối chiếu minh chứng.' }),
  };
}
