import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { projectRoot } from '../../shared/paths.js';

describe('the code', () => {
  test('names no unit, district or city: what is Hải An’s stands in data', () => {
    const found = [
      'shared',
      'db/entities',
      'db/migrations',
      'subgraphs',
      'gateway/engine',
      'gateway/live',
      'gateway/doors',
    ]
      .flatMap((folder) =>
        readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true }).map((entry) =>
          join(entry.parentPath, entry.name),
        ),
      )
      .filter(
        (name) => name.endsWith('.ts') && /hải an|hai-an|PGD-|SGDDT-/i.test(readFileSync(name, 'utf8')),
      );
    expect(found).toEqual([]);
  });
});
