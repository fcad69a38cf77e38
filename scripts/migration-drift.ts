import { openInMemory } from '../db/database.js';
import { schemaDrift } from '../db/drift.js';

/** Part of `npm run check`: the entities and the migrations must describe the same tables. */
async function main(): Promise<void> {
  const database = await openInMemory();
  try {
    const drift = await schemaDrift(database.orm);
    if (drift !== '')
      throw new Error(
        `The entities ask for what no migration makes; write a new one in db/migrations:\n${drift}`,
      );
    console.log('Migrations and entities agree.');
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
