import type { Actor } from '../../shared/actor.js';
import { hubActor } from '../../shared/actor.js';
import { settableClock } from '../../shared/clock.js';
import { appendEvents } from '../../shared/events/append.js';
import type { Consumer } from '../../shared/events/consumer.js';
import { webhookConsumer } from '../../subgraphs/rollout/index.js';
import { openReceiver, type Received, type Receiver } from '../support/receiver.js';
import type { Workbench } from '../support/subgraph.js';
import { definition, officer, openRollout } from './bench.js';

export const mau01 = '31306981';
export const mau02 = '31306982';
export const HOUR_MS = 3_600_000;

export interface Standing {
  id: string;
  url: string;
  state: string;
  reason: string | null;
  waiting: number;
  cursor: string;
  failure: string | null;
  failingSince: string | null;
  deliveredAt: string | null;
  failedAt: string | null;
  registeredBy: string;
}

/** A bench with a receiver on this machine, and webhooks delivered by a clock of the test's own. */
export interface WebhookBench {
  readonly bench: Workbench;
  readonly receiver: Receiver;
  ask<Data>(text: string, variables?: Record<string, unknown>, actor?: Actor): Promise<Data>;
  register(input?: Record<string, unknown>): Promise<{ id: string; secret: string }>;
  standing(id: string): Promise<Standing>;
  /** Asks until the webhook stands as the test waits for it to. */
  untilStanding(id: string, is: (standing: Standing) => boolean): Promise<Standing>;
  /** Another process that delivers, beside those that do already. */
  deliver(): Consumer;
  /** Real time, as the deliverers read it. */
  now(): Date;
  /** Lets it go on. */
  pass(ms: number): void;
  /** One event of each number, of that school. */
  happen(school: string | null, ...numbers: number[]): Promise<void>;
  close(): Promise<void>;
}

export async function openWebhookBench(): Promise<WebhookBench> {
  const bench = await openRollout();
  const receiver = await openReceiver();
  const clock = settableClock(new Date());
  const ask: WebhookBench['ask'] = async <Data>(text: string, variables = {}, actor: Actor = officer) => {
    const { data, errors } = await bench.run(definition, actor, text, variables);
    if (errors !== undefined) throw errors[0]!;
    return data as Data;
  };
  const standing: WebhookBench['standing'] = async (id) => {
    const { webhooks } = await ask<{ webhooks: Standing[] }>(
      '{ webhooks { id url state reason waiting cursor failure failingSince deliveredAt failedAt registeredBy } }',
    );
    return webhooks.find((webhook) => webhook.id === id)!;
  };
  return {
    bench,
    receiver,
    ask,
    standing,
    register: async (input = {}) => {
      const { registerWebhook } = await ask<{ registerWebhook: { webhook: { id: string }; secret: string } }>(
        'mutation($input: RegisterWebhookInput!) { registerWebhook(input: $input) { webhook { id } secret } }',
        { input: { url: receiver.url, types: ['rollout.documentPublished'], ...input } },
      );
      return { id: registerWebhook.webhook.id, secret: registerWebhook.secret };
    },
    untilStanding: async (id, is) => {
      for (;;) {
        const now = await standing(id);
        if (is(now)) return now;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    deliver: () =>
      bench.consume(
        webhookConsumer({
          sending: () => ({ allowPrivate: true, timeoutMs: 30_000 }),
          now: clock.now,
          random: () => 1,
        }),
      ),
    now: clock.now,
    pass: (ms) => clock.set(new Date(clock.now().getTime() + ms)),
    happen: async (school, ...numbers) => {
      for (const number of numbers) {
        const data = { document: String(number), kind: 'OTHER' } as const;
        const event = { type: 'rollout.documentPublished', school, data } as const;
        await bench
          .openSession(hubActor)
          .write((em) => appendEvents(em, hubActor, bench.clock.now(), [event]));
      }
    },
    close: async () => {
      await bench.close();
      await receiver.close();
    },
  };
}

/** The number by which a test knows its event again. */
export const numberOf = ({ body }: Received): number => Number(body.data.data['document']);
export const schoolOf = ({ body }: Received): string | null => body.data.school;
