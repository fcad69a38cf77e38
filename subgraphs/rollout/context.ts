import type { SubgraphContext } from '../../shared/subgraph/context.js';
import type { RolloutLoaders } from './loaders.js';

export type RolloutContext = SubgraphContext<RolloutLoaders>;
