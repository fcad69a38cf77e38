import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string | null>;
  ports?: string[];
  volumes?: string[];
  tmpfs?: string[];
  networks?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
}
interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
}

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

const source = read('docker-compose.yml');
const compose = parse(source, { merge: true }) as Compose;
const dockerfile = read('Dockerfile');
const example = read('.env.example');

const subgraphs = ['schools', 'readiness', 'training', 'records', 'rollout'];
const service = (name: string): Service => {
  const found = compose.services[name];
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
};
const hubServices = ['gateway', ...subgraphs, 'migrate'];

/** The faults that the Compose Specification's schema finds. */
function faults(document: unknown): string[] {
  // It says 2019-09 and names its parts by draft 4's `id`, but keeps to draft 7; its formats (ports, durations) are Docker's own.
  const schema = JSON.parse(read('tests/support/compose-spec/schema.json'), (key, value: unknown) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  ) as object;
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  validate(document);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

test('docker-compose.yml keeps to the Compose Specification', () => {
  expect(faults(compose)).toEqual([]);
});

test.each([
  ['an unknown setting', { services: { a: { image: 'a', read_onyl: true } } }],
  [
    'an unknown condition',
    { services: { a: { image: 'a', depends_on: { b: { condition: 'service_up' } } } } },
  ],
  ['a health check of a number', { services: { a: { image: 'a', healthcheck: { test: 1 } } } }],
  ['a network without a name of its own', { services: {}, networks: [] }],
])('the schema refuses %s', (_what, document) => {
  expect(faults(document)).not.toEqual([]);
});

test('the gateway, the five subgraphs, the migration and their two stores, and nothing else', () => {
  expect(Object.keys(compose.services).toSorted()).toEqual([...hubServices, 'nats', 'postgres'].toSorted());
});

test('one image plays every role of the hub', () => {
  expect(new Set(hubServices.map((name) => service(name).image)).size).toBe(1);
  for (const name of subgraphs) {
    expect(service(name).command).toEqual(['node', 'dist/scripts/subgraph.js', name]);
  }
  expect(service('gateway').command).toEqual(['node', 'dist/scripts/start.js']);
});

test('the gateway knows where each subgraph listens', () => {
  const addresses = Object.fromEntries(
    (service('gateway').environment?.['SUBGRAPHS'] ?? '').split(',').map((entry) => entry.split('=', 2)),
  ) as Record<string, string>;
  expect(Object.keys(addresses)).toEqual(subgraphs);
  for (const name of subgraphs) {
    const url = new URL(addresses[name] ?? '');
    expect(url.hostname).toBe(name);
    expect(url.port).toBe(service(name).environment?.['SUBGRAPH_PORT']);
  }
});

test("a subgraph holds its own key and no other's; the gateway, which signs, holds all five", () => {
  const keysOf = (name: string): string[] =>
    Object.keys(service(name).environment ?? {}).filter((key) => key.startsWith('HUB_SUBGRAPH_KEY_'));
  const keyOf = (name: string): string => `HUB_SUBGRAPH_KEY_${name.toUpperCase()}`;
  for (const name of subgraphs) expect(keysOf(name)).toEqual([keyOf(name)]);
  expect(keysOf('gateway').toSorted()).toEqual(subgraphs.map(keyOf).toSorted());
  expect(keysOf('migrate')).toEqual([]);
});

test('the gateway has no way to the tables', () => {
  expect(service('gateway').environment).not.toHaveProperty('DATABASE_URL');
});

test('a secret has no default and stops the start where it is missing', () => {
  const secrets = [...source.matchAll(/\$\{(\w*(?:PASSWORD|KEY)\w*)([^}]*)\}/g)];
  expect(new Set(secrets.map(([, name]) => name)).size).toBe(7);
  for (const [whole, , rest] of secrets) expect(rest, whole).toMatch(/^:\?\w/);
});

test('.env.example names every variable that docker-compose.yml takes, secrets left empty', () => {
  const handedOn = Object.values(compose.services).flatMap(({ environment = {} }) =>
    Object.keys(environment).filter((key) => environment[key] === null),
  );
  const taken = new Set([...[...source.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name), ...handedOn]);
  const named = [...example.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(([, name = '', value]) => ({
    name,
    value,
  }));
  expect(named.map(({ name }) => name).toSorted()).toEqual([...taken].toSorted());
  for (const { name, value } of named) if (/PASSWORD|KEY/.test(name)) expect(value, name).toBe('');
});

test('only the gateway has a port, and only on the machine itself', () => {
  for (const [name, { ports, networks }] of Object.entries(compose.services)) {
    if (name === 'gateway') {
      expect(ports).toEqual(['127.0.0.1:${PORT:-4000}:4000']);
    } else {
      expect(ports, name).toBeUndefined();
      expect(networks, name).toEqual(['inside']);
    }
  }
  expect(compose.networks['inside']).toEqual({ internal: true });
});

test('nothing writes outside a volume or memory, and nothing gains privileges', () => {
  for (const [name, { read_only, tmpfs, security_opt }] of Object.entries(compose.services)) {
    expect({ name, read_only, security_opt }).toEqual({
      name,
      read_only: true,
      security_opt: ['no-new-privileges:true'],
    });
    expect(tmpfs, name).toContain('/tmp');
  }
  for (const name of hubServices) {
    const { cap_drop, tmpfs = [], volumes = [] } = service(name);
    expect(cap_drop, name).toEqual(['ALL']);
    const data = [...tmpfs, ...volumes.map((volume) => volume.split(':')[1])].filter(
      (path) => path === '/data',
    );
    expect(data, name).toHaveLength(1);
  }
});

test('each part waits for what it needs to be healthy, and the tables come before the subgraphs', () => {
  const waitsFor = (name: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(service(name).depends_on ?? {}).map(([other, { condition }]) => [other, condition]),
    );
  const stores = { postgres: 'service_healthy', nats: 'service_healthy' };
  expect(waitsFor('migrate')).toEqual(stores);
  for (const name of subgraphs) {
    expect(waitsFor(name)).toEqual({ ...stores, migrate: 'service_completed_successfully' });
  }
  expect(waitsFor('gateway')).toEqual(Object.fromEntries(subgraphs.map((name) => [name, 'service_healthy'])));
  for (const name of ['postgres', 'nats']) expect(service(name).healthcheck?.test?.[0]).toBe('CMD');
  expect(service('migrate').healthcheck).toEqual({ disable: true });
});

test('the image runs as a user without rights, checks its own health and is Debian', () => {
  const stages = dockerfile.split(/^FROM /m).slice(1);
  for (const stage of stages) expect(stage).toMatch(/^node:24-bookworm-slim\b/);
  const last = stages.at(-1) ?? '';
  expect(last).toMatch(/^USER node$/m);
  expect(last).toMatch(/^HEALTHCHECK .*\\\n {2}CMD \["node", /m);
  expect(last).toMatch(/^CMD \["node", "dist\/scripts\/start\.js"\]$/m);
});
