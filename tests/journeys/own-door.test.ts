import {
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  parse,
  type GraphQLObjectType,
} from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { buildAll } from '../../scripts/subgraphs.js';
import type { Role } from '../../shared/actor.js';
import type { Subgraph } from '../../shared/subgraph/build.js';
import { executeSubgraph } from '../../shared/subgraph/execute.js';
import { subgraphNames } from '../../shared/subgraph/names.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { JOURNEY_TIME, person } from '../support/journeys.js';
import { playSeason, type Season } from '../support/season.js';
import { FOREIGN, ids, OWN, plantSecrets, SECRET } from '../support/secrets.js';

const BOUND: readonly Role[] = ['school_admin', 'principal', 'inspector', 'provider', 'reporting_tool'];
const MAX_DEPTH = 4;

let season: Season;
let hub: TestHub;
let subgraphs: Subgraph[];
beforeAll(async () => {
  season = await playSeason(JOURNEY_TIME);
  hub = await openTestHub({ database: await season.copy(), fill: 'nothing', start: JOURNEY_TIME });
  await plantSecrets(hub);
  subgraphs = await buildAll();
}, 300_000);
afterAll(async () => {
  await hub.close();
});

const of = (name: string): Subgraph => subgraphs.find((subgraph) => subgraph.name === name)!;

/** What the subgraph says to who comes past the gateway, as text. */
async function ask(
  name: string,
  actor: ReturnType<typeof person>,
  document: string,
  variables = {},
): Promise<string> {
  const session = hub.host.openSession(actor);
  const { feed, later } = hub.host;
  const base = { requestId: 'own-door', actor, session, clock: hub.clock, feed, later };
  const operation = { document: parse(document), variables };
  const result = await executeSubgraph(of(name), operation, base, pino({ level: 'silent' }));
  await session.end();
  return JSON.stringify(result);
}

/** All values below a type that need no argument, to a depth that ends circles. */
function everything(type: GraphQLObjectType, depth = 1): string {
  const fields = Object.values(type.getFields()).filter(({ args }) =>
    args.every((arg) => !isNonNullType(arg.type)),
  );
  return fields
    .map(({ name, type: given }) => {
      const named = getNamedType(given);
      if (isLeafType(named)) return name;
      if (!isObjectType(named) || depth >= MAX_DEPTH) return '';
      const below = everything(named, depth + 1);
      return below === '' ? '' : `${name} { ${below} }`;
    })
    .filter((selection) => selection !== '')
    .join(' ');
}

const ENTITIES = (selection: string) =>
  `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on School { ${selection} } } }`;
const foreign = { representations: [{ __typename: 'School', code: FOREIGN }] };

describe.each(subgraphNames)('the door of %s', (name) => {
  const schoolOf = () => everything(of(name).schema.getType('School') as GraphQLObjectType);

  test.each(BOUND)(
    'gives %s nothing that another school keeps to itself, whatever is asked of the entity',
    async (role) => {
      const actor = person(role, [OWN]);
      expect(await ask(name, actor, ENTITIES(schoolOf()), foreign)).not.toContain(SECRET);
      const aliased = ENTITIES(`...F } ... on School { again: __typename ...F`);
      expect(
        await ask(name, actor, `${aliased} fragment F on School { ${schoolOf()} }`, foreign),
      ).not.toContain(SECRET);
    },
  );

  test('gives who is bound to nothing no more than a school that is not there', async () => {
    const nobody = person('principal', []);
    const missing = { representations: [{ __typename: 'School', code: '99999999' }] };
    const told = (text: string) => text.replaceAll(FOREIGN, 'CODE').replaceAll('99999999', 'CODE');
    expect(told(await ask(name, nobody, ENTITIES(schoolOf()), foreign))).toBe(
      told(await ask(name, nobody, ENTITIES(schoolOf()), missing)),
    );
  });

  test.each([
    ['a type that is none', { __typename: 'Nothing', code: FOREIGN }],
    ['a type without its key', { __typename: 'School' }],
    ['a key of another kind', { __typename: 'School', code: { $ne: null } }],
    ['no type', { code: FOREIGN }],
    ['a type of the inside', { __typename: 'Query' }],
  ])('answers %s with an error that has a code, and nothing of the inside', async (_, representation) => {
    const answer = JSON.parse(
      await ask(name, person('district_officer'), ENTITIES('code'), { representations: [representation] }),
    ) as {
      data?: { _entities: unknown[] } | null;
      errors?: { message: string; extensions: { code: string } }[];
    };
    const given = answer.data?._entities?.[0] ?? null;
    if (answer.errors === undefined) expect(given === null || JSON.stringify(given) === '{}').toBe(true);
    for (const { message, extensions } of answer.errors ?? []) {
      expect(extensions.code).toMatch(/^[A-Z_]+$/);
      expect(message).not.toMatch(/node_modules|\.ts:|\.js:|select /);
    }
  });

  test('says its schema as a router asks for it', async () => {
    const { data } = JSON.parse(await ask(name, person('district_officer'), '{ _service { sdl } }')) as {
      data: { _service: { sdl: string } };
    };
    expect(parse(data._service.sdl).definitions.length).toBeGreaterThan(5);
    expect(data._service.sdl).toContain('@link');
    expect(data._service.sdl).toContain('@key(fields: "code")');
  });

  test('resolves entities in the order in which they are asked for, the same one twice alike', async () => {
    const codes = [FOREIGN, OWN, FOREIGN];
    const representations = codes.map((code) => ({ __typename: 'School', code }));
    const { data } = JSON.parse(
      await ask(name, person('district_officer'), ENTITIES('__typename code'), { representations }),
    ) as { data: { _entities: { __typename: string; code: string }[] } };
    expect(data._entities).toEqual(codes.map((code) => ({ __typename: 'School', code })));
  });
});

test.each([
  `mutation { closeDifficulty(id: "${ids.difficulty}", message: "x") { difficulty { description } } }`,
  `mutation { acknowledgeDifficulty(id: "${ids.difficulty}", message: "x") { difficulty { description } } }`,
  `mutation { replyDifficulty(input: { difficulty: "${ids.difficulty}", message: "x" }) { difficulty { description replies { message } } } }`,
  `mutation { cancelVisit(id: "${ids.visit}", reason: "x") { visit { purpose } } }`,
])('a guessed id tells nothing, and its error is that of an id that is none: %s', async (document) => {
  for (const role of BOUND) {
    const known = await ask('rollout', person(role, [OWN]), document);
    expect(known).not.toContain(SECRET);
    expect(known).not.toContain(FOREIGN);
  }
});
