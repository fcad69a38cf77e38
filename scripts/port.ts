import { once } from 'node:events';
import { createServer } from 'node:net';

import type { Env } from '../shared/env.js';

/** Another program answers where the hub was to answer. */
export class PortTaken extends Error {
  constructor({ host, port }: Pick<Env, 'host' | 'port'>) {
    super(
      `Port ${port} of ${host} is taken by another program. Stop that one, or set PORT to another number.`,
    );
    this.name = 'PortTaken';
  }
}

/** Throws PortTaken where something already listens; port 0, any free one, always passes. */
export async function requireFreePort({ host, port }: Pick<Env, 'host' | 'port'>): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new PortTaken({ host, port });
    throw error;
  }
  probe.close();
  await once(probe, 'close');
}
