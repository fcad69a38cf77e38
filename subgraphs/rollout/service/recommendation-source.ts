import type { EntityManager } from '@mikro-orm/sql';

import { RecommendationSource } from '../../../db/entities/rollout/oversight.js';
import { BadUserInput, NotFound } from '../../../shared/errors.js';
import { requireId } from './guard.js';

export interface Source {
  source: string;
  kind: string;
}

/** How many difficulties and recommendations one may rest on. */
export const MAX_SOURCES = 200;

/** The sources with what they are; NOT_FOUND for one that does not exist, or is not the school's own where that is asked. */
export async function requireSources(
  em: EntityManager,
  given: readonly string[],
  school: string | null,
): Promise<Source[]> {
  const ids = [...new Set(given.map((id) => requireId(id, 'source')))];
  if (ids.length > MAX_SOURCES)
    throw new BadUserInput({ field: 'sources', expected: `at most ${MAX_SOURCES}`, got: ids.length });
  if (ids.length === 0) return [];
  const places = ids.map(() => '?').join(', ');
  const found = await em.execute<(Source & { school: string | null })[]>(
    `select id::text as source, 'DIFFICULTY' as kind, school from rollout.difficulty where id in (${places})
     union all select id::text, 'RECOMMENDATION', school from rollout.recommendation where id in (${places}) and state <> 'DRAFT'`,
    [...ids, ...ids],
  );
  const allowed = found.filter((row) => school === null || row.school === school);
  const lost = ids.find((id) => !allowed.some(({ source }) => source === id));
  if (lost !== undefined) throw new NotFound({ what: 'source', id: lost });
  return allowed.map(({ source, kind }) => ({ source, kind }));
}

/** Links a recommendation to what it rests on, in place of what it rested on before. */
export async function linkSources(
  em: EntityManager,
  recommendation: string,
  sources: readonly Source[],
): Promise<void> {
  await em.nativeDelete(RecommendationSource, { recommendation });
  if (sources.length === 0) return;
  await em.insertMany(
    RecommendationSource,
    sources.map(({ source, kind }) => ({ recommendation, source, kind })),
  );
}
