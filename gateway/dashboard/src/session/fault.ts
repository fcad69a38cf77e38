import { Refused } from './door.js';
import { NotGiven } from './passkeys.js';

/** What a page says of each way in which a sign-in can fail. */
export interface FaultWords {
  readonly wrong: string;
  readonly locked: string;
  readonly ended: string;
  readonly gone: string;
  readonly weak: string;
  readonly slow: string;
  readonly unreachable: string;
  readonly notGiven: string;
  readonly other: string;
}

/** Why it failed, in the words of the page. */
export function faultOf(error: unknown, words: FaultWords): string {
  if (error instanceof NotGiven) return words.notGiven;
  if (!(error instanceof Refused)) return words.unreachable;
  switch (error.code) {
    case 'INVALID_EMAIL_OR_PASSWORD':
    case 'INVALID_EMAIL':
    case 'INVALID_PASSWORD':
      return words.wrong;
    case 'LOCKED':
      return words.locked;
    case 'ACCESS_ENDED':
      return words.ended;
    case 'INVITATION_GONE':
      return words.gone;
    case 'WEAK_PASSWORD':
    case 'PASSWORD_TOO_SHORT':
    case 'VALIDATION_ERROR':
      return words.weak;
    default:
      return error.status === 429 ? words.slow : words.other;
  }
}
