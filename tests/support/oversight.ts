import { expect } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import type { TestHub } from './hub.js';
import { person } from './journeys.js';

/** One school as a test walks it through the graph: what people do for it, and how it stands. */
export function oversight(hub: () => TestHub, school: string) {
  /** What the caller was answered; a refusal fails the test with its message. */
  async function ask(actor: Actor, document: string, variables: object = {}) {
    const { data, errors } = await hub().send(actor, document, variables as Record<string, unknown>);
    expect(errors).toBeUndefined();
    return data;
  }

  /** A mutation whose input is one object, and what it changes taken in by the hub(). */
  async function act(actor: Actor, name: string, type: string, input: object, answer = 'school { code }') {
    const data = await ask(actor, `mutation($input: ${type}!) { ${name}(input: $input) { ${answer} } }`, {
      input,
    });
    await hub().host.settle();
    return data[name];
  }

  function on(day: string): void {
    hub().clock.set(new Date(`2024-${day}T09:00:00+07:00`));
  }

  async function standing() {
    await hub().host.settle();
    const data = await ask(
      person('district_officer'),
      `query($code: ID!) { school(code: $code) {
       checklist { isSubmitted items { id kind key state version } }
       compliance { status readyDeclared readyVerified score { numerator denominator percent } lines { rule state inForce doneLate } } } }`,
      { code: school },
    );
    const { checklist, compliance } = data.school;
    const state = (rule: string) =>
      compliance.lines.find((line: { rule: string }) => line.rule === rule).state as string;
    return { ...compliance, checklist, state };
  }

  async function save(item: string, value: object) {
    const { checklist } = await standing();
    const { version } = checklist.items.find(({ id }: { id: string }) => id === item);
    await act(person('school_admin', [school]), 'saveChecklistItem', 'SaveChecklistItemInput', {
      school,
      item,
      value,
      expectedVersion: version,
    });
  }

  return { ask, act, on, standing, save };
}
