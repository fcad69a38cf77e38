import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../', import.meta.url));

// Each file, and each hub that a test starts, is a process that loads the same packages: they are compiled once.
process.env['NODE_COMPILE_CACHE'] ??= `${root}node_modules/.cache/compiled`;

export default defineConfig({
  root,
  resolve: {
    // The package has a CommonJS and an ESM face; loaded through both, it refuses its own schemas ("from another module").
    alias: [{ find: /^graphql$/, replacement: `${root}node_modules/graphql/index.js` }],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/build.ts', 'tests/support/snapshot.ts'],
    pool: 'forks',
    // Files wait for processes and servers as much as they compute: one worker a core, where vitest would keep one core free.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
  },
});
