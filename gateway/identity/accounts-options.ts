import type { Logger } from '../../shared/log.js';
import type { Demo } from './demo.js';
import type { OidcClient } from './oidc.js';
import type { AccessRegister } from './register.js';

/** What signing people in rests on. */
export interface AccountsOptions {
  /** The tables (`db/accounts.ts`). */
  readonly tables: object;
  /** By what cookies are signed; the same on every gateway of a hub. */
  readonly secret: string;
  /** Where browsers reach the hub, where that is not the address it listens on. */
  readonly publicUrl: URL | null;
  /** Whether cookies travel by TLS alone. */
  readonly isSecure: boolean;
  /** Sign-in by one click; null where there is none. */
  readonly demo: Demo | null;
  /** The outside identity provider; null where the hub has accounts of its own. */
  readonly oidc: OidcClient | null;
  /** Who was let in. */
  readonly register: AccessRegister;
  readonly log: Logger;
  /** Real time: locks, links and withdrawals go by it. */
  readonly now?: () => Date;
}
