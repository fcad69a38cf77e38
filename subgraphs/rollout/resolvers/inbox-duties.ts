import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { isSchoolPeople } from '../../../shared/actor.js';
import { localDate } from '../../../shared/calendar.js';
import type { PageRequest } from '../../../shared/subgraph/connection.js';
import type { RolloutContext } from '../context.js';
import { toDifficulty } from '../difficulty.js';
import { listedSchools, mayAnswerRecommendations, mayRunPlan, readableCategories } from '../policy.js';
import { responseThresholds } from '../response-clock.js';
import { listDifficulties } from '../rows/difficulty.js';
import { readAwaited } from '../rows/document.js';
import { listRecommendations } from '../rows/recommendation.js';
import { listVisits } from '../rows/visit.js';
import {
  Inbox,
  InboxDifficulties,
  InboxDocuments,
  InboxRecommendations,
  InboxVisits,
} from '../types/inbox.js';
import { toDocument } from './document.js';
import { toRecommendation } from './recommendation.js';
import { toVisit } from './visit.js';

const page: PageRequest = { first: 100, after: null };

/** What waits beside difficulties, late schools and tasks: each part is read only where it is asked for. */
@Resolver(() => Inbox)
export class InboxDutiesResolver {
  @FieldResolver(() => InboxDifficulties, {
    description: 'Khó khăn quá hạn phản hồi: not acknowledged, or not resolved, in time.',
  })
  async pastClock(@Root() { asOf }: Inbox, @Ctx() context: RolloutContext): Promise<InboxDifficulties> {
    const { actor, session, loaders } = context;
    const past = responseThresholds(await loaders.plan(), asOf);
    const bounds = { past, codes: listedSchools(actor), categories: readableCategories(actor) };
    const { rows, totalCount } = await session.read('rollout', (db) => listDifficulties(db, bounds, page));
    return { count: totalCount, nodes: rows.slice(0, page.first).map((row) => toDifficulty(row, asOf)) };
  }

  @FieldResolver(() => InboxRecommendations, {
    description: 'Kiến nghị chờ trả lời; empty for those who do not answer them.',
  })
  async recommendationsToAnswer(@Ctx() { actor, session }: RolloutContext): Promise<InboxRecommendations> {
    if (!mayAnswerRecommendations(actor)) return { count: 0, nodes: [] };
    const bounds = { codes: null, seesCity: false, seesSchools: true, subject: actor.subject };
    const { rows, totalCount } = await session.read('rollout', (db) =>
      listRecommendations(db, { toAnswer: true, ...bounds }, page),
    );
    return { count: totalCount, nodes: rows.slice(0, page.first).map(toRecommendation) };
  }

  @FieldResolver(() => InboxVisits, {
    description:
      'Đợt kiểm tra đến hạn: planned for today or before, not recorded yet; empty for those who do not visit.',
  })
  async visitsDue(@Root() { asOf }: Inbox, @Ctx() { actor, session }: RolloutContext): Promise<InboxVisits> {
    if (!mayRunPlan(actor) && actor.role !== 'inspector') return { count: 0, nodes: [] };
    const { rows, totalCount } = await session.read('rollout', (db) =>
      listVisits(db, { state: ['PLANNED'], to: localDate(asOf), codes: listedSchools(actor) }, page),
    );
    return { count: totalCount, nodes: rows.slice(0, page.first).map(toVisit) };
  }

  @FieldResolver(() => InboxDocuments, {
    description:
      'Văn bản chưa được xác nhận: by the own school, or for the office by any school; empty for everyone else.',
  })
  async documentsUnacknowledged(@Ctx() { actor, session }: RolloutContext): Promise<InboxDocuments> {
    if (!mayRunPlan(actor) && !isSchoolPeople(actor)) return { count: 0, nodes: [] };
    const rows = await session.read('rollout', (db) => readAwaited(db, listedSchools(actor)));
    return { count: rows.length, nodes: rows.slice(0, page.first).map(toDocument) };
  }
}
