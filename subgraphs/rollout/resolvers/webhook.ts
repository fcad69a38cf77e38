import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';

import { positionToCursor } from '../../../shared/cursor.js';
import { NotFound } from '../../../shared/errors.js';
import type { Session } from '../../../shared/session.js';
import type { RolloutContext } from '../context.js';
import { mayRunWebhooks } from '../policy.js';
import { readWebhooks, type WebhookRow } from '../rows/webhook.js';
import { requireMay } from '../service/guard.js';
import { registerWebhook, removeWebhook, resumeWebhook, rotateWebhookSecret } from '../service/webhook.js';
import {
  RegisterWebhookInput,
  RemoveWebhookPayload,
  Webhook,
  WebhookPayload,
  WebhookSecretPayload,
} from '../types/webhook.js';
import { sendingFromEnv } from '../webhooks/surroundings.js';

@Resolver(() => Webhook)
export class WebhookResolver {
  @Query(() => [Webhook], {
    description: "Các webhook đã đăng ký, with how their deliveries stand. The office's.",
  })
  async webhooks(@Ctx() { actor, session }: RolloutContext): Promise<Webhook[]> {
    requireMay(session, mayRunWebhooks(actor), 'read webhooks');
    return (await session.read('rollout', readWebhooks)).map(toWebhook);
  }

  @Mutation(() => WebhookSecretPayload, {
    description:
      "Đăng ký webhook. Signed requests (Standard Webhooks) tell its receiver of every event that the registrant may see, in order per school. The office's.",
  })
  async registerWebhook(
    @Arg('input', () => RegisterWebhookInput, { description: 'Nơi nhận, và sự kiện cần nhận.' })
    input: RegisterWebhookInput,
    @Ctx() { session }: RolloutContext,
  ): Promise<WebhookSecretPayload> {
    const { id, secret } = await registerWebhook(session, input, sendingFromEnv());
    return { webhook: await webhookOf(session, id), secret };
  }

  @Mutation(() => RemoveWebhookPayload, {
    description: "Xóa webhook. Nothing more is sent to it. The office's.",
  })
  async removeWebhook(
    @Arg('id', () => ID, { description: 'Mã webhook.' }) id: string,
    @Ctx() { session }: RolloutContext,
  ): Promise<RemoveWebhookPayload> {
    return removeWebhook(session, id);
  }

  @Mutation(() => WebhookPayload, {
    description: "Bật lại webhook that was disabled; it goes on from its cursor. The office's.",
  })
  async resumeWebhook(
    @Arg('id', () => ID, { description: 'Mã webhook.' }) id: string,
    @Ctx() { session }: RolloutContext,
  ): Promise<WebhookPayload> {
    await resumeWebhook(session, id);
    return { webhook: await webhookOf(session, id) };
  }

  @Mutation(() => WebhookSecretPayload, {
    description:
      "Đổi khóa bí mật. For a day requests are signed with the old one as well, so that the receiver may change over. The office's.",
  })
  async rotateWebhookSecret(
    @Arg('id', () => ID, { description: 'Mã webhook.' }) id: string,
    @Ctx() { session }: RolloutContext,
  ): Promise<WebhookSecretPayload> {
    const { secret } = await rotateWebhookSecret(session, id);
    return { webhook: await webhookOf(session, id), secret };
  }
}

async function webhookOf(session: Session, id: string): Promise<Webhook> {
  const rows = await session.read('rollout', readWebhooks);
  const row = rows.find((candidate) => candidate.id === id.toLowerCase());
  if (row === undefined) throw new NotFound({ what: 'webhook', id });
  return toWebhook(row);
}

function toWebhook({ registrant, school, position, ...row }: WebhookRow): Webhook {
  const instant = (text: string | null) => (text === null ? null : new Date(text));
  return {
    ...row,
    school: school === null ? null : { code: school },
    registeredBy: registrant.subject,
    registeredAt: new Date(row.registeredAt),
    cursor: positionToCursor(position),
    deliveredAt: instant(row.deliveredAt),
    failedAt: instant(row.failedAt),
    failingSince: instant(row.failingSince),
  };
}
