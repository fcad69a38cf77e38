import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import type { WebhookState } from '../../../shared/events/contracts.js';
import { CursorScalar, DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { School } from './school.js';

export const WebhookStateEnum: { readonly [State in WebhookState]: State } = {
  ACTIVE: 'ACTIVE',
  DISABLED: 'DISABLED',
};
registerEnumType(WebhookStateEnum, {
  name: 'WebhookState',
  description: 'Trạng thái của webhook.',
  valuesConfig: {
    ACTIVE: { description: 'Đang gửi.' },
    DISABLED: {
      description: 'Đã tắt. Its receiver failed for three days, or asked to be told no more (410).',
    },
  },
});

@ObjectType({
  description: 'Webhook: a tool that holds no socket is told of events by signed HTTP requests.',
})
export class Webhook {
  @Field(() => ID, { description: 'Mã.' })
  id!: string;

  @Field(() => String, { description: 'Địa chỉ nhận.' })
  url!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Loại sự kiện, for example `readiness.itemVerified`; null for all.',
  })
  types!: string[] | null;

  @Field(() => School, { nullable: true, description: 'Trường; null for all schools and the district.' })
  school!: School | null;

  @Field(() => WebhookStateEnum, { description: 'Trạng thái.' })
  state!: WebhookState;

  @Field(() => String, { nullable: true, description: 'Lý do tắt; null while it is active.' })
  reason!: string | null;

  @Field(() => String, { description: 'Người đăng ký: whose rights decide what is delivered.' })
  registeredBy!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm đăng ký.' })
  registeredAt!: Date;

  @Field(() => CursorScalar, {
    description: 'Con trỏ. Up to here everything that is wanted was delivered.',
  })
  cursor!: string;

  @Field(() => Int, { description: 'Số sự kiện đang chờ gửi, as far as the log was read for it.' })
  waiting!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Thời điểm lần gửi thành công gần nhất, real time.',
  })
  deliveredAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Thời điểm lần gửi không thành công gần nhất, real time.',
  })
  failedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Lỗi của lần gửi không thành công gần nhất.' })
  failure!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Không gửi được từ lúc, real time; null where nothing that waits has failed.',
  })
  failingSince!: Date | null;
}

@InputType({ description: 'Đăng ký webhook.' })
export class RegisterWebhookInput {
  @Field(() => String, {
    description:
      'Địa chỉ nhận: https, on the public internet, without user and password; no redirect is followed.',
  })
  url!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Loại sự kiện, for example `readiness.itemVerified`; all when left out.',
  })
  types?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Mã trường; all schools and the district when left out.' })
  school?: string | null;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Con trỏ: what followed it is delivered, however old; from now on when left out.',
  })
  after?: string | null;
}

@ObjectType({ description: 'Webhook cùng khóa bí mật của nó.' })
export class WebhookSecretPayload {
  @Field(() => Webhook, { description: 'Webhook.' })
  webhook!: Webhook;

  @Field(() => String, {
    description: 'Khóa bí mật (`whsec_…`), with which requests are signed. Shown this once, and never again.',
  })
  secret!: string;
}

@ObjectType({ description: 'Kết quả bật lại webhook.' })
export class WebhookPayload {
  @Field(() => Webhook, { description: 'Webhook sau thay đổi.' })
  webhook!: Webhook;
}

@ObjectType({ description: 'Kết quả xóa webhook.' })
export class RemoveWebhookPayload {
  @Field(() => ID, { description: 'Mã của webhook đã xóa.' })
  id!: string;
}
