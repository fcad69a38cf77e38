import type { AddressInfo } from 'node:net';

import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { readEnv, type EnvFault } from '../../shared/env.js';
import { smtpMailer } from '../../shared/mail/mailer.js';

const taken: { to: string[]; source: string }[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    let source = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      source += chunk;
    });
    stream.on('end', () => {
      taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), source });
      done();
    });
  },
});
let url: URL;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  url = new URL(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

test('a mail reaches a real server as plain Vietnamese text, under an id that stays', async () => {
  const mailer = smtpMailer({ url, from: 'Phòng GD&ĐT <hocba@haian.example>' });
  await mailer.send({
    id: '7e0f6c3c-9f0f-4a5a-8d2e-000000000001',
    to: 'hieutruong@truong.example',
    subject: 'Nhắc việc',
    text: 'Kính gửi trường',
  });
  expect(taken).toHaveLength(1);
  const { to, source } = taken[0]!;
  expect(to).toEqual(['hieutruong@truong.example']);
  expect(source).toContain('Message-ID: <7e0f6c3c-9f0f-4a5a-8d2e-000000000001@haian.example>');
  expect(source).toMatch(/Content-Type: text\/plain; charset=utf-8/i);
  expect(source).not.toMatch(/text\/html/i);
});

test('a server that does not answer is told as a failure', async () => {
  const mailer = smtpMailer({ url: new URL('smtp://127.0.0.1:1'), from: 'a@b.example' });
  await expect(mailer.send({ id: 'x', to: 'c@d.example', subject: 's', text: 't' })).rejects.toThrow(
    /ECONNREFUSED/,
  );
});

test('the environment takes a server with a sender, and refuses one without, or an address that is none, not repeating its password', () => {
  expect(readEnv({}).smtp).toBeNull();
  expect(readEnv({ SMTP_URL: 'smtps://u:p@mail.example', SMTP_FROM: 'a@b.example' }).smtp).toMatchObject({
    from: 'a@b.example',
  });
  expect(() => readEnv({ SMTP_URL: 'smtp://mail.example' })).toThrow(/SMTP_FROM/);
  try {
    readEnv({ SMTP_URL: 'http://u:secret@mail.example', SMTP_FROM: 'a@b.example' });
    expect.unreachable();
  } catch (error) {
    expect((error as EnvFault).message).toContain('SMTP_URL');
    expect((error as EnvFault).message).not.toContain('secret');
  }
});
