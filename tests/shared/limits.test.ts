import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { readEnv } from '../../shared/env.js';
import { defaultLimits } from '../../shared/limits.js';
import { projectRoot } from '../../shared/paths.js';

const table = readFileSync(join(projectRoot, 'docs', 'limits.md'), 'utf8').split('\n');

test.each(Object.entries(defaultLimits))(
  'the limit %s stands in the docs with its default, and its variable sets it',
  (name, value) => {
    const row = table.find((line) => line.startsWith(`| \`${name}\` |`));
    const [, , , said, variable] = (row ?? '').split('|').map((cell) => cell.trim());
    expect(said).toBe(value.toLocaleString('en'));
    expect(readEnv({ [variable!.replaceAll('`', '')]: '7' }).limits).toEqual({ ...defaultLimits, [name]: 7 });
  },
);

test.each(['*', 'tool.example', 'https://tool.example/', 'https://tool.example/page', ''])(
  'CORS_ORIGINS takes origins and nothing else: %j',
  (value) => {
    if (value === '') expect(readEnv({ CORS_ORIGINS: value }).corsOrigins).toEqual([]);
    else expect(() => readEnv({ CORS_ORIGINS: value })).toThrow('CORS_ORIGINS');
  },
);
