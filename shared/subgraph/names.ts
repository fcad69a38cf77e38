/** The five parts of the graph, in the order in which they are listed everywhere. */
export const subgraphNames = ['schools', 'readiness', 'training', 'records', 'rollout'] as const;
export type SubgraphName = (typeof subgraphNames)[number];
