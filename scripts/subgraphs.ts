import type { ConsumerDefinition } from '../shared/events/consumer.js';
import { buildSubgraph, type Subgraph, type SubgraphDefinition } from '../shared/subgraph/build.js';
import type { SubgraphName } from '../shared/subgraph/names.js';
import { readiness, readinessConsumers } from '../subgraphs/readiness/index.js';
import { records, recordsConsumers } from '../subgraphs/records/index.js';
import { rollout, rolloutConsumers } from '../subgraphs/rollout/index.js';
import { schools, schoolsConsumers } from '../subgraphs/schools/index.js';
import { training, trainingConsumers } from '../subgraphs/training/index.js';

interface Part {
  readonly definition: SubgraphDefinition<never>;
  readonly consumers: readonly ConsumerDefinition[];
}

/** The five subgraphs and what each keeps of the event log. */
export const parts: Readonly<Record<SubgraphName, Part>> = {
  schools: { definition: schools as never, consumers: schoolsConsumers },
  readiness: { definition: readiness as never, consumers: readinessConsumers },
  training: { definition: training as never, consumers: trainingConsumers },
  records: { definition: records as never, consumers: recordsConsumers },
  rollout: { definition: rollout as never, consumers: rolloutConsumers },
};

/** All five, built. */
export async function buildAll(): Promise<Subgraph[]> {
  return Promise.all(Object.values(parts).map(({ definition }) => buildSubgraph(definition)));
}

export const allConsumers: readonly ConsumerDefinition[] = Object.values(parts).flatMap(
  ({ consumers }) => consumers,
);
