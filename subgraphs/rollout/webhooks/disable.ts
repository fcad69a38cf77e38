import type { EntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';

import { hubActor } from '../../../shared/actor.js';
import { appendEvents } from '../../../shared/events/append.js';
import { readerOf } from '../projection/tables.js';
import { deliver, type Message } from '../reminders/delivery.js';

const officeRoles = ['district_officer', 'district_head'] as const;

/**
 * Ends deliveries to a webhook whose receiver failed for too long, and says so in the log and to the office. What waits stays, and so
 * does the cursor: nothing is lost once it is resumed.
 */
export async function disable(em: EntityManager, id: string, failure: string, at: Date): Promise<void> {
  const { rows } = await sql<{ url: string }>`
    update rollout.webhook set state = 'DISABLED', reason = ${failure}, leased_by = null, leased_until = null
     where id = ${id}::uuid and state = 'ACTIVE' returning url`.execute(readerOf(em));
  const [webhook] = rows;
  if (webhook === undefined) return;
  const { host } = new URL(webhook.url);
  await appendEvents(em, hubActor, at, [
    {
      type: 'rollout.webhookChanged',
      school: null,
      data: { webhook: id, host, before: 'ACTIVE', after: 'DISABLED', reason: failure },
    },
  ]);
  const messages = officeRoles.map((role): Message => ({
    role,
    school: null,
    kind: 'WEBHOOK_DISABLED',
    occasion: `${id} ${at.toISOString()}`,
    title: `Webhook đến ${host} đã bị tắt`,
    body: `Máy chủ ${host} không nhận sự kiện (${failure}), nên hệ thống đã ngừng gửi. Không có sự kiện nào bị mất: sau khi sửa máy chủ, hãy bật lại webhook, hệ thống sẽ gửi tiếp từ chỗ đã dừng.`,
  }));
  await deliver(em, hubActor, at, messages);
}
