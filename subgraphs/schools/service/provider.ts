import { randomUUID } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';

import { ProviderCommitment, ServiceProvider } from '../../../db/entities/schools/provider.js';
import { localDate } from '../../../shared/calendar.js';
import { BadUserInput, Forbidden, NotFound } from '../../../shared/errors.js';
import type { Session } from '../../../shared/session.js';
import { maySetProviders } from '../policy.js';
import type { CommitmentKind } from '../types/provider.js';
import { append, lockSchool, requireOffice, requireText } from './guard.js';
import { replaceProviders } from './register.js';

const MAX_PROVIDERS = 20;

/** Enters service providers (I.2-4), or rewrites their entries. */
export async function registerProviders(
  session: Session,
  providers: readonly {
    code: string;
    name: string;
    services: readonly string[];
    licence: string | null;
    isSynthetic: boolean;
  }[],
): Promise<void> {
  requireOffice(session, 'edit the register');
  await session.write(async (em) => {
    await em.upsertMany(
      ServiceProvider,
      providers.map((provider) => ({ ...provider, services: [...provider.services] })),
    );
  });
}

/** Says which companies serve a school (II.2-2), all of them at once; NOT_FOUND for an unknown one. The same again changes nothing. */
export async function setProviders(
  session: Session,
  { school, providers }: { school: string; providers: readonly string[] },
): Promise<void> {
  const { actor } = session;
  if (!maySetProviders(actor, school))
    throw new Forbidden({ action: 'set providers', role: actor.role, school });
  if (providers.length > MAX_PROVIDERS)
    throw new BadUserInput({
      field: 'providers',
      expected: `at most ${MAX_PROVIDERS}`,
      got: providers.length,
    });
  await session.write(async (em) => {
    await lockSchool(em, school);
    for (const provider of providers) await requireProvider(em, provider);
    const event = await replaceProviders(em, school, providers);
    if (event !== null) await append(session, em, event);
  });
}

export interface RecordCommitment {
  provider: string;
  kind: CommitmentKind;
  number: string;
  /** `YYYY-MM-DD`. */
  signedOn: string;
  validTo?: string | null | undefined;
  note?: string | null | undefined;
}

/** Adds what a provider has shown or promised (I.2-4): the office has seen the paper. NOT_FOUND for an unknown provider. */
export async function recordCommitment(session: Session, input: RecordCommitment): Promise<void> {
  requireOffice(session, "record a provider's commitment");
  const { provider, kind, signedOn } = input;
  const validTo = input.validTo ?? null;
  const number = requireText(input.number, 'number', 100);
  const note = input.note == null ? null : requireText(input.note, 'note', 1000);
  const now = session.clock.now();
  const today = localDate(now);
  if (signedOn > today)
    throw new BadUserInput({ field: 'signedOn', expected: `a day up to today, ${today}`, got: signedOn });
  if (validTo !== null && validTo < signedOn)
    throw new BadUserInput({ field: 'validTo', expected: `a day from ${signedOn}`, got: validTo });
  await session.write(async (em) => {
    await requireProvider(em, provider);
    await em.insert(ProviderCommitment, {
      id: randomUUID(),
      provider,
      kind,
      number,
      signedOn,
      validTo,
      note,
      recordedBy: session.actor.subject,
      recordedAt: now,
    });
    await append(session, em, {
      type: 'schools.commitmentRecorded',
      school: null,
      data: { provider, kind, number, signedOn, validTo },
    });
  });
}

async function requireProvider(em: EntityManager, code: string): Promise<void> {
  const rows = await em.execute<unknown[]>(
    'select code from schools.service_provider where code = ? for share',
    [code],
  );
  if (rows.length === 0) throw new NotFound({ what: 'service provider', id: code });
}
