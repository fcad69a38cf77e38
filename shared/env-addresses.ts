import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** Where browsers reach the hub: scheme, host and port, nothing behind them. */
export const publicAddress = z.string().transform((value, context): URL | null => {
  const address = URL.canParse(value) ? new URL(value) : null;
  if (address !== null && /^https?:$/.test(address.protocol) && address.pathname === '/') return address;
  context.addIssue({
    code: 'custom',
    message: 'expected the address in the browser, such as https://hub.example.vn',
  });
  return z.NEVER;
});

/** A PostgreSQL server and its database. */
export const postgresUrl = z
  .string()
  .refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
    message: 'expected postgres://user@host:port/database',
  }) as z.ZodType<string | null>;

/** `*` is no origin: it would let any page read what a signed-in person may. */
export const originList = z
  .string()
  .transform((value) => value.split(',').map((origin) => origin.trim()))
  .refine((origins) => origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin), {
    message: 'expected origins such as https://tool.example, separated by commas',
  });

/** Addresses and ranges; one that holds everybody would let a caller choose the address that it counts by. */
export const proxyList = z
  .string()
  .transform((value) => value.split(',').map((proxy) => proxy.trim()))
  .refine((proxies) => proxies.every(isAddressOrRange), {
    message: 'expected addresses or ranges such as 10.0.0.5, 172.16.0.0/12 or fd00::/8, separated by commas',
  });

function isAddressOrRange(value: string): boolean {
  const [address = '', bits, ...more] = value.split('/');
  const isFour = ipaddr.IPv4.isValidFourPartDecimal(address);
  if (more.length > 0 || (!isFour && !ipaddr.IPv6.isValid(address))) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (isFour ? 32 : 128));
}

/** A bucket of an S3-compatible store. */
export const evidenceStore = z.string().transform((value, context): URL | null => {
  const address = URL.canParse(value) ? new URL(value) : null;
  const endpoint = address?.searchParams.get('endpoint') ?? null;
  const isUsable = endpoint === null || /^https?:\/\//.test(endpoint);
  if (address?.protocol === 's3:' && address.hostname !== '' && isUsable) return address;
  context.addIssue({
    code: 'custom',
    message:
      'expected s3://bucket?endpoint=https://host&region=name (credentials come from AWS_ACCESS_KEY_ID and the like)',
  });
  return z.NEVER;
});

/** A server that takes e-mail. */
export const smtpAddress = z.string().transform((value, context): URL | null => {
  if (/^smtps?:\/\/[^/]/.test(value) && URL.canParse(value)) return new URL(value);
  context.addIssue({
    code: 'custom',
    message: 'expected smtp://host:port or smtps://user:password@host:port',
  });
  return z.NEVER;
});

/** The word `postgres`, or a NATS server. */
export const eventBus = z.string().transform((value, context): 'postgres' | URL => {
  if (value === 'postgres') return value;
  if (value.startsWith('nats://') && URL.canParse(value)) return new URL(value);
  context.addIssue({ code: 'custom', message: 'expected `postgres` or nats://host:port' });
  return z.NEVER;
});
