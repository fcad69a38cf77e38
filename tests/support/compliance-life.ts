import * as fc from 'fast-check';

import type { AnyHubEvent, ItemState } from '../../shared/events/contracts.js';
import {
  certificate,
  conditionsMet,
  counts,
  duties,
  fullValue,
  happened,
  itemEvent,
  local,
  plan,
  registered,
  templateItems,
  trained,
} from './compliance-plan.js';

const instant = fc
  .integer({ min: local('2024-04-08 00:00').getTime(), max: local('2024-07-10 00:00').getTime() })
  .map((ms) => new Date(ms));
/** Instants around which definitions turn: dues, starts of rules, and midnights. */
const edge = fc
  .tuple(
    fc.constantFrom(
      '2024-04-15 00:00',
      '2024-04-21 23:59:59',
      '2024-04-28 23:59:59',
      '2024-05-25 00:00',
      '2024-06-30 23:59:59',
    ),
    fc.integer({ min: -9, max: 9 }),
    fc.constantFrom(-1, 0, 1, 1000),
  )
  .map(([text, days, ms]) => new Date(local(text).getTime() + days * 86_400_000 + ms));
export const moment = fc.oneof(instant, edge);
const upTo = (max: number) => fc.integer({ min: 0, max });

const item = fc
  .record({
    at: moment,
    id: fc.constantFrom(...templateItems.map(({ id }) => id)),
    state: fc.constantFrom<ItemState>(
      'DRAFT',
      'SUBMITTED',
      'SUBMITTED',
      'VERIFIED',
      'RETURNED',
      'REOPENED',
      'NOT_APPLICABLE',
    ),
    held: upTo(25),
    of: upTo(25),
    isEmpty: fc.boolean(),
  })
  .map(({ at, id, state, held, of, isEmpty }) => {
    const full = fullValue(id);
    const ratio = { kind: 'RATIO', numerator: Math.min(held, of), denominator: of } as const;
    const value = isEmpty && held < 12 ? null : full.kind === 'RATIO' && held % 2 === 0 ? ratio : full;
    return itemEvent('readiness.itemSaved', at, id, value, state);
  });

const anyEvent: fc.Arbitrary<AnyHubEvent> = fc.oneof(
  { weight: 8, arbitrary: item },
  moment.map((at) => itemEvent('readiness.itemReturned', at, 'SCHOOL_PLAN')),
  fc
    .tuple(moment, upTo(2), upTo(35), upTo(3))
    .map(([at, managers, teachers, staff]) => trained(at, { managers, teachers, staff })),
  fc
    .tuple(moment, fc.constantFrom(1, 2, 3, 4, 5), upTo(25), upTo(5))
    .map(([at, grade, accepted, deferred]) => counts(at, grade, accepted, deferred)),
  fc
    .tuple(
      moment,
      fc.constantFrom('DECLARED', 'APPROVED', 'APPROVED', 'REVOKED'),
      moment,
      upTo(200),
      fc.constantFrom('stamp', 'new'),
    )
    .map(([at, state, validFrom, days, id]) =>
      certificate(at, state as 'APPROVED', {
        id,
        validFrom: validFrom.toISOString(),
        validTo: new Date(validFrom.getTime() + days * 86_400_000).toISOString(),
      }),
    ),
  fc.tuple(moment, fc.constantFrom(...plan.rules.map(({ id }) => id)), moment).map(([at, rule, to]) =>
    happened('rollout.deadlineExtended', at, {
      rule,
      before: '',
      after: to.toISOString(),
      reason: 'storm',
    }),
  ),
  fc
    .tuple(moment, fc.constantFrom('OPEN', 'RESOLVED', 'REOPENED'), fc.constantFrom('BLOCKER', 'MINOR'))
    .map(([at, state, severity]) =>
      happened('rollout.difficultyChanged', at, {
        difficulty: 'd1',
        severity,
        before: 'ACKNOWLEDGED',
        after: state,
      }),
    ),
  fc
    .tuple(moment, fc.constantFrom(...duties), fc.boolean())
    .map(([at, duty, personNamed]) => happened('readiness.dutyAssigned', at, { duty, personNamed })),
  fc.tuple(moment, upTo(3)).map(([at, managers]) =>
    happened('schools.headcountRecorded', at, {
      managers,
      teachers: 35,
      staff: 3,
      homeroomInScope: 20,
      asOf: '',
    }),
  ),
);

/** A school's life in order: registered, most of the time well prepared, then anything. */
export const life = fc
  .record({
    without: fc.subarray(plan.rules.map(({ id }) => id)),
    isPrepared: fc.boolean(),
    events: fc.array(anyEvent, { maxLength: 25 }),
  })
  .map(({ without, isPrepared, events }) => [
    ...registered('2024-04-08 00:00'),
    ...(isPrepared ? conditionsMet('2024-04-08 08:00', without) : []),
    ...events.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
  ]);
