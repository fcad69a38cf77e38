import { readEnv } from '../../../shared/env.js';
import { smtpMailer, type Mailer } from '../../../shared/mail/mailer.js';

let known: Mailer | null | undefined;

/** The mail server of the environment, opened at the first mail; null where none is configured. */
export function mailServer(): Mailer | null {
  if (known === undefined) {
    const { smtp } = readEnv();
    known = smtp === null ? null : smtpMailer(smtp);
  }
  return known;
}
