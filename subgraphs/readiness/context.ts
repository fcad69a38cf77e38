import type { SubgraphContext } from '../../shared/subgraph/context.js';
import type { ReadinessLoaders } from './loaders.js';

export type ReadinessContext = SubgraphContext<ReadinessLoaders>;
