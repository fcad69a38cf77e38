/** The closed list of error codes that a caller can meet (README, "Errors"). */
export const errorCodes = [
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
] as const;

export type ErrorCode = (typeof errorCodes)[number];
