import { createTransport } from 'nodemailer';

import type { Env } from '../env.js';

export interface Mail {
  /** Stays the same when the same mail is tried again, so that a server or a reader can tell the two as one. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

export interface Mailer {
  /** Resolves once the server has taken the mail; rejects where it did not. */
  send(mail: Mail): Promise<void>;
}

const TIMEOUT_MS = 10_000;

/** Sends by the SMTP server of the environment, one connection a mail, with TLS wherever the server offers it. */
export function smtpMailer({ url, from }: NonNullable<Env['smtp']>): Mailer {
  const transport = createTransport({
    host: url.hostname,
    port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
    secure: url.protocol === 'smtps:',
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  const domain = /@([^@>\s]+)>?$/.exec(from)?.[1] ?? 'hub.invalid';
  return {
    send: async ({ id, to, subject, text }) => {
      // The recipient is an object, not a header line: a comma in it cannot make two recipients.
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@${domain}>`,
        disableUrlAccess: true,
        disableFileAccess: true,
      });
    },
  };
}
