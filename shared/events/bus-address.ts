import { EnvFault } from '../env.js';

const HOUR_MS = 3_600_000;
const MEGABYTE = 1024 * 1024;

/** Where the bus answers, whom the hub is there, and the stream that is its own. */
export interface BusAddress {
  /** Host and port, without the credentials. */
  readonly server: string;
  readonly user: string | undefined;
  readonly pass: string | undefined;
  readonly token: string | undefined;
  readonly stream: string;
  readonly subject: string;
  readonly maxAgeMs: number;
  readonly maxBytes: number;
}

/**
 * Takes `nats://[user:password@|token@]host[:port][?maxAgeHours=72&maxMegabytes=1024&stream=NAME]` apart; the stream is named after
 * the database where the address names none, so that several hubs share a server. Throws EnvFault with every fault.
 */
export function busAddress(url: URL, database: string): BusAddress {
  const faults: string[] = [];
  const whole = (name: string, whenUnset: number): number => {
    const text = url.searchParams.get(name);
    if (text === null) return whenUnset;
    if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
    faults.push(`EVENT_BUS: ${name}=${text}: expected a whole number from 1`);
    return whenUnset;
  };
  const named = url.searchParams.get('stream');
  if (named !== null && !/^\w{1,32}$/.test(named)) {
    faults.push(`EVENT_BUS: stream=${named}: expected up to 32 letters, digits and underscores`);
  }
  for (const name of url.searchParams.keys()) {
    if (!['maxAgeHours', 'maxMegabytes', 'stream'].includes(name))
      faults.push(`EVENT_BUS: ${name}: expected maxAgeHours, maxMegabytes or stream`);
  }
  const maxAgeMs = whole('maxAgeHours', 72) * HOUR_MS;
  const maxBytes = whole('maxMegabytes', 1024) * MEGABYTE;
  if (faults.length > 0) throw new EnvFault(faults);

  const [user, pass] = [url.username, url.password].map((part) => decodeURIComponent(part));
  const isToken = user !== '' && pass === '';
  const name =
    named ?? database.replaceAll(/\W/g, (character) => `-${character.codePointAt(0)?.toString(16)}`);
  return {
    server: `${url.hostname}:${url.port === '' ? '4222' : url.port}`,
    user: isToken || user === '' ? undefined : user,
    pass: isToken || user === '' ? undefined : pass,
    token: isToken ? user : undefined,
    stream: `HUB_EVENTS_${name}`,
    subject: `hub.events.${name}`,
    maxAgeMs,
    maxBytes,
  };
}
