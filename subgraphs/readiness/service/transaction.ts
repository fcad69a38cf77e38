import type { EntityManager } from '@mikro-orm/sql';

import type { Actor } from '../../../shared/actor.js';
import { Forbidden, NotFound } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { EventData, EventType } from '../../../shared/events/contracts.js';
import type { Reader, Session } from '../../../shared/session.js';
import { lockSchools } from '../rows/register.js';
import { readCurrentTemplate } from '../rows/template.js';
import type { Template } from '../template.js';

/** One write: its rows and its events stand or fall together, at one instant of the domain's time. */
export interface Transaction {
  readonly actor: Actor;
  readonly db: Reader;
  readonly now: Date;
  append<Type extends EventType>(type: Type, school: string, data: EventData[Type]): Promise<void>;
}

/** Runs `work` in one transaction; whoever changes a school's readiness in it locks that school first (`lockSchools`). */
export async function write<Result>(
  session: Session,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  return session.write(async (em) => {
    const now = session.clock.now();
    const { actor } = session;
    return work({
      actor,
      now,
      db: readerOf(em),
      append: (type, school, data) => appendEvents(em, actor, now, [{ type, school, data }]),
    });
  });
}

/** Runs `work` in one transaction during which nobody else writes these schools' readiness. */
export async function writeSchools<Result>(
  session: Session,
  schools: readonly string[],
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  return write(session, async (transaction) => {
    await lockSchools(transaction.db, schools);
    return work(transaction);
  });
}

/** Kysely inside the transaction that `em` stands in. */
export function readerOf(em: EntityManager): Reader {
  return em.getKysely() as unknown as Reader;
}

/** The template in force; refuses with NOT_FOUND before any was loaded. */
export async function requireTemplate(db: Reader): Promise<Template> {
  const template = await readCurrentTemplate(db);
  if (template === null) throw new NotFound({ what: 'checklist template', id: 'in force' });
  return template;
}

/** Refuses with FORBIDDEN, naming what and where, unless the policy's answer is yes. */
export function requireMay(isAllowed: boolean, actor: Actor, action: string, school?: string): void {
  if (!isAllowed)
    throw new Forbidden({ action, role: actor.role, ...(school === undefined ? {} : { school }) });
}
