import { parse } from 'graphql';
import { afterEach, expect, test, vi } from 'vitest';

import { createEngine } from '../../gateway/engine/handler.js';
import { readSupergraph } from '../../gateway/supergraph.js';
import { readEnv } from '../../shared/env.js';
import { subgraphNames, type SubgraphName } from '../../shared/subgraph/names.js';

afterEach(() => vi.unstubAllEnvs());

test.each(['trace', 'debug', 'info', 'warn', 'error', 'silent'])(
  'with LOG_LEVEL=%s, which the planner’s parts read as well, operations are answered',
  async (level) => {
    vi.stubEnv('LOG_LEVEL', level);
    expect(readEnv().logLevel).toBe(level);
    const answer = async () => ({ data: { schools: { nodes: [{ code: '31306981' }] } } });
    const executors = Object.fromEntries(subgraphNames.map((name) => [name, answer]));
    const engine = await createEngine(readSupergraph(), executors as Record<SubgraphName, typeof answer>);
    expect(await engine.execute({ document: parse('{ schools { nodes { code } } }'), context: {} })).toEqual({
      data: { schools: { nodes: [{ code: '31306981' }] } },
    });
  },
);
