import DataLoader from 'dataloader';

import { manyLoader, oneLoader } from '../../shared/loader.js';
import type { RequestBase } from '../../shared/subgraph/context.js';
import { requirePlan, type ActivePlan } from './plan/active.js';
import { listedSchools } from './policy.js';
import {
  readCompliance,
  readPastCompliance,
  type ComplianceRow,
  type PastCompliance,
} from './rows/compliance.js';
import {
  readDifficulties,
  readReplies,
  readSchoolDifficulties,
  type DifficultyRow,
  type ReplyRow,
} from './rows/difficulty.js';
import {
  readAcknowledgements,
  readDocuments,
  readReceipts,
  readUnacknowledged,
  type AcknowledgementRow,
  type DocumentRow,
  type ReceiptsRow,
  type UnacknowledgedRow,
} from './rows/document.js';
import { readStaleSince } from './rows/lag.js';
import { readNotifications, type NotificationRow } from './rows/notification.js';
import {
  readFollowers,
  readRecommendations,
  readSchoolRecommendations,
  readSources,
  type LinkRow,
  type RecommendationRow,
} from './rows/recommendation.js';
import { readFindings, readSchoolVisits, readVisits, type FindingRow, type VisitRow } from './rows/visit.js';

export interface RolloutLoaders {
  /** The active plan; NOT_FOUND before one is loaded. Read once a request. */
  plan: () => Promise<ActivePlan>;
  /** Since when the projection is behind; null while it keeps up. Read once a request. */
  staleSince: () => Promise<Date | null>;
  compliance: DataLoader<string, ComplianceRow | null>;
  pastCompliance: DataLoader<PastCompliance, ComplianceRow | null, string>;
  difficulty: DataLoader<string, DifficultyRow | null>;
  schoolDifficulties: DataLoader<string, DifficultyRow[]>;
  replies: DataLoader<string, ReplyRow[]>;
  document: DataLoader<string, DocumentRow | null>;
  acknowledgements: DataLoader<string, AcknowledgementRow[]>;
  /** Of the schools that the caller's lists are bounded by: how many have acknowledged, and who has not. */
  receipts: DataLoader<string, ReceiptsRow | null>;
  unacknowledged: DataLoader<string, UnacknowledgedRow[]>;
  visit: DataLoader<string, VisitRow | null>;
  schoolVisits: DataLoader<string, VisitRow[]>;
  findings: DataLoader<string, FindingRow[]>;
  recommendation: DataLoader<string, RecommendationRow | null>;
  schoolRecommendations: DataLoader<string, RecommendationRow[]>;
  recommendationSources: DataLoader<string, LinkRow[]>;
  recommendationFollowers: DataLoader<string, LinkRow[]>;
  notification: DataLoader<string, NotificationRow | null>;
}

export function rolloutLoaders({ session, clock }: RequestBase): RolloutLoaders {
  return {
    plan: once(() => session.read('rollout', requirePlan)),
    staleSince: once(() => session.read('rollout', (db) => readStaleSince(db, clock.now()))),
    compliance: oneLoader(
      (codes) => session.read('rollout', (db) => readCompliance(db, codes)),
      (row) => row.school,
    ),
    pastCompliance: new DataLoader(
      async (wishes) => {
        const rows = await session.read('rollout', (db) => readPastCompliance(db, wishes));
        const byPlace = new Map(rows.map((row) => [row.n, row]));
        return wishes.map((_, index) => byPlace.get(index + 1) ?? null);
      },
      { cacheKeyFn: ({ school, at }) => `${at} ${school}` },
    ),
    difficulty: oneLoader(
      (ids) => session.read('rollout', (db) => readDifficulties(db, ids)),
      (row) => row.id,
    ),
    schoolDifficulties: manyLoader(
      (codes) => session.read('rollout', (db) => readSchoolDifficulties(db, codes)),
      (row) => row.school,
    ),
    replies: manyLoader(
      (ids) => session.read('rollout', (db) => readReplies(db, ids)),
      (row) => row.difficulty,
    ),
    document: oneLoader(
      (ids) => session.read('rollout', (db) => readDocuments(db, ids)),
      (row) => row.id,
    ),
    acknowledgements: manyLoader(
      (ids) => session.read('rollout', (db) => readAcknowledgements(db, ids)),
      (row) => row.document,
    ),
    receipts: oneLoader(
      (ids) => session.read('rollout', (db) => readReceipts(db, ids, listedSchools(session.actor))),
      (row) => row.document,
    ),
    unacknowledged: manyLoader(
      (ids) => session.read('rollout', (db) => readUnacknowledged(db, ids, listedSchools(session.actor))),
      (row) => row.document,
    ),
    visit: oneLoader(
      (ids) => session.read('rollout', (db) => readVisits(db, ids)),
      (row) => row.id,
    ),
    schoolVisits: manyLoader(
      (codes) => session.read('rollout', (db) => readSchoolVisits(db, codes)),
      (row) => row.school,
    ),
    findings: manyLoader(
      (ids) => session.read('rollout', (db) => readFindings(db, ids)),
      (row) => row.visit,
    ),
    recommendation: oneLoader(
      (ids) => session.read('rollout', (db) => readRecommendations(db, ids)),
      (row) => row.id,
    ),
    schoolRecommendations: manyLoader(
      (codes) => session.read('rollout', (db) => readSchoolRecommendations(db, codes, session.actor.subject)),
      (row) => row.school ?? '',
    ),
    recommendationSources: manyLoader(
      (ids) => session.read('rollout', (db) => readSources(db, ids)),
      (row) => row.recommendation,
    ),
    recommendationFollowers: manyLoader(
      (ids) => session.read('rollout', (db) => readFollowers(db, ids)),
      (row) => row.source,
    ),
    notification: oneLoader(
      (ids) => session.read('rollout', (db) => readNotifications(db, ids, session.actor.subject)),
      (row) => row.id,
    ),
  };
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => (reading ??= read());
}
