import type { EntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { sessionsOver } from '../../db/session.js';
import { hubActor, type Actor, type Role } from '../../shared/actor.js';
import { settableClock } from '../../shared/clock.js';
import { appendEvents } from '../../shared/events/append.js';
import type { OpenSession } from '../../shared/session.js';
import type { TestDatabase } from '../support/database.js';
import { JOURNEY_TIME, person } from '../support/journeys.js';
import { playSeason, type Season } from '../support/season.js';

const OWN = '31306981';
const FOREIGN = '31306985';

/** Not walled: the log's own bookkeeping, secrets that no answer carries, and units, which come by COPY (db/decisions/0004). */
const OPEN = [
  'events.consumer',
  'events.domain_clock',
  'events.head',
  'readiness.evidence_key',
  'records.unit',
  'training.person_key',
];
/** What a school keeps to itself; each has rows of several schools below. */
const PRIVATE = [
  'readiness.certificate',
  'readiness.communication',
  'readiness.duty_assignment',
  'readiness.item_comment',
  'readiness.signature_batch',
  'readiness.working_group',
  'rollout.difficulty',
  'rollout.visit',
  'schools.person',
];
const BOUND: readonly Role[] = ['school_admin', 'principal', 'inspector', 'provider', 'reporting_tool'];

let season: Season;
let database: TestDatabase;
let openSession: OpenSession;
beforeAll(async () => {
  season = await playSeason(JOURNEY_TIME);
  database = await season.copy();
  openSession = sessionsOver({ orm: database.orm, clock: settableClock(JOURNEY_TIME), onCommit: () => {} });
  await fillBoth();
}, 300_000);
afterAll(async () => {
  await database.close();
});

/** One row in each private table for both schools, so that an empty answer says something. */
async function fillBoth(): Promise<void> {
  await openSession(hubActor).write(async (em) => {
    for (const school of [OWN, FOREIGN]) {
      for (const statement of rowsOf(school)) await em.execute(statement, [], 'run');
    }
  });
}

function rowsOf(school: string): string[] {
  const id = `'${crypto.randomUUID()}'`;
  return [
    `insert into readiness.communication (id, school, audiences, held_on, description, created_at) values (${id}, '${school}', '["PARENTS"]', '2024-04-20', 'riêng', now())`,
    `insert into readiness.duty_assignment (school, duty, person, updated_at) values ('${school}', 'wall', 'Người Thử', now())`,
    `insert into readiness.item_comment (id, school, item, text, follow_up, author, author_role, at) values (${id}, '${school}', 'WORKING_GROUP', 'riêng', false, 'a', 'school_admin', now())`,
    `insert into rollout.difficulty (id, school, category, severity, description, state, reported_by, reported_at, version, updated_at) values (${id}, '${school}', 'SOFTWARE', 'MINOR', 'riêng', 'OPEN', 'a', now(), 1, now())`,
    `insert into rollout.difficulty_reply (difficulty, message, state, author, author_role, at) values (${id}, 'riêng', 'OPEN', 'a', 'school_admin', now())`,
    `insert into rollout.visit (id, school, inspector, planned_on, state, planned_by, created_at, updated_at) values (${id}, '${school}', 'i', '2024-04-20', 'PLANNED', 'o', now(), now())`,
    `insert into schools.person (school, subject, name, role, updated_at) values ('${school}', 'wall', 'Người Thử', 'PRINCIPAL', now())`,
    `insert into readiness.signature_batch (id, school, signers, count, issuer, valid_from, valid_to, declared_by, declared_at) values (${id}, '${school}', 'TEACHERS', 1, 'i', now(), now(), 'a', now())`,
    `insert into readiness.certificate (id, school, serial, issuer, kind, valid_from, valid_to, state, declared_by, declared_at, version, updated_at) values (${id}, '${school}', ${id}, 'i', 'ORGANISATION', now(), now(), 'REJECTED', 'a', now(), 1, now())`,
    `insert into readiness.working_group (school, decision_number, decision_date, members, version, updated_at) values ('${school}', '1', '2024-04-01', '[]', 1, now()) on conflict (school) do nothing`,
  ];
}

const count = async (actor: Actor, table: string, school: string): Promise<number> => {
  const session = openSession(actor);
  try {
    return await session.read('test', async (db) => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(table)} where school = ${school}`.execute(db);
      return rows[0]!.n;
    });
  } finally {
    await session.end();
  }
};

const write = (actor: Actor, statement: string): Promise<unknown> =>
  openSession(actor).write((em: EntityManager) => em.execute(`${statement} returning 1 as done`));

describe('the wall in the database', () => {
  test('stands around every table but those that are named', async () => {
    const rows = await openSession(hubActor).write((em) =>
      em.execute<{ name: string }[]>(
        `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname in ('events', 'schools', 'readiness', 'training', 'records', 'rollout')
            and not c.relrowsecurity order by 1`,
      ),
    );
    expect(rows.map(({ name }) => name)).toEqual(OPEN);
  });

  test.each(PRIVATE)('%s: everyone bound to a school sees its rows alone, the office all', async (table) => {
    const office = person('district_officer');
    expect(await count(office, table, FOREIGN)).toBeGreaterThan(0);
    const own = await count(office, table, OWN);
    for (const role of BOUND) {
      expect([role, await count(person(role, [FOREIGN]), table, FOREIGN)]).toEqual([
        role,
        await count(office, table, FOREIGN),
      ]);
      expect([role, await count(person(role, [OWN]), table, FOREIGN)]).toEqual([role, 0]);
      expect([role, await count(person(role, [OWN]), table, OWN)]).toEqual([role, own]);
      expect([role, await count(person(role, []), table, FOREIGN)]).toEqual([role, 0]);
    }
    expect(await count(person('city_viewer'), table, FOREIGN)).toBe(0);
  });

  test('what hangs on a row is seen with it alone', async () => {
    const replies = async (actor: Actor) => {
      const session = openSession(actor);
      const { rows } = await session.read('test', (db) =>
        sql<{
          n: number;
        }>`select count(*)::int as n from rollout.difficulty_reply where message = 'riêng'`.execute(db),
      );
      await session.end();
      return rows[0]!.n;
    };
    expect(await replies(person('district_head'))).toBe(2);
    expect(await replies(person('principal', [OWN]))).toBe(1);
    expect(await replies(person('principal', []))).toBe(0);
  });

  test("a school's people read in the log what is theirs and the district's", async () => {
    const session = openSession(person('principal', [OWN]));
    const { rows } = await session.read('test', (db) =>
      sql<{ school: string | null }>`select distinct school from events.log order by school`.execute(db),
    );
    await session.end();
    expect(rows.map(({ school }) => school)).toEqual([OWN, null]);
  });

  const changes: readonly [what: string, statement: string][] = [
    ['an item', `update readiness.checklist_response set note = 'x' where school = '${FOREIGN}'`],
    ['a difficulty', `update rollout.difficulty set state = 'CLOSED' where school = '${FOREIGN}'`],
    ['a person', `delete from schools.person where school = '${FOREIGN}'`],
    ['a completion', `update training.completion set managers = 0 where school = '${FOREIGN}'`],
    ['a counter', `update records.state_counter set count = 0 where school = '${FOREIGN}'`],
    ['a school', `update schools.school set name = 'x' where code = '${FOREIGN}'`],
    ['a deadline', `update rollout.task_progress set state = 'DONE'`],
    ['a conclusion', `update rollout.compliance set status = 'COMPLIANT' where school = '${FOREIGN}'`],
  ];
  test.each(changes)('nobody bound to a school changes %s elsewhere', async (_, statement) => {
    for (const actor of [...BOUND.map((role) => person(role, [OWN])), person('city_viewer')]) {
      // What may be locked is found and refused; what may not is not found.
      const done = await write(actor, statement).catch((error: Error) => error.message);
      expect([[], expect.stringMatching(/row-level security/)]).toContainEqual(done);
    }
  });

  test.each([
    ['a difficulty', rowsOf(FOREIGN)[3]!],
    ['a comment', rowsOf(FOREIGN)[2]!],
    ['a person', rowsOf(FOREIGN)[6]!.replace("'wall'", "'wall-2'")],
  ])('nobody bound to a school adds %s elsewhere', async (_, statement) => {
    for (const role of BOUND)
      await expect(write(person(role, [OWN]), statement)).rejects.toThrow(/row-level security/);
    await expect(write(person('city_viewer'), statement)).rejects.toThrow(/row-level security/);
  });

  test('nobody tells the log of another school', async () => {
    const tells = (actor: Actor, school: string | null) =>
      openSession(actor).write((em) =>
        appendEvents(em, actor, JOURNEY_TIME, [
          { type: 'rollout.documentPublished', school, data: { document: 'd', kind: 'GUIDANCE' } } as never,
        ]),
      );
    await expect(tells(person('principal', [OWN]), FOREIGN)).rejects.toThrow(/row-level security/);
    await expect(tells(person('principal', [OWN]), OWN)).resolves.toBeUndefined();
  });

  test('a transaction that carries nobody sees and writes nothing', async () => {
    const nobody = { subject: '', name: '', role: '' as Role, schools: [] };
    expect(await count(nobody, 'rollout.difficulty', FOREIGN)).toBe(0);
    expect(await count({ ...nobody, schools: 'all' }, 'rollout.difficulty', FOREIGN)).toBe(0);
    await expect(write(nobody, rowsOf(FOREIGN)[3]!)).rejects.toThrow(/row-level security/);
  });
});
