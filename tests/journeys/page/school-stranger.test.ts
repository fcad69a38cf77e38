import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import {
  concatAST,
  getOperationAST,
  OperationTypeNode,
  parse,
  print,
  separateOperations,
  type OperationDefinitionNode,
} from 'graphql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { visit } from '../../dashboard/fixture.js';
import { leavePicture } from '../../dashboard/picture.js';
import { startRealHub, type RealHub } from '../../dashboard/real.js';
import { OTHER, OWN, OWN_NAME } from '../../dashboard/school/desk-pages.js';
import { admin, officer, told } from './desk.js';

// Many pages in one walk, on a machine that may have more to do.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let hub: RealHub;
/** Codes and names of every school but the own one. */
let others: readonly string[];
beforeAll(async () => {
  hub = await startRealHub();
  const { schools } = await told(hub, officer, '{ schools(first: 100) { nodes { code name } } }');
  const nodes = schools.nodes as { code: string; name: string }[];
  others = nodes.filter(({ code }) => code !== OWN).flatMap(({ code, name }) => [code, name]);
});
afterAll(() => hub.stop());

const found = (text: string): readonly string[] => others.filter((word) => text.includes(word));

test("a school's user types the officer's addresses and guesses other schools' codes: no other school is on the screen", async () => {
  const page = await visit(hub, { role: 'school_admin', schools: [OWN] });
  await page.locator('[data-rule]').first().waitFor();
  const registry = globSync('gateway/dashboard/src/pages/*.ts', { cwd: root })
    .map((file) => read(file))
    .join('\n');
  const addresses = [...registry.matchAll(/path: '([^']+)'/g)].map(([, path = '/']) => path);
  expect(addresses.length).toBeGreaterThan(15);
  for (const address of [...addresses, '/my-school', '/my-school/checklist']) {
    const path = address.replaceAll(/:\w+/g, OTHER);
    await page.goto(`${hub.url}${path}${path.includes('?') ? '&' : '?'}school=${OTHER}`);
    await page.locator('main h1, main h2').first().waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    // The address holds the guess; the page may not.
    const words = await page.locator('body').textContent();
    expect([path, found(words ?? '').filter((word) => word !== OTHER)]).toEqual([path, []]);
  }
  await leavePicture(page, 'truong-chi-thay-truong-minh');
  expect(await page.locator('.person').textContent()).toContain(OWN_NAME);
});

test("every operation of the officer's pages, sent again by a school about another school, returns and changes nothing of it", async () => {
  const before = await standing();
  const documents = operations();
  expect(documents.length).toBeGreaterThan(25);
  for (const { name, document, variables } of documents) {
    const { data, errors } = await hub.behind.send(admin, document, variables);
    // Errors may name what was asked about, which the caller wrote; what the hub adds of its own may not.
    expect([name, found(JSON.stringify(data ?? null)).filter((word) => word !== OTHER)]).toEqual([name, []]);
    expect([name, found(JSON.stringify(errors ?? [])).filter((word) => !/^\d+$/.test(word))]).toEqual([
      name,
      [],
    ]);
  }
  expect(await standing()).toEqual(before);
});

/** All that the office sees of the other school that an operation could have changed. */
async function standing(): Promise<unknown> {
  return told(
    hub,
    officer,
    `query($code: ID!) { school(code: $code) { name status
      checklist { items { id state version value { kind bool count numerator denominator date number text } comments { id } evidence { id } } }
      certificates { id state } workingGroup { version } plan { duties { id person } } communications { activities { id } }
      training { sessions { id version } } records { grades { grade version } } visits { id state } difficulties { id state }
      recommendations { id state } compliance { lines { rule due } } } }`,
    { code: OTHER },
  );
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8');

interface Replayed {
  readonly name: string;
  readonly document: string;
  readonly variables: Record<string, unknown>;
}

/** Every query and mutation that the page can send, the school's own included, with variables that point at the other school. */
function operations(): Replayed[] {
  const files = globSync('gateway/dashboard/src/**/*.graphql', { cwd: root });
  const all = concatAST(files.map((file) => parse(read(file))));
  return Object.entries(separateOperations(all)).flatMap(([name, document]) => {
    const operation = getOperationAST(document, name);
    return operation == null || operation.operation === OperationTypeNode.SUBSCRIPTION
      ? []
      : { name, document: print(document), variables: guesses(operation) };
  });
}

/** What somebody who guesses would put there; an input that does not fit its type is refused, which is as good. */
function guesses({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  const entries = (variableDefinitions ?? []).map(({ variable, type }): [string, unknown] => {
    const written = print(type);
    const name = variable.name.value;
    if (written.startsWith('[ID')) return [name, [`${OTHER}:COMPUTERS_CONNECTED`]];
    if (written.startsWith('[')) return [name, []];
    if (written.startsWith('DateTime')) return [name, '2024-05-01T00:00:00+07:00'];
    if (written.startsWith('Int')) return [name, 10];
    if (written.startsWith('Boolean')) return [name, false];
    if (/Input!?$/.test(written)) return [name, inputs[written.replace('!', '')] ?? { school: OTHER }];
    if (written.startsWith('ID'))
      return [name, /code|school/i.test(name) ? OTHER : `${OTHER}:COMPUTERS_CONNECTED`];
    return [name, written.startsWith('String') ? 'thử' : null];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

/** Inputs that would change the other school, were they let through. */
const inputs: Readonly<Record<string, Record<string, unknown>>> = {
  SaveChecklistItemInput: {
    school: OTHER,
    item: 'COMPUTERS_CONNECTED',
    value: { count: 1 },
    expectedVersion: 2,
  },
  AttachEvidenceInput: { school: OTHER, item: 'SCHOOL_PLAN', fileName: 'a.pdf', size: 10 },
  AssignDutyInput: { school: OTHER, duty: 'SYSTEM_ADMIN', person: 'Ai đó' },
  LogCommunicationInput: {
    school: OTHER,
    audiences: ['PUPILS'],
    heldOn: '2024-05-01',
    description: 'thử',
  },
  ReportDifficultyInput: { school: OTHER, category: 'OTHER', severity: 'MINOR', description: 'thử' },
};
