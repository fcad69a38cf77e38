import type { SubgraphContext } from '../../shared/subgraph/context.js';
import type { TrainingLoaders } from './loaders.js';

export type TrainingContext = SubgraphContext<TrainingLoaders>;
