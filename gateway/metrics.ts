import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Why a live connection was ended by the hub. */
export type DropReason = 'slow' | 'expired' | 'limit' | 'restart';

export interface Metrics {
  operationTimer(): (labels: { outcome: 'ok' | 'error' }) => void;
  /** Live subscriptions by the door that they came through. */
  readonly subscriptions: Gauge<'door'>;
  /** From the commit of an event to its hand-over to the sockets of a group. */
  readonly deliveryLag: Histogram;
  /** How many positions a subscriber that came back had to catch up with. */
  readonly replayDepth: Histogram;
  readonly drops: Counter<'reason'>;
  /** The Prometheus text and its content type. */
  render(now: GaugeReadings): Promise<{ contentType: string; body: string }>;
}

/** Figures that are looked up when somebody asks for the metrics; null where this process does not know them. */
export interface GaugeReadings {
  readonly feedPosition: number | null;
  readonly groups: number;
  readonly waitingBytes: number;
  readonly relayLagSeconds: number | null;
}

/** Figures of one gateway, in a registry of its own so that two gateways in one process (tests) do not share them. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const operations = new Histogram({
    name: 'hub_operation_seconds',
    help: 'Time to answer a query or mutation, by outcome.',
    labelNames: ['outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const position = new Gauge({
    name: 'hub_feed_position',
    help: 'The last position of the event log that this process has read.',
    registers,
  });
  const groups = new Gauge({
    name: 'hub_live_groups',
    help: 'Groups of subscribers who share one execution per event.',
    registers,
  });
  const waiting = new Gauge({
    name: 'hub_waiting_bytes',
    help: 'Bytes of events that wait for readers who are behind or catching up, beyond what their sockets hold.',
    registers,
  });
  const relayLag = new Gauge({
    name: 'hub_relay_lag_seconds',
    help: 'Age of the oldest event without a position.',
    registers,
  });
  return {
    operationTimer: () => operations.startTimer(),
    subscriptions: new Gauge({
      name: 'hub_subscriptions',
      help: 'Live subscriptions, by door (ws, sse).',
      labelNames: ['door'] as const,
      registers,
    }),
    deliveryLag: new Histogram({
      name: 'hub_delivery_lag_seconds',
      help: 'From the commit of an event to its hand-over to the sockets of a group.',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    replayDepth: new Histogram({
      name: 'hub_replay_depth_events',
      help: 'How many positions a subscriber that came back had to catch up with.',
      buckets: [1, 10, 100, 1000, 10_000, 100_000],
      registers,
    }),
    drops: new Counter({
      name: 'hub_drops_total',
      help: 'Live connections ended by the hub, by reason (slow, expired, limit, restart).',
      labelNames: ['reason'] as const,
      registers,
    }),
    render: async (now) => {
      if (now.feedPosition !== null) position.set(now.feedPosition);
      if (now.relayLagSeconds !== null) relayLag.set(now.relayLagSeconds);
      groups.set(now.groups);
      waiting.set(now.waitingBytes);
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}
