import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';

import { Forbidden } from '../../shared/errors.js';
import type { Session } from '../../shared/session.js';
import { pageRequest, toConnection } from '../../shared/subgraph/connection.js';
import { CursorScalar } from '../../shared/subgraph/scalars.js';
import type { RecordsContext } from './context.js';
import { mayDecideRecall, recallScope } from './policy.js';
import {
  DecideRecallPayload,
  LockSchoolYearPayload,
  Recall,
  RecallConnection,
  RecallDecision,
  RecallState,
  RecordsInbox,
  RequestRecallInput,
  RequestRecallPayload,
} from './recall-types.js';
import { decideRecall, type DecideRecall } from './recalls/decide.js';
import { lockSchoolYear } from './recalls/lock.js';
import { requestRecall } from './recalls/request.js';
import {
  listRecalls,
  readInbox,
  readRecalls,
  type RecallRow,
  type RecallState as StateOfRecall,
} from './recalls/rows.js';

@Resolver(() => Recall)
export class RecallResolver {
  @Query(() => RecallConnection, {
    description:
      'Yêu cầu thu hồi học bạ, the oldest first: all for the office, those of their schools for others.',
  })
  async recalls(
    @Arg('state', () => RecallState, { nullable: true, description: 'Trạng thái; all when left out.' })
    state: StateOfRecall | null,
    @Arg('first', () => Int, { nullable: true, description: 'Số dòng, 1 to 500; 50 when left out.' }) first:
      | number
      | null,
    @Arg('after', () => CursorScalar, { nullable: true, description: 'Con trỏ: the list goes on after it.' })
    after: string | null,
    @Ctx() { actor, session }: RecordsContext,
  ): Promise<RecallConnection> {
    const schools = recallScope(actor);
    if (schools === 'none') throw new Forbidden({ action: 'read recalls', role: actor.role });
    const page = pageRequest({ first, after });
    const { rows, totalCount } = await session.read('records', (db) =>
      listRecalls(db, { state: state ?? null, schools }, page),
    );
    return toConnection(rows, page, totalCount, (row) => [row.requestedAt, row.id], toRecall);
  }

  @Query(() => RecordsInbox, { description: 'Việc về học bạ đang chờ Phòng; for the district office.' })
  async recordsInbox(@Ctx() { actor, session }: RecordsContext): Promise<RecordsInbox> {
    if (!mayDecideRecall(actor)) throw new Forbidden({ action: "read the office's inbox", role: actor.role });
    const { oldestPendingRecall: oldest, ...inbox } = await session.read('records', readInbox);
    return { ...inbox, oldestPendingRecall: oldest === null ? null : new Date(oldest) };
  }

  @Mutation(() => RequestRecallPayload, {
    description:
      "Yêu cầu thu hồi học bạ. A school's people for accepted units of their own: all of them or none.",
  })
  async requestRecall(
    @Arg('input', () => RequestRecallInput, { description: 'Các đơn vị và lý do.' })
    input: RequestRecallInput,
    @Ctx() { session }: RecordsContext,
  ): Promise<RequestRecallPayload> {
    const ids = await requestRecall(session, input);
    return { recalls: await shown(session, ids), school: { code: input.school } };
  }

  @Mutation(() => DecideRecallPayload, {
    description: 'Quyết định thu hồi. The district office agrees or refuses: all of the list or none.',
  })
  async decideRecall(
    @Arg('ids', () => [ID], { description: 'Mã yêu cầu, 1 to 5000.' }) ids: string[],
    @Arg('decision', () => RecallDecision, { description: 'Quyết định.' }) decision: DecideRecall['decision'],
    @Arg('reason', () => String, { description: 'Lý do, 1 to 1000 characters.' }) reason: string,
    @Ctx() { session }: RecordsContext,
  ): Promise<DecideRecallPayload> {
    return { recalls: await shown(session, await decideRecall(session, { ids, decision, reason })) };
  }

  @Mutation(() => LockSchoolYearPayload, {
    description:
      'Chốt học bạ của năm học. The head of the office only, and for good: accepted units can no longer be recalled; the second time, after the late completers, the year is closed.',
  })
  async lockSchoolYear(
    @Arg('schoolYear', () => String, { description: 'Năm học, for example `2023-2024`.' }) schoolYear: string,
    @Arg('reason', () => String, { description: 'Lý do, 1 to 1000 characters.' }) reason: string,
    @Ctx() { session }: RecordsContext,
  ): Promise<LockSchoolYearPayload> {
    return lockSchoolYear(session, { schoolYear, reason });
  }
}

async function shown(session: Session, ids: readonly string[]): Promise<Recall[]> {
  return (await session.read('records', (db) => readRecalls(db, ids))).map(toRecall);
}

function toRecall({ unit, school, requestedAt, decision, decidedAt, ...row }: RecallRow): Recall {
  return {
    ...row,
    uuid: unit,
    school: { code: school },
    requestedAt: new Date(requestedAt),
    decisionReason: decision,
    decidedAt: decidedAt === null ? null : new Date(decidedAt),
  };
}
