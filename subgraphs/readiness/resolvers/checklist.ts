import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';

import type { ReadinessContext } from '../context.js';
import { saveChecklistItem, submitChecklist } from '../service/checklist.js';
import type { ChecklistEntry } from '../service/item.js';
import { reopenItem, returnItem, setNotApplicable, verifyItems } from '../service/verification.js';
import { toChecklistItem } from '../shapes/checklist.js';
import {
  ChecklistItemPayload,
  SaveChecklistItemInput,
  SubmitChecklistPayload,
  VerifyItemsPayload,
} from '../types/checklist.js';

const ITEM = 'Khóa nội dung: school and item, for example `31306981:WORKING_GROUP`.';
const REASON = 'Lý do, not blank, up to 2000 characters.';

@Resolver()
export class ChecklistResolver {
  @Mutation(() => ChecklistItemPayload, {
    description:
      "Lưu một nội dung rà soát (bản nháp). For the school's own people. VERSION_CONFLICT on a stale version, INVALID_TRANSITION on a verified item.",
  })
  async saveChecklistItem(
    @Arg('input', () => SaveChecklistItemInput, { description: 'Nội dung cần lưu.' })
    input: SaveChecklistItemInput,
    @Ctx() { session }: ReadinessContext,
  ): Promise<ChecklistItemPayload> {
    return toPayload(await saveChecklistItem(session, input));
  }

  @Mutation(() => SubmitChecklistPayload, {
    description:
      "Gửi phiếu rà soát. For the school's principal; INCOMPLETE_CHECKLIST names every item to complete first.",
  })
  async submitChecklist(
    @Arg('school', () => ID, { description: 'Mã trường.' }) school: string,
    @Ctx() { session }: ReadinessContext,
  ): Promise<SubmitChecklistPayload> {
    const entries = await submitChecklist(session, { school });
    return { school: { code: school }, items: entries.map(toChecklistItem) };
  }

  @Mutation(() => VerifyItemsPayload, {
    description:
      'Xác nhận các nội dung đã gửi, all or none. For the office and inspectors; never by who declared or submitted one of them.',
  })
  async verifyItems(
    @Arg('ids', () => [ID], {
      description: 'Khóa nội dung (`school:item`, or `school:item@version` as it was seen), 1 to 500.',
    })
    ids: string[],
    @Arg('versions', () => [Int], {
      nullable: true,
      description:
        'Phiên bản đã xem, in the order of `ids`: an item that has changed since is refused with VERSION_CONFLICT, and none is verified.',
    })
    versions: number[] | null,
    @Arg('note', () => String, { nullable: true, description: 'Ghi chú.' }) note: string | null,
    @Ctx() { session }: ReadinessContext,
  ): Promise<VerifyItemsPayload> {
    const entries = await verifyItems(session, { ids, versions, note });
    const schools = [...new Set(entries.map(({ school }) => school))];
    return { items: entries.map(toChecklistItem), schools: schools.map((code) => ({ code })) };
  }

  @Mutation(() => ChecklistItemPayload, {
    description:
      'Trả lại một nội dung đã gửi hoặc đã xác nhận, with a reason. For the office and inspectors.',
  })
  async returnItem(
    @Arg('id', () => ID, { description: ITEM }) id: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() { session }: ReadinessContext,
  ): Promise<ChecklistItemPayload> {
    return toPayload(await returnItem(session, { id, reason }));
  }

  @Mutation(() => ChecklistItemPayload, {
    description:
      'Mở lại một nội dung đã xác nhận hoặc không áp dụng, with a reason; its value stands until it is submitted anew. For the office and inspectors.',
  })
  async reopenItem(
    @Arg('id', () => ID, { description: ITEM }) id: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() { session }: ReadinessContext,
  ): Promise<ChecklistItemPayload> {
    return toPayload(await reopenItem(session, { id, reason }));
  }

  @Mutation(() => ChecklistItemPayload, {
    description:
      'Chấp thuận nội dung không áp dụng với trường, with a reason. For the office alone; a verified item is reopened first.',
  })
  async setNotApplicable(
    @Arg('id', () => ID, { description: ITEM }) id: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() { session }: ReadinessContext,
  ): Promise<ChecklistItemPayload> {
    return toPayload(await setNotApplicable(session, { id, reason }));
  }
}

function toPayload(entry: ChecklistEntry): ChecklistItemPayload {
  return { item: toChecklistItem(entry), school: { code: entry.school } };
}
