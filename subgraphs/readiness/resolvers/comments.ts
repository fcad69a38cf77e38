import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';

import type { ReadinessContext } from '../context.js';
import { detailFor } from '../policy.js';
import type { CommentRow } from '../rows/comments.js';
import { commentItem } from '../service/comment.js';
import { parseItemKey } from '../service/item.js';
import { toChecklistItem } from '../shapes/checklist.js';
import { ChecklistItem, ChecklistItemPayload } from '../types/checklist.js';
import { ItemComment } from '../types/comments.js';

@Resolver(() => ChecklistItem)
export class CommentResolver {
  @Mutation(() => ChecklistItemPayload, {
    description:
      "Trao đổi về một nội dung rà soát. For the school's own people, the office and assigned inspectors; the item's state stays as it is.",
  })
  async commentItem(
    @Arg('id', () => ID, {
      description: 'Khóa nội dung: school and item, for example `31306981:WORKING_GROUP`.',
    })
    id: string,
    @Arg('text', () => String, { description: 'Nội dung, not blank, up to 2000 characters.' }) text: string,
    @Arg('followUp', () => Boolean, {
      defaultValue: false,
      description: 'Cần theo dõi tiếp: true marks the item for the inbox, false takes the mark off.',
    })
    followUp: boolean,
    @Ctx() { session }: ReadinessContext,
  ): Promise<ChecklistItemPayload> {
    const entry = await commentItem(session, { id, text, followUp });
    return { item: toChecklistItem(entry), school: { code: entry.school } };
  }

  @FieldResolver(() => [ItemComment], {
    nullable: true,
    description: "Trao đổi, the oldest first; null where it is not the caller's to see.",
  })
  async comments(
    @Root() item: ChecklistItem,
    @Ctx() context: ReadinessContext,
  ): Promise<ItemComment[] | null> {
    const rows = await commentsOf(context, item);
    return (
      rows?.map(({ id, text, followUp, author, authorRole, at }) => ({
        id,
        text,
        followUp,
        author,
        authorRole,
        at: new Date(at),
      })) ?? null
    );
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: "Cần theo dõi tiếp, as the newest comment says; null where it is not the caller's to see.",
  })
  async followUp(@Root() item: ChecklistItem, @Ctx() context: ReadinessContext): Promise<boolean | null> {
    const rows = await commentsOf(context, item);
    return rows === null ? null : (rows.at(-1)?.followUp ?? false);
  }
}

async function commentsOf(
  { actor, loaders }: ReadinessContext,
  { key, id }: ChecklistItem,
): Promise<CommentRow[] | null> {
  const { school } = parseItemKey(key, 'key');
  if (detailFor(actor, school) !== 'ALL') return null;
  return (await loaders.comments.load(school)).filter((row) => row.item === id);
}
