import checklist from '../../db/seed/data/checklist-2024.json' with { type: 'json' };
import { hubActor, type Actor } from '../../shared/actor.js';
import { readTemplate } from '../../shared/checklist.js';
import { appendEvents } from '../../shared/events/append.js';
import type { EventData, EventType, HubEvent } from '../../shared/events/contracts.js';
import { readiness, readinessConsumers } from '../../subgraphs/readiness/index.js';
import { actorOf, openWorkbench, type Workbench } from '../support/subgraph.js';

export const SCHOOL = '31306981';
export const OTHER = '31306982';
export const CLOSED = '31306983';
export const definition = readiness as never;
export { checklist };

export const officer = actorOf('district_officer');
export const principal = actorOf('principal', [SCHOOL]);
export const admin = actorOf('school_admin', [SCHOOL]);
export const otherPrincipal = actorOf('principal', [OTHER]);

/** People of the known schools; 2 managers and 20 homeroom teachers at SCHOOL. */
export const people = { managers: 2, teachers: 30, staff: 5, homeroomInScope: 20 };

export interface Failure {
  message: string;
  extensions: { code: string; field?: string } & Record<string, unknown>;
}

export interface KnownSchool {
  code: string;
  admin: Actor;
  principal: Actor;
  /** The item's key, as decisions take it. */
  key(item: string): string;
}

/** A workbench with the published checklist and three schools that the register told of, one of them closed. */
export interface Desk extends Workbench {
  ask<Data = Record<string, never>>(
    actor: Actor,
    document: string,
    variables?: Record<string, unknown>,
  ): Promise<Data>;
  /** The one failure of an operation that has to fail. */
  refusal(actor: Actor, document: string, variables?: Record<string, unknown>): Promise<Failure>;
  save(
    item: string,
    value: object,
    expectedVersion?: number,
    actor?: Actor,
  ): Promise<{ state: string; version: number }>;
  /** Gives every item of the school's checklist a value that stands. */
  fill(actor: Actor, school: string): Promise<void>;
  tell<Type extends EventType>(type: Type, school: string | null, data: EventData[Type]): Promise<void>;
  /** What events of that type say, in the order written; of one school where it is named. */
  events<Type extends EventType>(type: Type, school?: string): Promise<HubEvent<Type>['data'][]>;
  /** One more school that the register has told of, with its people. */
  newSchool(): Promise<KnownSchool>;
}

export const SAVE = `mutation($input: SaveChecklistItemInput!) { saveChecklistItem(input: $input) { item { id state version } school { code } } }`;

export async function openDesk(): Promise<Desk> {
  const bench = await openWorkbench();
  const hub = bench.openSession(hubActor);
  for (const consumer of readinessConsumers) bench.consume(consumer);

  const ask: Desk['ask'] = async <Data>(actor: Actor, document: string, variables = {}) => {
    const { data, errors } = await bench.run(definition, actor, document, variables);
    if (errors !== undefined)
      throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'));
    return data as Data;
  };
  const refusal: Desk['refusal'] = async (actor, document, variables = {}) => {
    const { errors } = await bench.run(definition, actor, document, variables);
    if (errors?.length !== 1) throw new Error(`expected one refusal, got ${JSON.stringify(errors)}`);
    return errors[0] as unknown as Failure;
  };
  const tell: Desk['tell'] = async (type, school, data) => {
    await hub.write(async (em) => appendEvents(em, hubActor, bench.clock.now(), [{ type, school, data }]));
    await bench.settle();
  };

  await tell('rollout.planLoaded', null, {
    plan: 'test',
    before: null,
    after: '1',
    checklist: readTemplate(checklist).template!,
  });
  const register = async (code: string, ward: string, status: 'ACTIVE' | 'CLOSED'): Promise<void> => {
    const kind = { kind: 'PRIMARY', ownership: 'PUBLIC', hasPrimary: true, isSynthetic: true } as const;
    await tell('schools.schoolRegistered', code, { name: `TH ${code}`, ward, status, ...kind });
    await tell('schools.headcountRecorded', code, { asOf: '2024-04-01', ...people });
  };
  await register(SCHOOL, 'cat-bi', 'ACTIVE');
  await register(OTHER, 'dang-hai', 'ACTIVE');
  await register(CLOSED, 'dang-hai', 'CLOSED');
  let last = 31_306_000;
  return {
    ...bench,
    ask,
    refusal,
    tell,
    save: async (item, value, expectedVersion = 0, actor = admin) => {
      const school = actor.schools[0];
      const data = await ask<{ saveChecklistItem: { item: { state: string; version: number } } }>(
        actor,
        SAVE,
        {
          input: { school, item, value, expectedVersion },
        },
      );
      return data.saveChecklistItem.item;
    },
    fill: async (actor, school) => {
      for (const { id, kind } of checklist.items) {
        await ask(actor, SAVE, {
          input: { school, item: id, value: valueFor(id, kind), expectedVersion: 0 },
        });
      }
    },
    events: async <Type extends EventType>(type: Type, school?: string) => {
      const rows = await hub.write(async (em) =>
        em.execute<{ data: HubEvent<Type>['data']; school: string }[]>(
          'select data, school from events.log where type = ? order by id',
          [type],
        ),
      );
      return rows.filter((row) => school === undefined || row.school === school).map(({ data }) => data);
    },
    newSchool: async () => {
      last += 1;
      const code = String(last);
      await register(code, 'cat-bi', 'ACTIVE');
      const key = (item: string) => `${code}:${item}`;
      return { code, key, admin: actorOf('school_admin', [code]), principal: actorOf('principal', [code]) };
    },
  };
}

/** A value that the item takes on 15 April 2024. */
export function valueFor(item: string, kind: string): object {
  switch (kind) {
    case 'BOOL':
      return { bool: true };
    case 'COUNT':
      return { count: 3 };
    case 'RATIO': {
      const whole = item === 'SIGNATURES_MANAGERS' ? people.managers : people.homeroomInScope;
      return { numerator: whole, denominator: whole };
    }
    case 'DATE':
      return { date: '2024-04-12' };
    case 'DOC':
      return { number: '12/QĐ-TH', date: '2024-04-12' };
    default:
      return { text: 'vnEdu' };
  }
}
