import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Forbidden, NotFound } from '../../../shared/errors.js';
import { pageRequest, toConnection } from '../../../shared/subgraph/connection.js';
import { CursorScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import type { RolloutContext } from '../context.js';
import { toDifficulty } from '../difficulty.js';
import { listedSchools, mayListDetail, readableCategories } from '../policy.js';
import { isPastClock, responseDue, responseThresholds } from '../response-clock.js';
import { listDifficulties } from '../rows/difficulty.js';
import { pageKey } from '../rows/page.js';
import {
  moveDifficulty,
  replyDifficulty,
  reportDifficulty,
  resolveDifficulty,
  type ChangedDifficulty,
} from '../service/difficulty.js';
import { requireId } from '../service/guard.js';
import type { ConnectionOf } from '../types/connection.js';
import {
  Difficulty,
  DifficultyConnection,
  DifficultyFilter,
  DifficultyPayload,
  DifficultyReply,
  ReplyDifficultyInput,
  ReportDifficultyInput,
} from '../types/difficulty.js';

@Resolver(() => Difficulty)
export class DifficultyResolver {
  @Query(() => DifficultyConnection, {
    description:
      'Danh sách khó khăn, vướng mắc, the oldest first, of the schools whose detail the caller may see.',
  })
  async difficulties(
    @Arg('filter', () => DifficultyFilter, { nullable: true, description: 'Lọc.' })
    filter: DifficultyFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'Số dòng; 50 when left out, at most 500.' })
    first: number | null,
    @Arg('after', () => CursorScalar, { nullable: true, description: 'Con trỏ của dòng trước.' })
    after: string | null,
    @Ctx() { actor, session, clock, loaders }: RolloutContext,
  ): Promise<ConnectionOf<Difficulty>> {
    if (!mayListDetail(actor))
      throw new Forbidden({ action: 'list the difficulties of schools', role: actor.role });
    const page = pageRequest({ first, after });
    const now = clock.now();
    const past = filter?.pastClock === true ? responseThresholds(await loaders.plan(), now) : null;
    const id = filter?.id == null ? null : requireId(filter.id, 'difficulty');
    const asked = { id, state: filter?.state, severity: filter?.severity, school: filter?.school };
    const bounds = { past, codes: listedSchools(actor), categories: readableCategories(actor) };
    const { rows, totalCount } = await session.read('rollout', (db) =>
      listDifficulties(db, { ...asked, ...bounds }, page),
    );
    return toConnection(rows, page, totalCount, pageKey, (row) => toDifficulty(row, now));
  }

  @Mutation(() => DifficultyPayload, {
    description: 'Tiếp nhận khó khăn. Of the office, and of an inspector for the schools assigned to it.',
  })
  async acknowledgeDifficulty(
    @Arg('id', () => ID, { description: 'Mã khó khăn.' }) id: string,
    @Arg('message', () => String, { description: 'Lời nhắn cho trường, at most 2000 characters.' })
    message: string,
    @Ctx() context: RolloutContext,
  ): Promise<DifficultyPayload> {
    return payload(context, await moveDifficulty(context.session, { id, to: 'ACKNOWLEDGED', message }));
  }

  @Mutation(() => DifficultyPayload, {
    description: 'Đóng khó khăn that was resolved. Of the school itself and of the office.',
  })
  async closeDifficulty(
    @Arg('id', () => ID, { description: 'Mã khó khăn.' }) id: string,
    @Arg('message', () => String, { description: 'Nhận xét, at most 2000 characters.' }) message: string,
    @Ctx() context: RolloutContext,
  ): Promise<DifficultyPayload> {
    return payload(context, await moveDifficulty(context.session, { id, to: 'CLOSED', message }));
  }

  @Mutation(() => DifficultyPayload, {
    description:
      'Mở lại khó khăn that was resolved or closed; the clocks start anew. Of the school itself and of the office.',
  })
  async reopenDifficulty(
    @Arg('id', () => ID, { description: 'Mã khó khăn.' }) id: string,
    @Arg('reason', () => String, { description: 'Lý do, at most 2000 characters.' }) reason: string,
    @Ctx() context: RolloutContext,
  ): Promise<DifficultyPayload> {
    return payload(context, await moveDifficulty(context.session, { id, to: 'REOPENED', message: reason }));
  }

  @Mutation(() => DifficultyPayload, { description: "Chuyển khó khăn lên Sở GD&ĐT. The office's." })
  async escalateToCity(
    @Arg('id', () => ID, { description: 'Mã khó khăn.' }) id: string,
    @Arg('reason', () => String, { description: 'Lý do, at most 2000 characters.' }) reason: string,
    @Ctx() context: RolloutContext,
  ): Promise<DifficultyPayload> {
    return payload(
      context,
      await moveDifficulty(context.session, { id, to: 'ESCALATED_TO_CITY', message: reason }),
    );
  }

  @FieldResolver(() => DateTimeScalar, {
    description:
      'Hạn tiếp nhận: the end of the last working day to acknowledge it, as the plan sets it (2 when it does not).',
  })
  async acknowledgeBy(@Root() { since }: Difficulty, @Ctx() { loaders }: RolloutContext): Promise<Date> {
    return responseDue(await loaders.plan(), since).acknowledgeBy;
  }

  @FieldResolver(() => DateTimeScalar, {
    description:
      'Hạn giải quyết: the end of the last working day to resolve it, as the plan sets it (10 when it does not).',
  })
  async resolveBy(@Root() { since }: Difficulty, @Ctx() { loaders }: RolloutContext): Promise<Date> {
    return responseDue(await loaders.plan(), since).resolveBy;
  }

  @FieldResolver(() => Boolean, {
    description: 'Quá hạn phản hồi. Nobody acknowledged it in time, or nobody has resolved it in time.',
  })
  async isPastClock(
    @Root() difficulty: Difficulty,
    @Ctx() { loaders, clock }: RolloutContext,
  ): Promise<boolean> {
    return isPastClock(await loaders.plan(), difficulty, clock.now());
  }

  @Mutation(() => DifficultyPayload, {
    description: "Báo cáo khó khăn, vướng mắc (KẾT). The school's own people's.",
  })
  async reportDifficulty(
    @Arg('input', () => ReportDifficultyInput, { description: 'Nội dung báo cáo.' })
    input: ReportDifficultyInput,
    @Ctx() context: RolloutContext,
  ): Promise<DifficultyPayload> {
    return payload(context, await reportDifficulty(context.session, input));
  }

  @Mutation(() => DifficultyPayload, {
    description:
      'Phản hồi khó khăn. Of the office, an inspector, the school, and the provider that serves it where the matter is technical.',
  })
  async replyDifficulty(
    @Arg('input', () => ReplyDifficultyInput, { description: 'Nội dung phản hồi.' })
    input: ReplyDifficultyInput,
    @Ctx() context: RolloutContext,
  ): Promise<DifficultyPayload> {
    return payload(context, await replyDifficulty(context.session, input));
  }

  @Mutation(() => DifficultyPayload, { description: "Giải quyết khó khăn, saying how. The office's." })
  async resolveDifficulty(
    @Arg('id', () => ID, { description: 'Mã khó khăn.' }) id: string,
    @Arg('resolution', () => String, { description: 'Cách giải quyết, at most 2000 characters.' })
    resolution: string,
    @Ctx() context: RolloutContext,
  ): Promise<DifficultyPayload> {
    return payload(context, await resolveDifficulty(context.session, { id, resolution }));
  }

  @FieldResolver(() => [DifficultyReply], { description: 'Các phản hồi, in their order.' })
  async replies(@Root() { id }: Difficulty, @Ctx() { loaders }: RolloutContext): Promise<DifficultyReply[]> {
    const rows = await loaders.replies.load(id);
    return rows.map(({ message, state, authorRole, at }) => ({
      message,
      state,
      authorRole,
      at: new Date(at),
    }));
  }
}

async function payload(
  { loaders, clock }: RolloutContext,
  { id, school }: ChangedDifficulty,
): Promise<DifficultyPayload> {
  const row = await loaders.difficulty.load(id);
  if (row === null) throw new NotFound({ what: 'difficulty', id });
  return { difficulty: toDifficulty(row, clock.now()), school: { code: school } };
}
