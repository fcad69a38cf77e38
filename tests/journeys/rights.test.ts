import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildSchema, parse, type GraphQLField, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { buildAll } from '../../scripts/subgraphs.js';
import type { Actor, Role } from '../../shared/actor.js';
import { projectRoot } from '../../shared/paths.js';
import type { Subgraph } from '../../shared/subgraph/build.js';
import { executeSubgraph } from '../../shared/subgraph/execute.js';
import { openTestHub, type Answer, type TestHub } from '../support/hub.js';
import { JOURNEY_TIME, person } from '../support/journeys.js';
import { askFor, type Known } from '../support/rights-ask.js';
import { letters, rights, type Right } from '../support/rights.js';
import { playSeason, type Season } from '../support/season.js';

const own = '31306981';
const foreign = '31306985';

const api: GraphQLSchema = buildSchema(readFileSync(join(projectRoot, 'gateway', 'api.graphql'), 'utf8'));
const gateDoors = ['the gateway', "the subgraph's own door"] as const;
type Door = (typeof gateDoors)[number];
const kinds = ['query', 'mutation', 'subscription'] as const;
type Kind = (typeof kinds)[number];
const rootOf = (schema: GraphQLSchema, kind: Kind) =>
  ({
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  })[kind];
const fieldsOf = (kind: Kind): Record<string, GraphQLField<unknown, unknown>> =>
  rootOf(api, kind)?.getFields() ?? {};
const present = kinds.flatMap((kind) => Object.keys(fieldsOf(kind)).map((name) => `${kind} ${name}`));

// The office comes last: what it may do changes the thing, and then the others would be refused for its state.
const roles = (Object.keys(letters) as Role[]).toReversed();
const actors = Object.fromEntries(
  roles.map((role) => {
    const isBound = !['district_officer', 'district_head', 'city_viewer'].includes(role);
    return [role, isBound ? person(role, [own]) : person(role)];
  }),
) as Record<Role, Actor>;

let season: Season;
let hub: TestHub;
let subgraphs: Subgraph[];
const known = new Map<string, Known>();

beforeAll(async () => {
  season = await playSeason(JOURNEY_TIME);
  hub = await openTestHub({ database: await season.copy(), fill: 'nothing', start: JOURNEY_TIME });
  subgraphs = await buildAll();
  for (const school of [own, foreign]) known.set(school, await knownOf(school));
}, 300_000);
afterAll(async () => {
  await hub.close();
});

/** Letters in the order in which the roles are asked. */
function spelt(may: string): string {
  return may.split('').toReversed().join('');
}

/** Things of a school that operations name by id. */
async function knownOf(school: string): Promise<Known> {
  const admin = person('school_admin', [school]);
  const reported = await hub.send(
    admin,
    `mutation($input: ReportDifficultyInput!) { reportDifficulty(input: $input) { difficulty { id } } }`,
    { input: { school, category: 'SOFTWARE', severity: 'MINOR', description: 'Chậm.' } },
  );
  const { data } = await hub.send(
    person('district_officer'),
    `query($code: ID!) { school(code: $code) { certificates { id } } documents { id } }`,
    { code: school },
  );
  const planned = await hub.send(
    person('district_officer'),
    `mutation($input: PlanVisitInput!) { planVisit(input: $input) { visit { id } } }`,
    { input: { school, plannedOn: '2024-04-29' } },
  );
  return {
    visit: planned.data.planVisit.visit.id,
    certificate: data.school.certificates[0].id,
    difficulty: reported.data.reportDifficulty.difficulty.id,
    document: data.documents[0].id,
    item: `${school}:WORKING_GROUP`,
    school,
  };
}

/** `yes`, `no`, or the code of another refusal: the right was there, the made-up input was not good enough. */
async function verdict(
  kind: Kind,
  name: string,
  right: Right,
  { role, school, door }: { role: Role; school: string; door: Door },
): Promise<string> {
  const things = known.get(school)!;
  const given: Record<string, unknown> = { school, code: school };
  for (const [argument, thing] of Object.entries(right.known ?? {})) {
    const resolved = (value: unknown) =>
      typeof value === 'string' && value.startsWith('$') ? things[value.slice(1)] : value;
    given[argument] = Array.isArray(thing) ? thing.map(resolved) : resolved(thing);
  }
  const { document, variables } = askFor(kind, fieldsOf(kind)[name]!, given);
  // A subscription is opened at its subgraph either way: the gateway shares it among all who ask the same.
  const answer =
    kind === 'subscription' || door === "the subgraph's own door"
      ? await askSubgraph(kind, name, actors[role], document, variables)
      : await hub.send(actors[role], document, variables);
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions.code);
  if (codes.some((code) => code === 'INTERNAL_SERVER_ERROR' || code === 'GRAPHQL_VALIDATION_FAILED'))
    throw new Error(
      `${name} as ${role}: ${JSON.stringify(answer.errors)} for ${document} ${JSON.stringify(variables)}`,
    );
  if (codes.includes('FORBIDDEN')) return 'no';
  if (right.hidden === true && (answer.data?.[name] === null || codes.includes('NOT_FOUND'))) return 'no';
  return 'yes';
}

/** What the subgraph that has the field answers to who comes past the gateway; a subscription is closed as soon as it is open. */
async function askSubgraph(
  kind: Kind,
  name: string,
  actor: Actor,
  document: string,
  variables: Record<string, unknown>,
): Promise<Pick<Answer, 'data' | 'errors'>> {
  const subgraph = subgraphs.find(({ schema }) => rootOf(schema, kind)?.getFields()[name] !== undefined)!;
  const session = hub.host.openSession(actor);
  const { feed, later } = hub.host;
  const base = { requestId: 'rights', actor, session, clock: hub.clock, feed, later };
  const result = await executeSubgraph(
    subgraph,
    { document: parse(document), variables },
    base,
    pino({ level: 'silent' }),
  );
  const isOpen = Symbol.asyncIterator in result;
  if (isOpen) await (result as AsyncGenerator).return(undefined);
  await session.end();
  const { data = null, errors = [] } = isOpen ? {} : (result as unknown as Partial<Answer>);
  return { data, errors };
}

describe('the table of rights (domain D4)', () => {
  test('has a line for every root field of the graph, and none for another', () => {
    expect(Object.keys(rights).toSorted()).toEqual(present.toSorted());
  });

  describe.each(gateDoors)('at %s', (door) => {
    test.each(present)('holds for %s: every role, its own school and a foreign one', async (line) => {
      const [kind, name] = line.split(' ') as [Kind, string];
      const right = rights[line];
      if (right === undefined) throw new Error(`tests/support/rights.ts has no line for "${line}".`);
      const found = { own: '', foreign: '' };
      for (const role of roles) {
        if ((await verdict(kind, name, right, { role, school: own, door })) === 'yes')
          found.own += letters[role];
        if ((await verdict(kind, name, right, { role, school: foreign, door })) === 'yes')
          found.foreign += letters[role];
      }
      expect(found).toEqual({ own: spelt(right.own), foreign: spelt(right.foreign ?? right.own) });
    });
  });
});
