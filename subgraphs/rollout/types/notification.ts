import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import type { ComplianceStatus, NotificationKind } from '../../../shared/events/contracts.js';
import { CursorScalar, DateScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { ChangeCause } from '../../../shared/subgraph/types.js';
import { connectionOf } from './connection.js';
import { ComplianceStatusEnum } from './enums.js';
import { School } from './school.js';

export const NotificationKindEnum: { readonly [Kind in NotificationKind]: Kind } = {
  DIGEST: 'DIGEST',
  REMINDER: 'REMINDER',
  RETURNED: 'RETURNED',
  WEBHOOK_DISABLED: 'WEBHOOK_DISABLED',
};
registerEnumType(NotificationKindEnum, {
  name: 'NotificationKind',
  description: 'Loại thông báo.',
  valuesConfig: {
    DIGEST: {
      description: 'Nhắc việc trong ngày: three working days before a due, on it, after it, then weekly.',
    },
    REMINDER: { description: 'Nhắc việc do Phòng gửi.' },
    RETURNED: { description: 'Mục bị trả lại.' },
    WEBHOOK_DISABLED: { description: 'Webhook bị tắt, as its receiver failed for too long.' },
  },
});

@ObjectType({ description: "Thông báo in the inbox of the caller's role." })
export class Notification {
  @Field(() => ID, { description: 'Mã.' })
  id!: string;

  @Field(() => School, { nullable: true, description: 'Trường; null for messages to the office.' })
  school!: School | null;

  @Field(() => NotificationKindEnum, { description: 'Loại thông báo.' })
  kind!: NotificationKind;

  @Field(() => String, { description: 'Tiêu đề.' })
  title!: string;

  @Field(() => String, { description: 'Nội dung, plain text.' })
  body!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm.' })
  at!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Thời điểm đã đọc by the caller; null while unread.',
  })
  readAt!: Date | null;
}

export const NotificationConnection = connectionOf(Notification, 'Notification', 'hộp thông báo');

@ObjectType({ description: 'Kết quả đánh dấu đã đọc.' })
export class MarkReadPayload {
  @Field(() => [Notification], { description: 'Các thông báo đã đọc.' })
  notifications!: Notification[];

  @Field(() => Int, { description: 'Số thông báo chưa đọc còn lại.' })
  unreadCount!: number;
}

@ObjectType({ description: "Thông báo mới in the inbox of the caller's role." })
export class Notified {
  @Field(() => CursorScalar, { description: 'Con trỏ. Hand it to `after` to miss nothing after a break.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm.' })
  at!: Date;

  @Field(() => School, { nullable: true, description: 'Trường; null for messages to the office.' })
  school!: School | null;

  @Field(() => NotificationKindEnum, {
    nullable: true,
    description: 'Trước; always null, as each message is new.',
  })
  before!: NotificationKind | null;

  @Field(() => NotificationKindEnum, { description: 'Sau: the kind of the message.' })
  after!: NotificationKind;

  @Field(() => ChangeCause, {
    nullable: true,
    description: 'Căn cứ; always null, as a message may be of several rules.',
  })
  cause!: ChangeCause | null;

  /** The message's id; it is read when asked for. */
  id!: string;
}

@ObjectType({ description: 'Địa chỉ nhận thư của một người.' })
export class Recipient {
  @Field(() => ID, { description: 'Người nhận, as tokens name them.' })
  subject!: string;

  @Field(() => String, { description: 'Vai trò.' })
  role!: string;

  @Field(() => School, { nullable: true, description: 'Trường; null for roles without one.' })
  school!: School | null;

  @Field(() => String, { description: 'Địa chỉ thư điện tử.' })
  email!: string;
}

@InputType({ description: 'Đặt địa chỉ nhận thư.' })
export class SetRecipientInput {
  @Field(() => ID, {
    nullable: true,
    description: "Người nhận; the caller when left out. Another's is the office's to set.",
  })
  subject?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Vai trò, with another's subject; for example `principal`.",
  })
  role?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Mã trường, with another's subject where the role has a school.",
  })
  school?: string | null;

  @Field(() => String, { nullable: true, description: 'Địa chỉ thư điện tử; null sends no mail any more.' })
  email?: string | null;
}

@ObjectType({ description: 'Kết quả đặt địa chỉ nhận thư.' })
export class SetRecipientPayload {
  @Field(() => Recipient, { nullable: true, description: 'Địa chỉ sau thay đổi; null where it was removed.' })
  recipient!: Recipient | null;

  @Field(() => School, { nullable: true, description: 'Trường; null for roles without one.' })
  school!: School | null;
}

@InputType({ description: 'Chọn trường để nhắc; what is left out does not narrow the list.' })
export class ReminderFilter {
  @Field(() => [ComplianceStatusEnum], { nullable: true, description: 'Tình trạng tiến độ.' })
  status?: ComplianceStatus[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Mã tiêu chí chưa đạt; the letter then names this rule alone.',
  })
  rule?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Mã phường.' })
  ward?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Mã trường.' })
  school?: string[] | null;
}

@InputType({ description: 'Gửi nhắc việc.' })
export class SendRemindersInput {
  @Field(() => ReminderFilter, { description: 'Chọn trường.' })
  filter!: ReminderFilter;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Xem trước: shows recipients and text, sends nothing.',
  })
  dryRun!: boolean;

  @Field(() => String, { nullable: true, description: 'Lời nhắn của Phòng, at most 2000 characters.' })
  note?: string | null;
}

@ObjectType({ description: 'Một thư nhắc việc.' })
export class Reminder {
  @Field(() => School, { description: 'Trường.' })
  school!: School;

  @Field(() => String, { description: 'Vai trò của người nhận.' })
  role!: string;

  @Field(() => String, { description: 'Tiêu đề.' })
  title!: string;

  @Field(() => String, { description: 'Nội dung, plain text.' })
  body!: string;

  @Field(() => [String], { description: 'Địa chỉ thư điện tử of the role; empty where none is known.' })
  emails!: string[];

  @Field(() => Boolean, { description: 'Đã nhắc trong ngày: not sent again.' })
  alreadySent!: boolean;
}

@ObjectType({ description: 'Kết quả gửi nhắc việc.' })
export class SendRemindersPayload {
  @Field(() => DateScalar, { description: 'Ngày nhắc.' })
  day!: string;

  @Field(() => Boolean, { description: 'Xem trước.' })
  dryRun!: boolean;

  @Field(() => Int, { description: 'Số thư đã gửi vào hộp thông báo; 0 for a dry run.' })
  sent!: number;

  @Field(() => [Reminder], { description: 'Các thư, by the names of schools.' })
  reminders!: Reminder[];
}
