import type { LookupAddress } from 'node:dns';

import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { isPublic, requireReceiver, type ResolveName } from '../../subgraphs/rollout/webhooks/address.js';
import { isOutOfPatience, retryDelayMs } from '../../subgraphs/rollout/webhooks/patience.js';
import { send, type SendOptions } from '../../subgraphs/rollout/webhooks/send.js';
import { openReceiver, type Receiver } from '../support/receiver.js';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await openReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = () => 204;
});

const message = (url: string) => ({
  url,
  secrets: [`whsec_${Buffer.alloc(32, 1).toString('base64')}`],
  id: 'an-id',
  body: '{"type":"x.y","data":{}}',
  at: new Date(),
});
const sendTo = (url: string, options: Partial<SendOptions> = {}) =>
  send(message(url), { allowPrivate: false, ...options });

test.each([
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.5.4',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fd00::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:169.254.169.254',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'no address',
])('%s is no address of the public internet', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(['8.8.8.8', '203.162.4.190', '2001:4860:4860::8888'])('%s is one', (address) => {
  expect(isPublic(address)).toBe(true);
});

test.each([
  'http://tool.example/hook',
  'ftp://tool.example/hook',
  'https://user:secret@tool.example/hook',
  'https://tool.example/hook#part',
  'https://127.0.0.1/hook',
  'https://2130706433/hook',
  'https://0x7f.1/hook',
  'https://[::1]/hook',
  'https://[::ffff:10.0.0.1]/hook',
  'https://169.254.169.254/latest/meta-data',
  'https://localhost/hook',
  `https://tool.example/${'a'.repeat(2000)}`,
  'tool.example',
])('%s is refused when it is registered', (url) => {
  expect(() => requireReceiver(url, { allowPrivate: false })).toThrow(/url/);
});

test('a public address is kept as it is given, its query too; with the operator’s leave also one on this machine', () => {
  const url = 'https://tool.example:8443/hook?token=a';
  expect(requireReceiver(url, { allowPrivate: false })).toBe(url);
  expect(requireReceiver('http://127.0.0.1:8080/hook', { allowPrivate: true })).toBe(
    'http://127.0.0.1:8080/hook',
  );
});

test('a name that leads to this machine is not connected to, whether at once, beside a public address or the second time', async () => {
  const port = new URL(receiver.url).port;
  const here: LookupAddress = { address: '127.0.0.1', family: 4 };
  const answers: LookupAddress[][] = [
    [here],
    [{ address: '8.8.8.8', family: 4 }, here],
    [{ address: '::ffff:127.0.0.1', family: 6 }],
    [],
  ];
  for (const addresses of answers) {
    const asked: string[] = [];
    const resolveName: ResolveName = (name, _options, callback) => {
      asked.push(name);
      callback(null, addresses);
    };
    const outcome = await sendTo(`https://tool.example:${port}/hook`, { resolveName });
    expect(outcome.failure).toBe('tool.example is at an address that is not public');
    expect(asked).toEqual(['tool.example']);
  }
  // Kept while private addresses were allowed: refused at the next try.
  expect((await sendTo(`https://127.0.0.1:${port}/hook`)).failure).toContain('not public');
  expect((await sendTo(receiver.url)).failure).toContain('not public');
  expect(receiver.received).toHaveLength(0);
});

test('a redirect is a failure, and nobody goes where it leads', async () => {
  receiver.answer = ({ path }) =>
    path === '/hook' ? (response) => response.writeHead(307, { location: '/other' }).end() : 204;
  expect(await sendTo(receiver.url, { allowPrivate: true })).toEqual({
    failure: 'answered 307; redirects are not followed',
    isGone: false,
  });
  expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
});

test('a receiver that says nothing, breaks off or is not there fails with the reason; one whose answer has no end has answered', async () => {
  receiver.answer = () => () => {};
  expect((await sendTo(receiver.url, { allowPrivate: true, timeoutMs: 50 })).failure).toBe(
    'did not answer in time',
  );
  receiver.answer = () => (response) => response.destroy();
  expect((await sendTo(receiver.url, { allowPrivate: true })).failure).toContain(
    'could not be reached (ECONNRESET)',
  );
  receiver.answer = () => (response) => {
    const more = () => response.writable && response.write('a'.repeat(65_536), more);
    response.writeHead(200);
    more();
  };
  expect(await sendTo(receiver.url, { allowPrivate: true })).toEqual({ failure: null, isGone: false });
  const gone = await openReceiver();
  await gone.close();
  expect((await sendTo(gone.url, { allowPrivate: true })).failure).toContain('ECONNREFUSED');
});

test('tries wait twice as long each time up to six hours, never less than half of it, and end after three days', () => {
  expect([1, 2, 3, 10].map((attempts) => retryDelayMs(attempts, () => 1))).toEqual([
    10_000, 20_000, 40_000, 5_120_000,
  ]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempts, chance) => {
        const whole = retryDelayMs(attempts, () => 1);
        const delay = retryDelayMs(attempts, () => chance);
        expect(whole).toBeLessThanOrEqual(6 * 3_600_000);
        expect(delay).toBeGreaterThanOrEqual(Math.floor(whole / 2));
        expect(delay).toBeLessThanOrEqual(whole);
      },
    ),
  );
  const since = new Date('2024-05-01T00:00:00Z');
  expect(isOutOfPatience(since, new Date('2024-05-03T23:59:59Z'))).toBe(false);
  expect(isOutOfPatience(since, new Date('2024-05-04T00:00:00Z'))).toBe(true);
});
