import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

import ipaddr from 'ipaddr.js';

import { BadUserInput } from '../../../shared/errors.js';

const MAX_URL = 2000;

/** Asks for all addresses of a name; `dns.lookup` unless a test answers. */
export type ResolveName = (
  name: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** A webhook leads to where the hub must not send. */
export class AddressRefused extends Error {
  constructor(name: string) {
    super(`${name} is at an address that is not public`);
    this.name = 'AddressRefused';
  }
}

/** Whether the address belongs to the public internet: not private, loopback, link-local, shared, reserved, or one of these in IPv6 dress. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/**
 * The address of a receiver as it is kept. Throws BAD_USER_INPUT unless it is `https` (with `allowPrivate` also `http`), names no
 * user, and is not itself an address that is not public; a name is asked for where it leads when the hub connects, each time.
 */
export function requireReceiver(text: string, { allowPrivate }: { allowPrivate: boolean }): string {
  const refuse = (expected: string): never => {
    throw new BadUserInput({ field: 'url', expected });
  };
  if (text.length > MAX_URL || !URL.canParse(text))
    return refuse(`the URL of a receiver, of at most ${MAX_URL} characters`);
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    return refuse('an https:// address');
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    return refuse('an address without user, password and fragment; a secret in its query is kept as it is');
  if (!allowPrivate && (isPrivateLiteral(url.hostname) || url.hostname === 'localhost'))
    return refuse(
      'an address of the public internet (the operator may allow others by WEBHOOK_ALLOW_PRIVATE)',
    );
  return url.href;
}

/** Throws AddressRefused where the host is an address, and not a name, that is not public: for such no name is ever looked up. */
export function requirePublicLiteral(url: URL): void {
  if (isPrivateLiteral(url.hostname)) throw new AddressRefused(url.hostname);
}

/**
 * The look-up of a connection that goes on only with public addresses. What was checked is what is connected to, so a name that
 * leads elsewhere a moment later (DNS rebinding) leads nowhere; one that leads to both is refused as well.
 */
export function publicLookup(resolve: ResolveName = resolveName): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null) return callback(error, []);
      if (first === undefined || !addresses.every(({ address }) => isPublic(address)))
        return callback(new AddressRefused(name), []);
      if (options.all === true) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

function isPrivateLiteral(hostname: string): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) !== 0 && !isPublic(address);
}
