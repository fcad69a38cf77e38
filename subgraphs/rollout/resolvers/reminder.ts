import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';

import type { RolloutContext } from '../context.js';
import { readRecipients, type RecipientRow } from '../rows/notification.js';
import { seesAllRecipients, setRecipient } from '../service/notification.js';
import { sendReminders } from '../service/reminder.js';
import {
  Recipient,
  SendRemindersInput,
  SendRemindersPayload,
  SetRecipientInput,
  SetRecipientPayload,
} from '../types/notification.js';

@Resolver(() => Recipient)
export class ReminderResolver {
  @Query(() => [Recipient], { description: 'Địa chỉ nhận thư: all for the office, for anyone else the own.' })
  async recipients(
    @Arg('school', () => ID, { nullable: true, description: 'Mã trường; all when left out.' }) school:
      | string
      | null,
    @Ctx() { actor, session }: RolloutContext,
  ): Promise<Recipient[]> {
    const subject = seesAllRecipients(actor) ? null : actor.subject;
    const rows = await session.read('rollout', (db) =>
      readRecipients(db, { school: school ?? null, subject }),
    );
    return rows.map(toRecipient);
  }

  @Mutation(() => SetRecipientPayload, {
    description: "Đặt địa chỉ nhận thư. One's own, or anyone's by the office.",
  })
  async setRecipient(
    @Arg('input', () => SetRecipientInput, { description: 'Địa chỉ.' }) input: SetRecipientInput,
    @Ctx() { session }: RolloutContext,
  ): Promise<SetRecipientPayload> {
    const { subject } = await setRecipient(session, input);
    const [row] = await session.read('rollout', (db) => readRecipients(db, { school: null, subject }));
    const recipient = row === undefined ? null : toRecipient(row);
    return { recipient, school: recipient?.school ?? null };
  }

  @Mutation(() => SendRemindersPayload, {
    description:
      "Gửi nhắc việc to principals and admins of the chosen schools, each once a day; a dry run shows who would get what. The office's.",
  })
  async sendReminders(
    @Arg('input', () => SendRemindersInput, { description: 'Nội dung nhắc việc.' }) input: SendRemindersInput,
    @Ctx() { session }: RolloutContext,
  ): Promise<SendRemindersPayload> {
    const { day, sent, reminders } = await sendReminders(session, input);
    return {
      day,
      dryRun: input.dryRun,
      sent,
      reminders: reminders.map(({ school, ...reminder }) => ({ ...reminder, school: { code: school } })),
    };
  }
}

function toRecipient({ school, ...row }: RecipientRow): Recipient {
  return { ...row, school: school === null ? null : { code: school } };
}
