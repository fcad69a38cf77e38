import { expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import { createSigningKey } from '../../shared/auth/keys.js';
import { issueToken } from '../../shared/auth/tokens.js';
import { createLog, type Logger } from '../../shared/log.js';

/** What the log prints of one call. */
function printed(write: (log: Logger) => void, level = 'trace'): string {
  let text = '';
  write(createLog(level, 'hub', { write: (line) => void (text += line) }));
  return text;
}

const canary = 'canary-7f3a-do-not-print';

test.each([
  ['an Authorization header', { headers: { authorization: `Bearer ${canary}` } }],
  ['a header four levels down', { err: { request: { options: { headers: { Authorization: canary } } } } }],
  ['cookies', { req: { headers: { cookie: canary, 'set-cookie': [canary] } } }],
  ['a token', { token: canary, accessToken: canary, refresh_token: canary }],
  ['a password', { client: { connectionParameters: { user: 'hub', password: canary } } }],
  ['a secret', { oidc: { clientSecret: canary } }],
  [
    'keys of subgraphs',
    { env: { HUB_SUBGRAPH_KEY_ROLLOUT: canary }, keys: [canary], subgraphKeys: { rollout: [canary] } },
  ],
  ['a signature', { headers: { signature: `sig=:${canary}:` } }],
])('%s is not printed, and what stands beside it is', (_what, fields) => {
  const text = printed((log) => log.warn({ ...fields, beside: 'still here' }, 'a request failed'));
  expect(text).not.toContain(canary);
  expect(text).toContain('still here');
  expect(text).toContain('[redacted]');
});

test('a signed token is not printed wherever it stands: field, message, link, error, bindings', async () => {
  const token = await issueToken(await createSigningKey(), hubActor, 60);
  const [, payload, signature] = token.split('.');
  const text = printed((log) => {
    log.info(`signed in with ${token}`);
    log.info({ link: `http://127.0.0.1:4000/#token=${token}` }, 'a link');
    log.error(new Error('refused', { cause: new Error(`Bearer ${token}`) }));
    log.error({ err: Object.assign(new Error('refused'), { context: { given: [token] } }) });
    log.child({ session: token }).warn('from a child');
  });
  expect(text.trim().split('\n')).toHaveLength(5);
  for (const part of [token, payload, signature]) expect(text).not.toContain(part);
});

test('the secret half of a signing key is not printed; its public half may be', () => {
  const jwk = { kty: 'EC', crv: 'P-256', x: 'open-x', y: 'open-y', d: canary };
  const text = printed((log) => log.info({ jwk }, 'loaded'));
  expect(text).not.toContain(canary);
  expect(text).toContain('open-x');
});

test('a password in a URL is not printed; host and database are', () => {
  const text = printed((log) =>
    log.error(new Error(`no answer from postgres://hub:${canary}@db.example:5432/hub`)),
  );
  expect(text).not.toContain(canary);
  expect(text).toContain('db.example:5432/hub');
});

test('an error keeps its message, its stack and its cause', () => {
  const text = printed((log) =>
    log.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'it failed'),
  );
  const line = JSON.parse(text) as { msg: string; err: { message: string; stack: string } };
  expect(line.msg).toBe('it failed');
  expect(line.err.message).toContain('outer');
  expect(line.err.stack).toContain('inner');
});

test('each call is one line of JSON with the level asked for', () => {
  const text = printed((log) => {
    log.info('left out');
    log.warn({ text: 'two\nlines' }, 'kept');
  }, 'warn');
  expect(text.endsWith('\n')).toBe(true);
  expect(JSON.parse(text)).toMatchObject({ level: 40, name: 'hub', msg: 'kept', text: 'two\nlines' });
});
