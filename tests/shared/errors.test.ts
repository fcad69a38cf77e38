import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { expect, test } from 'vitest';

import { translateDatabaseError } from '../../db/errors.js';
import * as errors from '../../shared/errors.js';
import { maskError } from '../../shared/subgraph/mask.js';

const { HubError: _base, ...classes } = errors;

/** One of each class, with the facts that a caller can act on. */
const examples: Record<keyof typeof classes, [string, errors.HubError, Record<string, unknown>]> = {
  Unauthenticated: [
    'UNAUTHENTICATED',
    new errors.Unauthenticated('the token has expired'),
    { reason: 'the token has expired' },
  ],
  Forbidden: [
    'FORBIDDEN',
    new errors.Forbidden({ action: 'submit the checklist', role: 'school_admin', school: '31306981' }),
    { role: 'school_admin', school: '31306981' },
  ],
  BadUserInput: [
    'BAD_USER_INPUT',
    new errors.BadUserInput({
      field: 'numerator',
      expected: 'at most 40',
      got: 41,
      fix: 'A part cannot exceed its whole.',
    }),
    { field: 'numerator', expected: 'at most 40', got: 41 },
  ],
  NotFound: [
    'NOT_FOUND',
    new errors.NotFound({ what: 'school', id: '99999999' }),
    { what: 'school', id: '99999999' },
  ],
  VersionConflict: [
    'VERSION_CONFLICT',
    new errors.VersionConflict({ what: 'item', id: 'SCHOOL_PLAN', expectedVersion: 1, currentVersion: 2 }),
    { expectedVersion: 1, currentVersion: 2 },
  ],
  InvalidTransition: [
    'INVALID_TRANSITION',
    new errors.InvalidTransition({
      what: 'item',
      id: 'SCHOOL_PLAN',
      from: 'DRAFT',
      to: 'VERIFIED',
      allowed: ['SUBMITTED'],
    }),
    { from: 'DRAFT', to: 'VERIFIED', allowed: ['SUBMITTED'] },
  ],
  IncompleteChecklist: [
    'INCOMPLETE_CHECKLIST',
    new errors.IncompleteChecklist({
      school: '31306981',
      unmet: [{ item: 'SCHOOL_PLAN', title: 'Kế hoạch', reason: 'no value' }],
    }),
    { unmet: [{ item: 'SCHOOL_PLAN', title: 'Kế hoạch', reason: 'no value' }] },
  ],
  CursorExpired: [
    'CURSOR_EXPIRED',
    new errors.CursorExpired({ oldest: 'WyJsb2ciLDld' }),
    { oldest: 'WyJsb2ciLDld' },
  ],
  LimitExceeded: [
    'LIMIT_EXCEEDED',
    new errors.LimitExceeded({ limit: 'first', value: 500, got: 501 }),
    { limit: 'first', value: 500 },
  ],
  SubgraphUnavailable: [
    'SUBGRAPH_UNAVAILABLE',
    new errors.SubgraphUnavailable({ subgraph: 'records' }),
    { subgraph: 'records' },
  ],
  InternalServerError: [
    'INTERNAL_SERVER_ERROR',
    new errors.InternalServerError({ requestId: 'r-1' }),
    { requestId: 'r-1' },
  ],
};

test.each(Object.entries(examples))(
  '%s carries its code and its facts to the caller',
  (_name, [code, error, facts]) => {
    expect(error.toJSON().extensions).toMatchObject({ code, ...facts });
    expect(error.name).toBe(code);
    expect(error.message).not.toMatch(/undefined|\[object/);
  },
);

test('the codes are the eleven of the closed list, each with one class', () => {
  expect(Object.values(examples).map(([code]) => code)).toEqual([
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'BAD_USER_INPUT',
    'NOT_FOUND',
    'VERSION_CONFLICT',
    'INVALID_TRANSITION',
    'INCOMPLETE_CHECKLIST',
    'CURSOR_EXPIRED',
    'LIMIT_EXCEEDED',
    'SUBGRAPH_UNAVAILABLE',
    'INTERNAL_SERVER_ERROR',
  ]);
  expect(Object.keys(examples).toSorted()).toEqual(Object.keys(classes).toSorted());
});

test('a refusal says how to go on', () => {
  expect(examples.VersionConflict[1].message).toMatch(/read it again and repeat/);
  expect(examples.InvalidTransition[1].message).toMatch(/allowed: SUBMITTED/);
  expect(examples.CursorExpired[1].message).toMatch(/subscribe again/);
  expect(examples.BadUserInput[1].message).toBe(
    'numerator: expected at most 40. A part cannot exceed its whole.',
  );
});

const silent = pino({ level: 'silent' });
const located = (originalError: Error) => new GraphQLError('x', { path: ['school', 'plan'], originalError });

test('what a caller can act on leaves a subgraph as it is, with the path where it happened', () => {
  const { Forbidden } = examples;
  const masked = maskError(located(Forbidden[1]), { requestId: 'r-1', subgraph: 'readiness', log: silent });
  expect(masked.toJSON()).toMatchObject({
    message: Forbidden[1].message,
    path: ['school', 'plan'],
    extensions: { code: 'FORBIDDEN' },
  });
});

test('of a fault of the hub only the request id leaves, while the log keeps the whole', () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const fault = new Error('relation "schools.secret_table" does not exist');
  const masked = maskError(located(fault), { requestId: 'r-7', subgraph: 'readiness', log });
  expect(JSON.stringify(masked)).not.toContain('secret_table');
  expect(masked.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'r-7' });
  expect(lines.join('')).toContain('secret_table');
  expect(lines.join('')).toContain('r-7');
});

test('a database without room is told as a part that may be asked again, and named in the log', () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const fault = translateDatabaseError(
    Object.assign(new Error('could not extend file "base/5/16384": No space left on device'), {
      code: '53100',
    }),
  );
  const masked = maskError(located(fault as Error), { requestId: 'r-8', subgraph: 'records', log });
  expect(masked.extensions).toEqual({
    code: 'SUBGRAPH_UNAVAILABLE',
    subgraph: 'records',
    reason: 'NO_ROOM',
    retryAfterS: 60,
  });
  expect(masked.message).not.toContain('base/5');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 50, requestId: 'r-8', subgraph: 'records', lack: 'NO_ROOM' },
  ]);
  expect(lines.join('')).toContain('could not extend file');
});

test("a value of the wrong form is the caller's to mend", () => {
  const complaint = new GraphQLError('Date: expected a calendar day such as 2024-04-28.');
  expect(maskError(complaint, { requestId: 'r-1', subgraph: 'readiness', log: silent }).extensions).toEqual({
    code: 'BAD_USER_INPUT',
  });
});
