import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { NotFound } from '../../../shared/errors.js';
import { RatioType, toRatio } from '../../../shared/subgraph/types.js';
import type { RolloutContext } from '../context.js';
import { mayListDetail, mayReadDetail, mayReadReceipts } from '../policy.js';
import { readDocuments, type DocumentRow } from '../rows/document.js';
import { acknowledgeDocument, publishDocument, withdrawDocument } from '../service/document.js';
import { clausesOf } from '../timeline.js';
import {
  AcknowledgeDocumentPayload,
  Acknowledgement,
  Document,
  DocumentStateEnum,
  PublishDocumentInput,
  PublishDocumentPayload,
  WithdrawDocumentPayload,
} from '../types/document.js';
import { DocumentKindEnum } from '../types/enums.js';
import { Clause } from '../types/plan.js';
import { School } from '../types/school.js';

@Resolver(() => Document)
export class DocumentResolver {
  @Query(() => [Document], { description: 'Văn bản chỉ đạo, hướng dẫn, the newest first.' })
  async documents(
    @Arg('kind', () => DocumentKindEnum, { nullable: true, description: 'Loại văn bản; all when left out.' })
    kind: keyof typeof DocumentKindEnum | null,
    @Arg('state', () => DocumentStateEnum, { nullable: true, description: 'Hiệu lực; all when left out.' })
    state: keyof typeof DocumentStateEnum | null,
    @Ctx() { session }: RolloutContext,
  ): Promise<Document[]> {
    const rows = await session.read('rollout', (db) => readDocuments(db, null));
    return rows
      .filter((row) => (kind == null || row.kind === kind) && (state == null || row.state === state))
      .map(toDocument);
  }

  @Mutation(() => PublishDocumentPayload, {
    description: "Công bố văn bản to all schools; their receipts begin. The office's.",
  })
  async publishDocument(
    @Arg('input', () => PublishDocumentInput, { description: 'Văn bản.' }) input: PublishDocumentInput,
    @Ctx() context: RolloutContext,
  ): Promise<PublishDocumentPayload> {
    const { id } = await publishDocument(context.session, input);
    return { document: await requireDocument(context, id) };
  }

  @Mutation(() => AcknowledgeDocumentPayload, {
    description: "Xác nhận đã nhận văn bản. The school's own people's; again changes nothing.",
  })
  async acknowledgeDocument(
    @Arg('id', () => ID, { description: 'Mã văn bản.' }) id: string,
    @Arg('school', () => ID, { description: 'Mã trường.' }) school: string,
    @Ctx() context: RolloutContext,
  ): Promise<AcknowledgeDocumentPayload> {
    const done = await acknowledgeDocument(context.session, { id, school });
    return { document: await requireDocument(context, done.document), school: { code: school } };
  }

  @Mutation(() => WithdrawDocumentPayload, {
    description: "Thu hồi văn bản: out of force from now on; its receipts stay. The office's.",
  })
  async withdrawDocument(
    @Arg('id', () => ID, { description: 'Mã văn bản.' }) id: string,
    @Arg('reason', () => String, { description: 'Lý do, at most 2000 characters.' }) reason: string,
    @Ctx() context: RolloutContext,
  ): Promise<WithdrawDocumentPayload> {
    await withdrawDocument(context.session, { id, reason });
    return { document: await requireDocument(context, id) };
  }

  @FieldResolver(() => Document, { nullable: true, description: 'Văn bản cấp trên that it carries out.' })
  async parent(@Root() { parentId }: Document, @Ctx() { loaders }: RolloutContext): Promise<Document | null> {
    const row = parentId === null ? null : await loaders.document.load(parentId);
    return row === null ? null : toDocument(row);
  }

  @FieldResolver(() => Document, { nullable: true, description: 'Văn bản thay thế.' })
  async supersededBy(
    @Root() { supersededById }: Document,
    @Ctx() { loaders }: RolloutContext,
  ): Promise<Document | null> {
    const row = supersededById === null ? null : await loaders.document.load(supersededById);
    return row === null ? null : toDocument(row);
  }

  @FieldResolver(() => RatioType, {
    nullable: true,
    description:
      'Số trường đã xác nhận, of those that the plan concerns and the caller may count; null for a provider.',
  })
  async receipts(
    @Root() { id }: Document,
    @Ctx() { actor, loaders }: RolloutContext,
  ): Promise<RatioType | null> {
    if (!mayReadReceipts(actor)) return null;
    const row = await loaders.receipts.load(id);
    return toRatio({ numerator: row?.acknowledged ?? 0, denominator: row?.total ?? 0 });
  }

  @FieldResolver(() => [School], {
    nullable: true,
    description: 'Các trường chưa xác nhận, by name: the list to phone; null for those who see no school.',
  })
  async unacknowledged(
    @Root() { id }: Document,
    @Ctx() { actor, loaders }: RolloutContext,
  ): Promise<School[] | null> {
    if (!mayReadReceipts(actor) || !mayListDetail(actor)) return null;
    return (await loaders.unacknowledged.load(id)).map(({ school }) => ({ code: school }));
  }

  @FieldResolver(() => [Clause], { description: 'Các điều khoản của kế hoạch mà văn bản thực hiện.' })
  async clauses(@Root() { clauseIds }: Document, @Ctx() { loaders }: RolloutContext): Promise<Clause[]> {
    return clausesOf(await loaders.plan(), clauseIds);
  }

  @FieldResolver(() => [Acknowledgement], {
    description: 'Các xác nhận đã nhận, of schools whose detail the caller may see.',
  })
  async acknowledgements(
    @Root() { id }: Document,
    @Ctx() { actor, loaders }: RolloutContext,
  ): Promise<Acknowledgement[]> {
    const rows = await loaders.acknowledgements.load(id);
    return rows
      .filter(({ school }) => mayReadDetail(actor, school))
      .map(({ school, acknowledgedAt }) => ({ school: { code: school }, at: new Date(acknowledgedAt) }));
  }
}

async function requireDocument({ loaders }: RolloutContext, id: string): Promise<Document> {
  const row = await loaders.document.load(id);
  if (row === null) throw new NotFound({ what: 'document', id });
  return toDocument(row);
}

export function toDocument({ clauses, parent, supersededBy, ...row }: DocumentRow): Document {
  return {
    ...row,
    publishedAt: new Date(row.publishedAt),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt),
    clauseIds: clauses,
    parentId: parent,
    supersededById: supersededBy,
  };
}
