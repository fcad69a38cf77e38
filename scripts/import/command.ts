import { parseArgs } from 'node:util';

import type { Ask } from './door.js';
import { describe, type Outcome } from './outcome.js';
import { importRecords } from './records.js';
import { importTable, tableImports } from './tables.js';

export const usage = `Usage: npm run import -- schools|staff|attendance|records FILE [--dry-run] [--url URL] [--token TOKEN]
  FILE is CSV (UTF-8) or XLSX. The hub at --url (this machine's by default) takes it; without --token the key of the local hub signs one.`;

export type What = keyof typeof tableImports | 'records';

export interface Command {
  what: What;
  path: string;
  dryRun: boolean;
  url: string | null;
  token: string | null;
}

/** Reads the command line; throws an Error with the usage where it says nothing that can be done. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parsed(args);
  const [what, path, ...more] = positionals;
  if (what === undefined || path === undefined || more.length > 0 || !isWhat(what))
    throw new Error(usage, { cause: 'usage' });
  return { what, path, dryRun: values['dry-run'], url: values.url ?? null, token: values.token ?? null };
}

/** Runs an import through the hub's door and tells of it; true where every row was good. */
export async function runImport(
  { what, path, dryRun }: Pick<Command, 'what' | 'path' | 'dryRun'>,
  ask: Ask,
  say: (line: string) => void,
): Promise<boolean> {
  const outcome: Outcome =
    what === 'records'
      ? await importRecords(ask, { path, dryRun }, say)
      : await importTable(ask, { what, path, dryRun }, say);
  for (const line of describe(outcome, dryRun)) say(line);
  return outcome.errors.length === 0;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        url: { type: 'string' },
        token: { type: 'string' },
      },
    });
  } catch (cause) {
    throw new Error(usage, { cause });
  }
}

function isWhat(what: string): what is What {
  return what === 'records' || Object.hasOwn(tableImports, what);
}
