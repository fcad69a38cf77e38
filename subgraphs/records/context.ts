import type { SubgraphContext } from '../../shared/subgraph/context.js';
import type { RecordsLoaders } from './loaders.js';

export type RecordsContext = SubgraphContext<RecordsLoaders>;
