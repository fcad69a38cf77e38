import type { SubgraphContext } from '../../shared/subgraph/context.js';
import type { SchoolsLoaders } from './loaders.js';

export type SchoolsContext = SubgraphContext<SchoolsLoaders>;
