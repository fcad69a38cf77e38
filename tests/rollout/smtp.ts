import type { AddressInfo } from 'node:net';

import { SMTPServer } from 'smtp-server';

import { smtpMailer } from '../../shared/mail/mailer.js';
import { reminderConsumer } from '../../subgraphs/rollout/index.js';

export interface TestMailServer {
  /** What was taken, in its order. */
  readonly taken: { to: string; source: string }[];
  /** Whether it refuses what comes. */
  refuses: boolean;
  /** The reminders of the hub, sent through this server. */
  readonly reminders: ReturnType<typeof reminderConsumer>;
  close(): Promise<void>;
}

/** A real mail server on this machine, for what the hub sends. */
export async function openMailServer(): Promise<TestMailServer> {
  const taken: TestMailServer['taken'] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (opened.refuses) return done(new Error('mailbox full'));
        taken.push({
          to: session.envelope.rcptTo[0]!.address,
          source: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const url = new URL(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
  const mailer = smtpMailer({ url, from: 'Phòng GD&ĐT <hocba@haian.example>' });
  const opened: TestMailServer = {
    taken,
    refuses: false,
    reminders: reminderConsumer(() => mailer),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return opened;
}
