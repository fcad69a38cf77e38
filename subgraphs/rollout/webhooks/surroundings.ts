import { readEnv } from '../../../shared/env.js';
import type { SendOptions } from './send.js';

let known: SendOptions | undefined;

/** What the environment allows of receivers, read once. */
export function sendingFromEnv(): SendOptions {
  known ??= { allowPrivate: readEnv().webhookAllowPrivate };
  return known;
}
