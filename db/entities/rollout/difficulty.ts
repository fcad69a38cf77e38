import { defineEntity, p } from '@mikro-orm/core';

/** A difficulty that a school reports to the office (KẾT). */
export const Difficulty = defineEntity({
  name: 'Difficulty',
  tableName: 'difficulty',
  schema: 'rollout',
  properties: {
    id: p.uuid().primary(),
    school: p.text().index(),
    category: p.text(),
    severity: p.text(),
    description: p.text(),
    state: p.text(),
    reportedBy: p.text(),
    reportedAt: p.datetime(3),
    /** Where the office's time to answer starts anew; null for one that was never reopened. */
    reopenedAt: p.datetime(3).nullable(),
    acknowledgedAt: p.datetime(3).nullable(),
    resolvedAt: p.datetime(3).nullable(),
    closedAt: p.datetime(3).nullable(),
    resolution: p.text().nullable(),
    version: p.integer(),
    updatedAt: p.datetime(3),
  },
});

/** One entry of a difficulty's thread: what was said, and the state that it left the difficulty in. */
export const DifficultyReply = defineEntity({
  name: 'DifficultyReply',
  tableName: 'difficulty_reply',
  schema: 'rollout',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    difficulty: p.uuid().index(),
    message: p.text(),
    state: p.text(),
    author: p.text(),
    authorRole: p.text(),
    at: p.datetime(3),
  },
});
