import { expect, test } from 'vitest';

import { EnvFault, readEnv } from '../../shared/env.js';
import { subgraphNames } from '../../shared/subgraph/names.js';

const key = 'k'.repeat(32);
const remote = subgraphNames.map((name, index) => `${name}=http://127.0.0.1:${4001 + index}`).join(',');
const keysFor = (value: string) =>
  Object.fromEntries(subgraphNames.map((name) => [`HUB_SUBGRAPH_KEY_${name.toUpperCase()}`, value]));

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvFault) return error.faults;
    throw error;
  }
  return [];
}

test('without any setting the hub runs the demo on the embedded database, on this machine alone', () => {
  expect(readEnv({})).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    databaseUrl: null,
    dataDir: '.data',
    subgraphs: 'local',
    eventBus: 'postgres',
    oidc: null,
    seed: 'demo',
    introspection: 'on',
    demoNow: new Date('2024-06-20T08:00:00+07:00'),
  });
  expect(readEnv({ PORT: '', SEED: '', DATABASE_URL: '' })).toEqual(readEnv({}));
});

test('on PostgreSQL no synthetic school is entered unless asked for, and strangers do not read the schema', () => {
  const url = 'postgres://hub@db.example:5432/hub';
  expect(readEnv({ DATABASE_URL: url })).toMatchObject({ seed: 'plan', introspection: 'authenticated' });
  expect(readEnv({ DATABASE_URL: url, SEED: 'demo' })).toMatchObject({ seed: 'demo', introspection: 'on' });
});

test('every fault is told at once, each with its variable and what that takes', () => {
  const faults = faultsOf({
    PORT: '70000',
    SUBGRAPH_PORT: 'four',
    DATABASE_URL: 'mysql://db.example/hub',
    SUBGRAPHS: 'schools=http://127.0.0.1:4001,kitchen=http://127.0.0.1:4002,rollout=nowhere',
    EVENT_BUS: 'kafka://broker.example',
    EVENT_RETENTION: '3 months',
    OIDC_ISSUER: 'the provider',
    INTROSPECTION: 'yes',
    DEMO_NOW: '20/6/2024',
    SEED: 'everything',
    WEBHOOK_ALLOW_PRIVATE: 'perhaps',
    LOG_LEVEL: 'loud',
    NODE_ENV: 'staging',
  });
  const named = faults.map((fault) => fault.split(/[=:]/)[0]);
  expect(new Set(named)).toEqual(
    new Set([
      'DATABASE_URL',
      'DEMO_NOW',
      'EVENT_BUS',
      'EVENT_RETENTION',
      'INTROSPECTION',
      'LOG_LEVEL',
      'NODE_ENV',
      'OIDC_ISSUER',
      'PORT',
      'SEED',
      'SUBGRAPHS',
      'SUBGRAPH_PORT',
      'WEBHOOK_ALLOW_PRIVATE',
    ]),
  );
  expect(named).toHaveLength(13);
  const subgraphs = faults.find((fault) => fault.startsWith('SUBGRAPHS'));
  for (const part of [
    'kitchen is no subgraph',
    'rollout is no subgraph or has no URL',
    'training is missing',
  ])
    expect(subgraphs).toContain(part);
});

test('the message of a fault is a list that a person can work through', () => {
  expect(new EnvFault(['PORT=x: expected a port', 'SEED=y: expected demo']).message.split('\n')).toEqual([
    'The environment cannot be used:',
    '  - PORT=x: expected a port',
    '  - SEED=y: expected demo',
  ]);
});

test('subgraphs that run apart need a key each, for they accept only signed requests', () => {
  expect(faultsOf({ SUBGRAPHS: remote })).toHaveLength(subgraphNames.length);
  expect(faultsOf({ SUBGRAPHS: remote, ...keysFor(key) })).toEqual([]);
});

test('a key is at least 32 characters; two stand beside each other while they rotate, three never', () => {
  expect(readEnv(keysFor(`${key}, ${key}new`)).subgraphKeys.rollout).toEqual([key, `${key}new`]);
  expect(faultsOf(keysFor(key.slice(1)))).toHaveLength(subgraphNames.length);
  expect(faultsOf(keysFor(`${key},${key},${key}`))).toHaveLength(subgraphNames.length);
});

test('an outside identity provider needs an audience, or its tokens for others would open the hub', () => {
  const OIDC_ISSUER = 'https://login.example';
  expect(faultsOf({ OIDC_ISSUER })).toEqual([expect.stringMatching(/^OIDC_AUDIENCE: /)]);
  expect(readEnv({ OIDC_ISSUER, OIDC_AUDIENCE: 'hub' }).oidc).toEqual({
    issuer: OIDC_ISSUER,
    audience: 'hub',
    clientId: 'hub',
    clientSecret: null,
  });
});

test('trusted proxies are addresses and ranges; a range of everybody, a name or a number is none', () => {
  const TRUSTED_PROXIES = '127.0.0.1, 10.0.0.0/8,::1,fd00::/8';
  expect(readEnv({}).trustedProxies).toEqual([]);
  expect(readEnv({ TRUSTED_PROXIES }).trustedProxies).toEqual(['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8']);
  for (const wrong of [
    'true',
    '1',
    'loopback',
    'proxy.example',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/33',
    '10.0.0.1,',
    '10.0.0.0/8/8',
  ])
    expect(faultsOf({ TRUSTED_PROXIES: wrong }), wrong).toEqual([
      `TRUSTED_PROXIES=${wrong}: expected addresses or ranges such as 10.0.0.5, 172.16.0.0/12 or fd00::/8, separated by commas`,
    ]);
});

test('the demo starts at an instant, never at a time without its offset', () => {
  expect(faultsOf({ DEMO_NOW: '2024-06-20T08:00:00' })).toEqual([expect.stringMatching(/offset/)]);
  expect(readEnv({ DEMO_NOW: '2024-05-01T00:00:00Z' }).demoNow).toEqual(new Date('2024-05-01T00:00:00Z'));
});

test('a key or a password that cannot be used is not repeated in the fault', () => {
  const canary = 'canary-7f3a';
  const faults = faultsOf({
    DATABASE_URL: `mysql://hub:${canary}@db.example/hub`,
    EVENT_BUS: `amqp://hub:${canary}@broker.example`,
    ...keysFor(canary),
  });
  expect(faults).toHaveLength(2 + subgraphNames.length);
  expect(faults.join('\n')).not.toContain(canary);
});
