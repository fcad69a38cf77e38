import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Role } from '../../shared/actor.js';
import { actorOf } from '../support/subgraph.js';
import { admin, checklist, officer, openDesk, OTHER, principal, SCHOOL, type Desk } from './desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.ask(
    admin,
    'mutation($input: SetWorkingGroupInput!) { setWorkingGroup(input: $input) { school { code } } }',
    {
      input: {
        school: SCHOOL,
        decisionNumber: '1',
        decisionDate: '2024-04-12',
        members: [{ name: 'A', role: 'HEAD' }],
      },
    },
  );
  await desk.ask(
    admin,
    'mutation($input: DeclareCertificateInput!) { declareCertificate(input: $input) { school { code } } }',
    {
      input: {
        school: SCHOOL,
        serial: '1',
        issuer: 'VGCA',
        kind: 'REMOTE_SIGNING',
        validFrom: '2024-04-01T00:00:00Z',
        validTo: '2025-04-01T00:00:00Z',
      },
    },
  );
});
afterAll(() => desk.close());

const ALL = `query($r: [_Any!]!) { _entities(representations: $r) { ... on School { code
  checklist { items { id } isSubmitted } signatures { teachers { percent } } organisationCertificate { serial } certificates { serial }
  workingGroup { members { name } } plan { duties { id } } communications { audiences }
} } }`;
interface Shown {
  code: string;
  checklist: { items: { id: string }[] } | null;
  signatures: object | null;
  organisationCertificate: object | null;
  certificates: object[] | null;
  workingGroup: object | null;
  plan: object | null;
  communications: object | null;
}
const representations = (codes: string[]) => ({ r: codes.map((code) => ({ __typename: 'School', code })) });
const show = async (role: Role, schools: 'all' | string[], code = SCHOOL) =>
  (await desk.ask<{ _entities: (Shown | null)[] }>(actorOf(role, schools), ALL, representations([code])))
    ._entities[0];

test.each<[Role, 'all' | string[]]>([
  ['district_officer', 'all'],
  ['district_head', 'all'],
  ['inspector', [SCHOOL]],
  ['school_admin', [SCHOOL]],
  ['principal', [SCHOOL]],
  ['reporting_tool', [SCHOOL]],
])('%s sees all detail of a school in its scope', async (role, schools) => {
  const shown = await show(role, schools);
  expect(shown?.checklist?.items).toHaveLength(checklist.items.length);
  expect(Object.values(shown ?? {})).not.toContain(null);
});

test.each<[Role, string[]]>([
  ['inspector', [OTHER]],
  ['reporting_tool', [OTHER]],
  ['city_viewer', [SCHOOL]],
])('%s knows a school out of its scope but sees no detail of it', async (role, schools) => {
  const { code, ...details } = (await show(role, schools)) ?? {};
  expect(code).toBe(SCHOOL);
  expect(new Set(Object.values(details))).toEqual(new Set([null]));
});

test.each<[Role, 'all' | string[]]>([
  ['principal', [OTHER]],
  ['school_admin', 'all'],
  ['provider', [OTHER]],
])('to %s a school that is not its own is unknown', async (role, schools) => {
  expect(await show(role, schools)).toBeNull();
});

test('a provider sees technical items, signatures and the stamp of a school it serves, nothing of its organisation', async () => {
  const shown = await show('provider', [SCHOOL]);
  const technical = checklist.items.filter(({ section }) =>
    ['INFRASTRUCTURE', 'SIGNATURES'].includes(section),
  );
  expect(shown?.checklist?.items.map(({ id }) => id)).toEqual(technical.map(({ id }) => id));
  expect(shown).toMatchObject({
    organisationCertificate: { serial: '1' },
    workingGroup: null,
    plan: null,
    communications: null,
  });
  expect(shown?.signatures).not.toBeNull();
});

test('any number of schools with every field costs one statement per list, and one for the template', async () => {
  const codes = Array.from({ length: 40 }, (_, index) => String(31_307_000 + index));
  desk.takeReads();
  const { _entities } = await desk.ask<{ _entities: Shown[] }>(
    officer,
    ALL,
    representations([SCHOOL, ...codes]),
  );
  expect(_entities).toHaveLength(41);
  expect(desk.takeReads()).toEqual({ readiness: 7 });
});

test('a key alone is answered without a read', async () => {
  desk.takeReads();
  await desk.ask(
    officer,
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on School { code } } }',
    representations([SCHOOL]),
  );
  expect(desk.takeReads()).toEqual({});
});

test('two mutations in one request: each answers with what stands after it', async () => {
  const save = (item: string, alias: string) =>
    `${alias}: saveChecklistItem(input: { school: "${SCHOOL}", item: "${item}", value: { bool: true }, expectedVersion: 0 }) { school { checklist { counts { state count } } } }`;
  interface Answer {
    school: { checklist: { counts: { state: string; count: number }[] } };
  }
  const answers = await desk.ask<{ first: Answer; second: Answer }>(
    principal,
    `mutation { ${save('MOET_LINK', 'first')} ${save('RESOURCES', 'second')} }`,
  );
  const drafts = ({ school }: Answer) =>
    school.checklist.counts.find(({ state }) => state === 'DRAFT')?.count;
  expect([drafts(answers.first), drafts(answers.second)]).toEqual([2, 3]);
});
