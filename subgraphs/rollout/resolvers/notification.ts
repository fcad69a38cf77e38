import {
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';

import type { Actor } from '../../../shared/actor.js';
import { positionToCursor } from '../../../shared/cursor.js';
import type { AnyHubEvent } from '../../../shared/events/contracts.js';
import { Coalesce } from '../../../shared/subgraph/coalesce.js';
import { pageRequest, toConnection } from '../../../shared/subgraph/connection.js';
import { CursorScalar } from '../../../shared/subgraph/scalars.js';
import type { RolloutContext } from '../context.js';
import { followLog } from '../live.js';
import { listNotifications, type NotificationRow } from '../rows/notification.js';
import { pageKey } from '../rows/page.js';
import { inboxOf, markRead } from '../service/notification.js';
import type { ConnectionOf } from '../types/connection.js';
import { MarkReadPayload, Notification, NotificationConnection, Notified } from '../types/notification.js';

@Resolver(() => Notification)
export class NotificationResolver {
  @Query(() => NotificationConnection, {
    description: "Hộp thông báo of the caller's role, the newest first.",
  })
  async notifications(
    @Arg('first', () => Int, { nullable: true, description: 'Số dòng; 50 when left out, at most 500.' })
    first: number | null,
    @Arg('after', () => CursorScalar, { nullable: true, description: 'Con trỏ của dòng trước.' })
    after: string | null,
    @Arg('unreadOnly', () => Boolean, { defaultValue: false, description: 'Chỉ thông báo chưa đọc.' })
    unreadOnly: boolean,
    @Ctx() { actor, session }: RolloutContext,
  ): Promise<ConnectionOf<Notification>> {
    const page = pageRequest({ first, after });
    const { rows, totalCount } = await session.read('rollout', (db) =>
      listNotifications(db, inboxOf(actor), unreadOnly, page),
    );
    return toConnection(rows, page, totalCount, pageKey, toNotification);
  }

  @Mutation(() => MarkReadPayload, {
    description: 'Đánh dấu đã đọc, for the caller alone; again changes nothing.',
  })
  async markRead(
    @Arg('ids', () => [ID], { description: 'Mã các thông báo, at most 500.' }) ids: string[],
    @Ctx() { actor, session, loaders }: RolloutContext,
  ): Promise<MarkReadPayload> {
    await markRead(session, ids);
    const rows = await loaders.notification.loadMany(ids.map((id) => id.toLowerCase()));
    const { totalCount } = await session.read('rollout', (db) =>
      listNotifications(db, inboxOf(actor), true, { first: 1, after: null }),
    );
    return {
      notifications: rows.flatMap((row) =>
        row === null || row instanceof Error ? [] : [toNotification(row)],
      ),
      unreadCount: totalCount,
    };
  }
}

@Resolver(() => Notified)
export class NotificationLiveResolver {
  @Subscription(() => Notified, {
    description: "Thông báo mới in the inbox of the caller's role.",
    subscribe: ({ args, context }: { args: { after?: string | null }; context: RolloutContext }) =>
      followLog(context.feed, args.after, (event) => toNotified(context.actor, event)),
  })
  notified(
    @Arg('after', () => CursorScalar, {
      nullable: true,
      description: 'Con trỏ: everything behind it first, then live; only what is to come when left out.',
    })
    _after: string | null,
    @Coalesce() _coalesce: number | null,
    @Root() change: Notified,
  ): Notified {
    return change;
  }

  @FieldResolver(() => Notification, { nullable: true, description: 'Thông báo.' })
  async notification(
    @Root() { id }: Notified,
    @Ctx() { loaders }: RolloutContext,
  ): Promise<Notification | null> {
    const row = await loaders.notification.load(id);
    return row === null ? null : toNotification(row);
  }
}

function toNotified(actor: Actor, event: AnyHubEvent): Notified | null {
  if (event.type !== 'rollout.notified') return null;
  const { role, codes } = inboxOf(actor);
  const { school, position, at, data } = event;
  if (data.role !== role || (school !== null && codes !== null && !codes.includes(school))) return null;
  return {
    cursor: positionToCursor(position),
    at,
    school: school === null ? null : { code: school },
    before: null,
    after: data.kind,
    cause: null,
    id: data.notification,
  };
}

function toNotification({ id, school, kind, title, body, at, readAt }: NotificationRow): Notification {
  return {
    id,
    school: school === null ? null : { code: school },
    kind,
    title,
    body,
    at: new Date(at),
    readAt: readAt === null ? null : new Date(readAt),
  };
}
