import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';

import { encodeCursor } from '../../../shared/cursor.js';
import { BadUserInput, NotFound } from '../../../shared/errors.js';
import { pageRequest } from '../../../shared/subgraph/connection.js';
import { CursorScalar } from '../../../shared/subgraph/scalars.js';
import { isVisible } from '../changes.js';
import type { RolloutContext } from '../context.js';
import { readActivePlan } from '../plan/active.js';
import { mayReadActors } from '../policy.js';
import { readAudit, type AuditRow } from '../rows/audit.js';
import { auditQuery, changeOf } from '../service/audit.js';
import { AuditConnection, AuditEntity, type AuditEntry } from '../types/audit.js';

@Resolver(() => AuditConnection)
export class AuditResolver {
  @Query(() => AuditConnection, {
    description:
      'Nhật ký kiểm toán. Who changed the object, in what role, when, from what to what and why, from the append-only log. An object of which nothing is to be told to the caller is NOT_FOUND.',
  })
  async auditTrail(
    @Arg('entity', () => AuditEntity, { description: 'Đối tượng.' }) entity: AuditEntity,
    @Arg('first', () => Int, { nullable: true, description: 'Số mục, 1 to 500; 50 when left out.' })
    first: number | null,
    @Arg('after', () => CursorScalar, { nullable: true, description: 'Con trỏ: what followed this entry.' })
    after: string | null,
    @Ctx() context: RolloutContext,
  ): Promise<AuditConnection> {
    const { actor, session } = context;
    const query = auditQuery(context, entity);
    const page = pageRequest({ first, after });
    const start = positionOf(page.after);
    const rows = await session.read('rollout', (db) =>
      readAudit(db, query, { first: page.first, after: start }),
    );
    const plan = actor.role === 'provider' ? await session.read('rollout', readActivePlan) : null;
    const looked = rows.slice(0, page.first);
    const shown = looked.filter(({ event }) => isVisible(actor, event, plan));
    if (shown.length === 0 && start === 0) {
      throw new NotFound({ what: `audit trail of ${entity.kind}`, id: entity.id });
    }
    const edges = shown.map((row) => ({
      node: toEntry(row, mayReadActors(actor)),
      cursor: cursorOf(row),
    }));
    const last = looked.at(-1);
    return {
      nodes: edges.map(({ node }) => node),
      edges,
      pageInfo: {
        hasNextPage: rows.length > page.first,
        hasPreviousPage: after != null,
        startCursor: edges[0]?.cursor ?? null,
        // Behind what was looked at, entries that are not the caller's included: the next page goes on there.
        endCursor: last === undefined ? null : cursorOf(last),
      },
    };
  }
}

function cursorOf({ event }: AuditRow): string {
  return encodeCursor('page', event.position);
}

function positionOf(after: unknown): number {
  if (after === null) return 0;
  if (typeof after === 'number' && Number.isSafeInteger(after) && after >= 0) return after;
  throw new BadUserInput({ field: 'after', expected: 'a cursor of an audit trail' });
}

function toEntry({ event, hash }: AuditRow, mayReadNames: boolean): AuditEntry {
  const { id, position, type, at, school, actor, data } = event;
  return {
    id,
    position,
    hash,
    type,
    at,
    school: school === null ? null : { code: school },
    actor: mayReadNames ? actor.subject : null,
    actorRole: actor.role,
    ...changeOf(data as unknown as Record<string, unknown>),
  };
}
