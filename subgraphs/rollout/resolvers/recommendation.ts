import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';

import { isOffice } from '../../../shared/actor.js';
import { Forbidden, NotFound } from '../../../shared/errors.js';
import { pageRequest, toConnection } from '../../../shared/subgraph/connection.js';
import { CursorScalar } from '../../../shared/subgraph/scalars.js';
import type { RolloutContext } from '../context.js';
import { toDifficulty } from '../difficulty.js';
import { listedSchools, mayReadDetail, mayReadDifficulty, mayReadRecommendation } from '../policy.js';
import { pageKey } from '../rows/page.js';
import { listRecommendations, type RecommendationRow } from '../rows/recommendation.js';
import {
  answerRecommendation,
  decideRecommendation,
  forwardRecommendations,
  sendRecommendation,
} from '../service/recommendation.js';
import type { ConnectionOf } from '../types/connection.js';
import { Difficulty } from '../types/difficulty.js';
import {
  Recommendation,
  RecommendationConnection,
  RecommendationDecisionEnum,
  RecommendationFilter,
  RecommendationPayload,
  SendRecommendationInput,
} from '../types/recommendation.js';
import { School } from '../types/school.js';

@Resolver(() => Recommendation)
export class RecommendationResolver {
  @Query(() => RecommendationConnection, {
    description:
      "Danh sách kiến nghị, the newest first: all of the office's, a school's own, and for the city those that go to it.",
  })
  async recommendations(
    @Arg('filter', () => RecommendationFilter, { nullable: true, description: 'Lọc.' })
    filter: RecommendationFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'Số dòng; 50 when left out, at most 500.' })
    first: number | null,
    @Arg('after', () => CursorScalar, { nullable: true, description: 'Con trỏ của dòng trước.' })
    after: string | null,
    @Ctx() { actor, session }: RolloutContext,
  ): Promise<ConnectionOf<Recommendation>> {
    if (actor.role === 'provider') throw new Forbidden({ action: 'list recommendations', role: actor.role });
    const page = pageRequest({ first, after });
    const asked = {
      state: filter?.state,
      direction: filter?.direction,
      school: filter?.school,
      toAnswer: filter?.toAnswer,
    };
    const bounds = {
      codes: listedSchools(actor),
      seesCity: isOffice(actor) || actor.role === 'city_viewer',
      seesSchools: actor.role !== 'city_viewer',
      subject: actor.subject,
    };
    const { rows, totalCount } = await session.read('rollout', (db) =>
      listRecommendations(db, { ...asked, ...bounds }, page),
    );
    return toConnection(rows, page, totalCount, pageKey, toRecommendation);
  }

  @Mutation(() => RecommendationPayload, {
    description: "Gửi kiến nghị. A school's people to the office, the office to the city.",
  })
  async sendRecommendation(
    @Arg('input', () => SendRecommendationInput, { description: 'Kiến nghị.' })
    input: SendRecommendationInput,
    @Ctx() context: RolloutContext,
  ): Promise<RecommendationPayload> {
    return payload(context, await sendRecommendation(context.session, input));
  }

  @Mutation(() => RecommendationPayload, { description: "Tiếp thu hoặc từ chối kiến nghị. The office's." })
  async decideRecommendation(
    @Arg('id', () => ID, { description: 'Mã kiến nghị.' }) id: string,
    @Arg('decision', () => RecommendationDecisionEnum, { description: 'Quyết định.' })
    decision: keyof typeof RecommendationDecisionEnum,
    @Arg('reply', () => String, { description: 'Ý kiến, at most 10000 characters.' }) reply: string,
    @Ctx() context: RolloutContext,
  ): Promise<RecommendationPayload> {
    return payload(context, await decideRecommendation(context.session, { id, decision, reply }));
  }

  @Mutation(() => RecommendationPayload, {
    description: "Chuyển các kiến nghị của trường lên Sở as one that is linked to them all. The office's.",
  })
  async forwardRecommendations(
    @Arg('ids', () => [ID], { description: 'Các kiến nghị được chuyển, at most 200.' }) ids: string[],
    @Arg('text', () => String, { description: 'Nội dung gửi Sở, at most 10000 characters.' }) text: string,
    @Ctx() context: RolloutContext,
  ): Promise<RecommendationPayload> {
    return payload(context, await forwardRecommendations(context.session, { ids, text }));
  }

  @Mutation(() => RecommendationPayload, {
    description:
      "Trả lời kiến nghị, which ends it; for one to the city, records the city's answer. The office's.",
  })
  async answerRecommendation(
    @Arg('id', () => ID, { description: 'Mã kiến nghị.' }) id: string,
    @Arg('text', () => String, { description: 'Nội dung trả lời, at most 10000 characters.' }) text: string,
    @Ctx() context: RolloutContext,
  ): Promise<RecommendationPayload> {
    return payload(context, await answerRecommendation(context.session, { id, text }));
  }

  @FieldResolver(() => [Difficulty], { description: 'Các khó khăn làm căn cứ that the caller may see.' })
  async sourceDifficulties(
    @Root() { id }: Recommendation,
    @Ctx() context: RolloutContext,
  ): Promise<Difficulty[]> {
    const { actor, clock, loaders } = context;
    const links = await loaders.recommendationSources.load(id);
    const rows = await loaders.difficulty.loadMany(
      links.filter(({ kind }) => kind === 'DIFFICULTY').map(({ source }) => source),
    );
    return rows.flatMap((row) => {
      if (row instanceof Error) throw row;
      return row !== null && mayReadDifficulty(actor, row) ? [toDifficulty(row, clock.now())] : [];
    });
  }

  @FieldResolver(() => [Recommendation], { description: 'Các kiến nghị làm căn cứ that the caller may see.' })
  async sourceRecommendations(
    @Root() { id }: Recommendation,
    @Ctx() context: RolloutContext,
  ): Promise<Recommendation[]> {
    const links = await context.loaders.recommendationSources.load(id);
    return visible(
      context,
      links.filter(({ kind }) => kind === 'RECOMMENDATION').map(({ source }) => source),
    );
  }

  @FieldResolver(() => [Recommendation], {
    description: 'Các kiến nghị dựa trên kiến nghị này, for example the one to the city that passes it on.',
  })
  async followedBy(
    @Root() { id }: Recommendation,
    @Ctx() context: RolloutContext,
  ): Promise<Recommendation[]> {
    const links = await context.loaders.recommendationFollowers.load(id);
    return visible(
      context,
      links.map(({ recommendation }) => recommendation),
    );
  }
}

@Resolver(() => School)
export class SchoolRecommendationResolver {
  @FieldResolver(() => [Recommendation], {
    nullable: true,
    description: "Kiến nghị của trường, the newest first; null where they are not the caller's to see.",
  })
  async recommendations(
    @Root() { code }: School,
    @Ctx() { actor, loaders }: RolloutContext,
  ): Promise<Recommendation[] | null> {
    if (!mayReadDetail(actor, code) || actor.role === 'provider') return null;
    return (await loaders.schoolRecommendations.load(code)).map(toRecommendation);
  }
}

export function toRecommendation({
  school,
  author: _author,
  createdAt: _createdAt,
  ...row
}: RecommendationRow): Recommendation {
  return {
    ...row,
    school: school === null ? null : { code: school },
    sentAt: instant(row.sentAt),
    decidedAt: instant(row.decidedAt),
    answeredAt: instant(row.answeredAt),
  };
}

async function visible(
  { actor, loaders }: RolloutContext,
  ids: readonly string[],
): Promise<Recommendation[]> {
  const rows = await loaders.recommendation.loadMany(ids);
  return rows.flatMap((row) => {
    if (row instanceof Error) throw row;
    const isShown = row !== null && (row.state !== 'DRAFT' || row.author === actor.subject);
    return isShown && mayReadRecommendation(actor, row) ? [toRecommendation(row)] : [];
  });
}

async function payload({ loaders }: RolloutContext, { id }: { id: string }): Promise<RecommendationPayload> {
  const row = await loaders.recommendation.load(id);
  if (row === null) throw new NotFound({ what: 'recommendation', id });
  const recommendation = toRecommendation(row);
  return { recommendation, school: recommendation.school };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
