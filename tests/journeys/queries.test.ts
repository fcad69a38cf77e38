import type { GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readSchools, type SeedSchool } from '../../scripts/seed/data.js';
import { hubActor } from '../../shared/actor.js';
import { recordEnrolment, recordHeadcount, registerSchool } from '../../subgraphs/schools/index.js';
import { apiSchema } from '../support/complete.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { JOURNEY_TIME, person } from '../support/journeys.js';
import { playSeason, type Season } from '../support/season.js';
import { everythingOf } from '../support/selection.js';

const officer = person('district_officer');
const School = apiSchema().getType('School') as GraphQLObjectType;
const fields = Object.values(School.getFields()).map((field) => ({
  name: field.name,
  ...everythingOf(field, [School]),
}));

/** What a subgraph reads once for a request, however much it is asked: its checklist's template, its plan. */
const READ_ONCE = 1;

let season: Season;
let hub: TestHub;
/** Statements of each question, asked about 12 schools. */
const atTwelve = new Map<string, Record<string, number>>();
const everything = fields.map(({ text }) => text).join(' ');

beforeAll(async () => {
  season = await playSeason(JOURNEY_TIME);
  hub = await openTestHub({
    database: await season.copy(),
    fill: 'nothing',
    start: JOURNEY_TIME,
    // Everything of 500 schools is more than a caller may ask for at once: here it is counted.
    limits: { cost: Number.MAX_SAFE_INTEGER },
  });
  for (const { code, status, hasPrimary } of readSchools().schools) {
    if (status === 'ACTIVE' && hasPrimary) await discuss(code);
  }
  await hub.host.settle();
});
afterAll(async () => {
  await hub.close();
});

describe('over all 12 schools', () => {
  test.each(fields)(
    '$name costs at most one statement for itself and one for each list inside it',
    async ({ name, text, lists }) => {
      const { reads, schools } = await ask(text);
      expect(schools).toBe(12);
      const { schools: listing = 0, ...others } = reads;
      expect(listing).toBeLessThanOrEqual(1 + 1 + lists);
      for (const [owner, statements] of Object.entries(others)) {
        expect(statements, owner).toBeLessThanOrEqual(1 + lists + READ_ONCE);
      }
      atTwelve.set(name, reads);
    },
  );

  test('a page of all fields of all five subgraphs costs no more than its fields one by one', async () => {
    const { reads } = await ask(everything);
    expect(Object.keys(reads).toSorted()).toEqual(['readiness', 'records', 'rollout', 'schools', 'training']);
    for (const [owner, statements] of Object.entries(reads)) {
      const apart = [...atTwelve.values()].reduce((sum, known) => sum + (known[owner] ?? 0), 0);
      expect(statements, owner).toBeLessThanOrEqual(apart);
    }
    atTwelve.set('everything', reads);
  });
});

describe('over 60 schools', () => {
  beforeAll(async () => {
    const [model] = readSchools().schools;
    for (let index = 0; index < 48; index += 1) await enter(model!, String(31_306_100 + index));
    await hub.host.settle();
  });

  test.each(fields)('$name costs what it costs over 12', async ({ name, text }) => {
    const { reads, schools } = await ask(text);
    expect(schools).toBe(60);
    expect(reads).toEqual(atTwelve.get(name));
  });

  test('a page of everything costs what it costs over 12, through whichever list it is reached', async () => {
    expect((await ask(everything)).reads).toEqual(atTwelve.get('everything'));
    hub.takeReads();
    const listed = (first: number) =>
      hub.send(
        officer,
        `query($first: Int) { compliance(first: $first) { nodes { status school { ${everything} } } } }`,
        { first },
      );
    const twelve = await listed(12);
    const readsOfTwelve = hub.takeReads();
    const sixty = await listed(60);
    expect([twelve.errors, sixty.errors]).toEqual([undefined, undefined]);
    expect([twelve, sixty].map(({ data }) => data.compliance.nodes.length)).toEqual([12, 60]);
    expect(hub.takeReads()).toEqual(readsOfTwelve);
  });
});

async function ask(selection: string): Promise<{ reads: Record<string, number>; schools: number }> {
  hub.takeReads();
  const { data, errors } = await hub.send(officer, `{ schools(first: 500) { nodes { ${selection} } } }`);
  expect(errors).toBeUndefined();
  return { reads: hub.takeReads(), schools: data.schools.nodes.length };
}

/** A difficulty of the school with the office's answer. */
async function discuss(school: string): Promise<void> {
  const input = { school, category: 'OTHER', severity: 'MINOR', description: 'Mạng chậm.' };
  const report = `mutation($input: ReportDifficultyInput!) { reportDifficulty(input: $input) { difficulty { id } } }`;
  const { data } = await hub.send(person('principal', [school]), report, { input });
  const reply = `mutation($input: ReplyDifficultyInput!) { replyDifficulty(input: $input) { difficulty { id } } }`;
  const answer = { difficulty: data.reportDifficulty.difficulty.id, message: 'Phòng đã ghi nhận.' };
  await hub.send(officer, reply, { input: answer });
}

async function enter(
  { gradeClasses, gradePupils, headcount, ...school }: SeedSchool,
  code: string,
): Promise<void> {
  const session = hub.host.openSession(hubActor);
  await registerSchool(session, { ...school, code, name: `TH Mẫu ${code} (dữ liệu giả)` });
  await recordHeadcount(session, { school: code, asOf: '2024-04-01', ...headcount });
  const grades = Object.entries(gradePupils).map(([grade, pupils]) => ({
    grade: Number(grade),
    classes: gradeClasses[grade] ?? 0,
    pupils,
  }));
  await recordEnrolment(session, { school: code, schoolYear: '2023-2024', grades });
}
