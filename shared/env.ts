import { z } from 'zod';

import {
  eventBus,
  evidenceStore,
  originList,
  proxyList,
  postgresUrl,
  publicAddress,
  smtpAddress,
} from './env-addresses.js';
import { defaultLimits, type Limits } from './limits.js';
import { subgraphNames, type SubgraphName } from './subgraph/names.js';

/** Everything that a process of the hub takes from its surroundings, read once. */
export interface Env {
  readonly port: number;
  readonly host: string;
  /** Where browsers reach the hub (behind a proxy, by TLS); null where that is the address it listens on. */
  readonly publicUrl: URL | null;
  /** Where a subgraph that runs apart listens. */
  readonly subgraphPort: number;
  /** PostgreSQL's address; null means the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** `s3://bucket?endpoint=…&region=…`, where files of evidence are kept; null means in `dataDir`. */
  readonly evidenceStore: URL | null;
  /** `'local'`, or where each subgraph answers over HTTP. */
  readonly subgraphs: 'local' | Readonly<Record<SubgraphName, string>>;
  readonly eventBus: 'postgres' | URL;
  /** For how many days the log holds an event for those who come back; null: for ever. */
  readonly eventRetentionDays: number | null;
  readonly oidc: {
    readonly issuer: string;
    readonly audience: string;
    /** As whom the page's sign-in is known to the provider. */
    readonly clientId: string;
    readonly clientSecret: string | null;
  } | null;
  /** The server that takes e-mail (`smtp://` or `smtps://`) and the sender's address; null sends none. */
  readonly smtp: { readonly url: URL; readonly from: string } | null;
  /** Webhooks may lead to private, loopback and link-local addresses, and by plain http. */
  readonly webhookAllowPrivate: boolean;
  readonly introspection: 'on' | 'authenticated' | 'off';
  readonly demoNow: Date;
  readonly seed: 'demo' | 'plan' | 'none';
  readonly logLevel: string;
  /** Keys by which the gateway signs for a subgraph, newest first; a subgraph takes any of them. */
  readonly subgraphKeys: Readonly<Partial<Record<SubgraphName, readonly string[]>>>;
  /** Other origins whose pages may read what `/graphql` answers; the hub's own needs none. */
  readonly corsOrigins: readonly string[];
  /** Reverse proxies (addresses or ranges) whose X-Forwarded-For says where a request comes from; nobody else's does. */
  readonly trustedProxies: readonly string[];
  /** How much a caller may have (docs/limits.md): `LIMIT_` and the limit's name in capitals. */
  readonly limits: Limits;
  readonly nodeEnv: 'production' | 'development' | 'test';
}

/** The surroundings are wrong: every fault at once, each with the variable's name and what it takes. */
export class EnvFault extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The environment cannot be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'EnvFault';
  }
}

/** Longer than a tool is away over a summer. */
const EVENT_RETENTION_DAYS = 180;
const DEMO_NOW = '2024-06-20T08:00:00+07:00';

/** Reads the environment; throws EnvFault with all faults where any value cannot be used. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const faults: string[] = [];
  const read = <T>(name: string, schema: z.ZodType<T>, whenUnset: T): T => {
    const value = source[name];
    if (value === undefined || value === '') return whenUnset;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const shown = mayHoldSecret(name) ? name : `${name}=${value}`;
    faults.push(`${shown}: ${parsed.error.issues.map(({ message }) => message).join('; ')}`);
    return whenUnset;
  };

  const databaseUrl = read('DATABASE_URL', postgresUrl, null);
  const issuer = read(
    'OIDC_ISSUER',
    z.url({ message: 'expected the URL of an OpenID provider' }),
    null as string | null,
  );
  const audience = source['OIDC_AUDIENCE'] || null;
  if (issuer !== null && audience === null)
    faults.push('OIDC_AUDIENCE: expected with OIDC_ISSUER, as tokens for others must not open the hub');
  const smtpUrl = read('SMTP_URL', smtpAddress, null);
  const smtpFrom = source['SMTP_FROM'] || null;
  if (smtpUrl !== null && smtpFrom === null)
    faults.push('SMTP_FROM: expected with SMTP_URL, the address that reminders come from');
  const seed = read('SEED', z.enum(['demo', 'plan', 'none']), databaseUrl === null ? 'demo' : 'plan');
  const subgraphs = read('SUBGRAPHS', subgraphAddresses, 'local' as const);
  const subgraphKeys = Object.fromEntries(
    subgraphNames.map((name) => [
      name,
      read(`HUB_SUBGRAPH_KEY_${name.toUpperCase()}`, keyList, undefined as string[] | undefined),
    ]),
  );
  for (const name of subgraphs === 'local' ? [] : subgraphNames) {
    if (subgraphKeys[name] === undefined)
      faults.push(
        `HUB_SUBGRAPH_KEY_${name.toUpperCase()}: expected with SUBGRAPHS, the subgraph accepts only signed requests`,
      );
  }
  const env: Env = {
    port: read('PORT', port, 4000),
    host: source['HOST'] || '127.0.0.1',
    publicUrl: read('PUBLIC_URL', publicAddress, null),
    subgraphPort: read('SUBGRAPH_PORT', port, 4001),
    databaseUrl,
    dataDir: source['DATA_DIR'] || '.data',
    evidenceStore: read('EVIDENCE_STORE', evidenceStore, null),
    subgraphs,
    eventBus: read('EVENT_BUS', eventBus, 'postgres' as const),
    eventRetentionDays: read('EVENT_RETENTION', retention, EVENT_RETENTION_DAYS),
    oidc:
      issuer !== null && audience !== null
        ? {
            issuer,
            audience,
            clientId: source['OIDC_CLIENT_ID'] || audience,
            clientSecret: source['OIDC_CLIENT_SECRET'] || null,
          }
        : null,
    smtp: smtpUrl !== null && smtpFrom !== null ? { url: smtpUrl, from: smtpFrom } : null,
    webhookAllowPrivate: read('WEBHOOK_ALLOW_PRIVATE', z.enum(['on', 'off']), 'off') === 'on',
    introspection: read(
      'INTROSPECTION',
      z.enum(['on', 'authenticated', 'off']),
      seed === 'demo' ? 'on' : 'authenticated',
    ),
    demoNow: read('DEMO_NOW', instant, new Date(DEMO_NOW)),
    seed,
    logLevel: read('LOG_LEVEL', z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']), 'info'),
    subgraphKeys: subgraphKeys,
    corsOrigins: read('CORS_ORIGINS', originList, [] as string[]),
    trustedProxies: read('TRUSTED_PROXIES', proxyList, [] as string[]),
    limits: Object.fromEntries(
      Object.entries(defaultLimits).map(([name, value]) => [name, read(limitVariable(name), limit, value)]),
    ) as unknown as Limits,
    nodeEnv: read('NODE_ENV', z.enum(['production', 'development', 'test']), 'development'),
  };
  if (faults.length > 0) throw new EnvFault(faults);
  return env;
}

/** Values that are a key or carry a password: what is wrong with them is told without them, for faults end up in logs. */
function mayHoldSecret(name: string): boolean {
  return (
    name === 'DATABASE_URL' ||
    name === 'EVENT_BUS' ||
    name === 'SMTP_URL' ||
    name.startsWith('HUB_SUBGRAPH_KEY_')
  );
}

const port = z.coerce.number({ message: 'expected a port from 0 to 65535' }).int().min(0).max(65_535);

/** `socketsPerActor` is `LIMIT_SOCKETS_PER_ACTOR` in the environment. */
function limitVariable(name: string): string {
  return `LIMIT_${name.replaceAll(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase()}`;
}

const limit = z.coerce.number({ message: 'expected a whole number from 1' }).int().min(1);

const retention = z.string().transform((value, context): number | null => {
  if (value === 'forever') return null;
  const days = /^([1-9]\d{0,4})d$/.exec(value)?.[1];
  if (days !== undefined) return Number(days);
  context.addIssue({ code: 'custom', message: 'expected a number of days such as 180d, or forever' });
  return z.NEVER;
});

const instant = z.string().transform((value, context) => {
  const parsed = new Date(value);
  if (/(Z|[+-]\d{2}:\d{2})$/.test(value) && !Number.isNaN(parsed.getTime())) return parsed;
  context.addIssue({
    code: 'custom',
    message: `expected an ISO 8601 instant with offset such as ${DEMO_NOW}`,
  });
  return z.NEVER;
});

/** A shared secret below 32 characters could be guessed offline from one captured request. */
const keyList = z
  .string()
  .transform((value) => value.split(',').map((key) => key.trim()))
  .refine((keys) => keys.length <= 2 && keys.every((key) => key.length >= 32), {
    message:
      'expected one key of at least 32 characters, or two separated by a comma while keys rotate (the first signs)',
  });

const subgraphAddresses = z.string().transform((value, context): Env['subgraphs'] => {
  if (value === 'local') return 'local';
  const pairs = value.split(',').map((pair) => pair.trim().split('=') as [string, string?]);
  const addresses = Object.fromEntries(pairs);
  const unusable = pairs.filter(
    ([name, url]) => !(subgraphNames as readonly string[]).includes(name) || !URL.canParse(url ?? ''),
  );
  const missing = subgraphNames.filter((name) => addresses[name] === undefined);
  if (unusable.length === 0 && missing.length === 0) return addresses as Record<SubgraphName, string>;
  const what = [
    ...unusable.map(([name]) => `${name} is no subgraph or has no URL`),
    ...missing.map((name) => `${name} is missing`),
  ];
  context.addIssue({
    code: 'custom',
    message: `expected \`local\` or schools=http://…,readiness=http://…,…: ${what.join(', ')}`,
  });
  return z.NEVER;
});
