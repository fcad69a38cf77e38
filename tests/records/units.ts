import { randomUUID } from 'node:crypto';

import type { Actor } from '../../shared/actor.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import { definition, mau01 } from './district.js';

export interface UnitInput {
  uuid: string;
  grade: number;
  class: string;
  state: string;
  at: string;
  errorCode?: string;
  replaces?: string;
}

export const push = `mutation($input: PushRecordsInput!) { pushRecords(input: $input) {
  created updated unchanged isReplay school { code }
  grades { grade eligible deferred accepted { numerator denominator percent } byState { state count } version }
} }`;

export const uuids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

export function unit(uuid: string, state: string, changes: Partial<UnitInput> = {}): UnitInput {
  return { uuid, grade: 1, class: '1A1', state, at: '2024-06-01T09:00:00+07:00', ...changes };
}

export const provider = actorOf('provider', [mau01]);

export function pushing(bench: Workbench) {
  return (units: readonly UnitInput[], changes: object = {}, actor: Actor = provider) =>
    bench.run(definition, actor, push, {
      input: { school: mau01, schoolYear: '2023-2024', units, idempotencyKey: randomUUID(), ...changes },
    });
}

/** The faults that a refusal lists. */
export function faultsOf(result: {
  errors?: readonly { extensions: Record<string, unknown> }[] | undefined;
}): { index: number; uuid: string; field: string; reason: string }[] {
  return (result.errors?.[0]?.extensions['units'] ?? []) as never;
}
